"""What nobody outside Telnyx could tell us: one named choice each."""

from emulators.core.provenance import assumed, inferred
from emulators.core.settings import Setting

FIELD_ERROR_STATUS = Setting(
    "field_error_status",
    default=422,
    choices=(422, 400),
    provenance=assumed(
        "the error list names codes and titles; the HTTP status beside a code that blames a field was never seen"
    ),
)
DISCOURAGE_RETRIES = Setting(
    "discourage_retries",
    default=False,
    provenance=inferred(
        "the clients send a request again after 408, 409, 429 and 5xx unless the answer says x-should-retry: false; with this "
        "setting a failure that was asked for says so, and arrives once"
    ),
)

SETTINGS = (FIELD_ERROR_STATUS, DISCOURAGE_RETRIES)
