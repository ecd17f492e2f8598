"""Names a setting for each point where the pages contradict themselves or are silent."""

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.settings import Setting

PRINTED_CREDENTIAL = Setting(
    "printed_credential",
    default=False,
    examples=True,
    provenance=assumed(
        "the page's cURL sends the placeholder {{authToken}}; with this setting it opens the demo workspace"
    ),
)
TELNYX_APP_ID_REQUIRED = Setting(
    "telnyx_app_id_required",
    default=True,
    provenance=documented('accSId is marked required; for Telnyx it is "the App ID (automatically configured)"'),
)
CREATED_STATUS = Setting(
    "created_status",
    default=201,
    choices=(201, 200),
    provenance=inferred('the body of the sample says "code": 201; the status line is not printed'),
)
NUMBER_FORM = Setting(
    "number_form",
    default="digits",
    choices=("digits", "as_sent"),
    provenance=documented("The + prefix is optional; the sample goes and comes without it"),
)
NUMBER_LENGTH = Setting(
    "number_length",
    default="e164",
    choices=("e164", "any"),
    provenance=assumed(
        "Phone number with country code, and no bounds: 7 to 15 digits as E.164 has them, or any digits"
    ),
)
VALIDATION_STATUS = Setting(
    "validation_status",
    default=400,
    choices=(400, 422),
    provenance=assumed("400 is printed for a user id, a duplicate and credentials, and nothing for other values"),
)
MEDIA_TYPE_STATUS = Setting(
    "media_type_status",
    default=400,
    choices=(400, 415),
    provenance=assumed("the sample sends application/json and no page asks for it; no page has 415"),
)
ANY_USER_OF_WORKSPACE = Setting(
    "any_user_of_workspace",
    default=True,
    provenance=assumed(
        'add-phone refuses only a user that is "not found"; the list of batches wants the token\'s own user'
    ),
)
MEMBER_MAY_DELETE = Setting(
    "member_may_delete",
    default=False,
    provenance=documented("deletePhone: Bearer token of an admin user; what others are answered is not said"),
)
PLIVO_OWNERSHIP = Setting(
    "plivo_ownership",
    default=True,
    provenance=documented(
        "Phone number must be owned by your integration account; the list of checks names it for Twilio and Telnyx only"
    ),
)
RELEASE_ON_DELETE = Setting(
    "release_on_delete",
    default=False,
    provenance=assumed("deletePhone tells what happens inside the workspace and nothing about the carrier"),
)

SETTINGS = (
    PRINTED_CREDENTIAL,
    TELNYX_APP_ID_REQUIRED,
    CREATED_STATUS,
    NUMBER_FORM,
    NUMBER_LENGTH,
    VALIDATION_STATUS,
    MEDIA_TYPE_STATUS,
    ANY_USER_OF_WORKSPACE,
    MEMBER_MAY_DELETE,
    PLIVO_OWNERSHIP,
    RELEASE_ON_DELETE,
)
