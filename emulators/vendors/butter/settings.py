"""Names a setting for each point where the pages contradict each other or are silent."""

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.settings import Setting

CREATED_STATUS = Setting(
    "created_status",
    default=201,
    choices=(201, 200),
    provenance=assumed(
        "the pages of the operations print no status; an older introduction knows 200 OK and 201 Created"
    ),
)
BOOLEANS_AS_STRINGS = Setting(
    "booleans_as_strings",
    default=False,
    provenance=documented(
        'supports_inbound, supports_outbound: boolean, default:"false" - a string; the page\'s own samples send booleans'
    ),
)
BEARER_ACCEPTED = Setting(
    "bearer_accepted",
    default=False,
    provenance=inferred(
        "authentication, older copy: Authorization: Bearer; the page of every operation says X-API-Key"
    ),
)
ORGANIZATION_REQUIRED = Setting(
    "organization_required",
    default=True,
    provenance=documented("X-Organization-Id string required; the newer authentication page asks for X-API-Key alone"),
)
INTEGRATION_DELETE_STATUS = Setting(
    "integration_delete_status",
    default=409,
    choices=(409, 400),
    provenance=assumed("integrations/delete prints the body of the refusal; its status is in no copy of the page"),
)
AGENT_DELETE_STATUS = Setting(
    "agent_delete_status",
    default=409,
    choices=(409, 400),
    provenance=assumed("agents/delete says that numbers must be unassigned first, and neither status nor body"),
)
WEBHOOK_AT = Setting(
    "webhook_at",
    default="assign",
    choices=("assign", "import"),
    provenance=inferred(
        "agents/assign-phone: this endpoint automatically configures the webhook URLs in Twilio; the concept page speaks of import"
    ),
)
SERVER_ADDRESS_CHECKED = Setting(
    "server_address_checked",
    default=True,
    provenance=assumed(
        "SIP server address: any string, and no status for one that cannot be dialled; it is a 400 where an outbound trunk is"
        " to be made from it, and LiveKit's to refuse without this setting"
    ),
)
ROOM_NAME = Setting(
    "room_name",
    default="pattern",
    choices=("pattern", "literal"),
    provenance=assumed(
        "Room name pattern for inbound calls, and no word on patterns: each caller gets a room whose name begins with what"
        " stands before a *, and a name without * is one room for all; `literal` takes every name as one room"
    ),
)
VALIDATION_STATUS = Setting(
    "validation_status",
    default=400,
    choices=(400, 422),
    provenance=assumed(
        "400 is printed for a missing field and a wrong provider of an import, and nothing for other values"
    ),
)
MEDIA_TYPE_STATUS = Setting(
    "media_type_status",
    default=400,
    choices=(400, 415),
    provenance=assumed("Content-Type must be application/json; no status is printed, and no page has 415"),
)
CHECK_CARRIER = Setting(
    "check_carrier", default=False, provenance=assumed("no page says that Twilio is asked when a number is imported")
)

SETTINGS = (
    CREATED_STATUS,
    BOOLEANS_AS_STRINGS,
    BEARER_ACCEPTED,
    ORGANIZATION_REQUIRED,
    INTEGRATION_DELETE_STATUS,
    AGENT_DELETE_STATUS,
    WEBHOOK_AT,
    SERVER_ADDRESS_CHECKED,
    ROOM_NAME,
    VALIDATION_STATUS,
    MEDIA_TYPE_STATUS,
    CHECK_CARRIER,
)
