"""What nobody outside Telnyx could tell us: one named choice each."""

from emulators.core.provenance import inferred
from emulators.core.settings import Setting

FIELD_ERROR_STATUS = Setting(
    "field_error_status",
    default=422,
    choices=(422, 400),
    provenance=inferred(
        "the published document lists 400 and 422 for most operations; where it prints a code that blames a field beside one, that is 422"
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
