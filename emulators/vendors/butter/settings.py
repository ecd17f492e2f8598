"""Names a setting for each point where the pages contradict each other or are silent."""

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.settings import Setting

CREATED_STATUS = Setting(
    "created_status",
    default=201,
    choices=(201, 200),
    provenance=inferred("introduction, older copy: 200 OK or 201 Created; the pages of the operations print no status"),
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
    CHECK_CARRIER,
)
