"""What nobody outside Plivo could tell us: one named choice each."""

from emulators.core.provenance import assumed, documented
from emulators.core.settings import Setting

UNAUTHORIZED_AS_JSON = Setting(
    "unauthorized_as_json",
    default=False,
    provenance=assumed(
        "the body of a 401 was never seen; text it is, because the Python client raises AttributeError instead of "
        "AuthenticationError where a list call gets a JSON body"
    ),
)
APP_NAME_CHARACTERS = Setting(
    "app_name_characters",
    default=True,
    provenance=documented(
        "app_name: letters, digits, - and _; the answers recorded in the client's own tests have spaces and dots in older names"
    ),
)
ANSWER_URL_REQUIRED = Setting(
    "answer_url_required",
    default=True,
    provenance=documented("answer_url required; the Python client makes an application without one"),
)
DUPLICATE_APP_NAME = Setting(
    "duplicate_app_name",
    default="accept",
    choices=("accept", "refuse"),
    provenance=assumed(
        "whether Plivo refuses a second application of one name was never seen; inventing a refusal is the greater risk"
    ),
)

CALL_OUTCOME = Setting(
    "call_outcome",
    default="completed",
    choices=("completed", "busy", "no-answer"),
    provenance=assumed("nobody is called here, so how a call that is made ends has to be said"),
)

SETTINGS = (UNAUTHORIZED_AS_JSON, APP_NAME_CHARACTERS, ANSWER_URL_REQUIRED, DUPLICATE_APP_NAME, CALL_OUTCOME)
