"""Names a setting for each point where the page is silent, or its two generations differ."""

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.settings import Setting

CREATED_STATUS = Setting(
    "created_status",
    default=201,
    choices=(201, 200),
    provenance=assumed("the page says only: Phone number created; no status is printed"),
)
VALIDATION_STATUS = Setting(
    "validation_status", default=400, choices=(400, 422), provenance=assumed("no page prints a refusal or its status")
)
MEDIA_TYPE_STATUS = Setting(
    "media_type_status",
    default=400,
    choices=(400, 415),
    provenance=assumed("no page prints a refusal: a body that is not JSON cannot be read"),
)
DUPLICATE_NUMBER = Setting(
    "duplicate_number",
    default="refuse",
    choices=("refuse", "accept"),
    provenance=assumed(
        "no page has a rule; inbound calls are routed by the dialled number, so a workspace has each once"
    ),
)
WORKSPACE_MUST_MATCH = Setting(
    "workspace_must_match",
    default=True,
    provenance=assumed(
        "a key belongs to a workspace: another one in the body is a 403; without this setting it is taken"
    ),
)
UNKNOWN_AGENTS = Setting(
    "unknown_agents",
    default="accept",
    choices=("accept", "refuse"),
    provenance=assumed(
        "no page has a rule, and a local world rarely has the agents: an unknown one merely has no name"
    ),
)
UNKNOWN_USERS = Setting(
    "unknown_users",
    default="accept",
    choices=("accept", "refuse"),
    provenance=assumed("no page has a rule, and a local world rarely has the users"),
)
LEGACY_AGENT_IDS = Setting(
    "legacy_agent_ids",
    default=False,
    provenance=inferred('the page as of host app2 sends agents as plain strings such as "12345"; today\'s has UUIDs'),
)
BULK_LIMIT = Setting(
    "bulk_limit",
    default=1_000,
    choices=(1_000, 100),
    provenance=assumed(
        "the page has no limit of numbers in one update, and a server that answers others meanwhile needs one"
    ),
)
CONFIG_FIELDS = Setting(
    "config_fields",
    default="typed",
    choices=("typed", "any"),
    provenance=assumed(
        "config object, and no more: the tree that the answer prints is held against what is sent, or any object is kept as it comes"
    ),
)
PRINTED_ANSWER = Setting(
    "printed_answer",
    default=False,
    examples=True,
    provenance=assumed(
        "the sample answer prints the whole tree of config to a request that sends two agents; by default only what was sent comes"
        " back, with this setting what was not as the page prints it, and originationUri as the guide has it"
    ),
)
PRINTED_CREDENTIAL = Setting(
    "printed_credential",
    default=False,
    examples=True,
    provenance=assumed("the page's cURL sends the placeholder <token>; with this setting it opens the demo workspace"),
)
MASK_PASSWORD = Setting(
    "mask_password",
    default=False,
    provenance=documented(
        "sipOutbound.password is printed in the response; the real service may well mask what it holds"
    ),
)

SETTINGS = (
    CREATED_STATUS,
    VALIDATION_STATUS,
    MEDIA_TYPE_STATUS,
    DUPLICATE_NUMBER,
    WORKSPACE_MUST_MATCH,
    UNKNOWN_AGENTS,
    UNKNOWN_USERS,
    LEGACY_AGENT_IDS,
    BULK_LIMIT,
    CONFIG_FIELDS,
    PRINTED_ANSWER,
    PRINTED_CREDENTIAL,
    MASK_PASSWORD,
)
