"""Names a setting for each point where the pages contradict each other or are silent."""

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.settings import Setting

TYPE_REQUIRED = Setting(
    "type_required",
    default=True,
    examples=False,
    provenance=documented(
        "type enum<string> required; the page's own sample leaves it out, and then it is read as TWILIO"
    ),
)
BARE_KEY = Setting(
    "bare_key",
    default=False,
    examples=True,
    provenance=documented(
        "You need to put Token keyword before the API key; the page's own sample has only `Authorization: <api-key>`"
    ),
)
PRINTED_CREDENTIAL = Setting(
    "printed_credential",
    default=False,
    examples=True,
    provenance=assumed(
        "the page's cURL sends the placeholder <api-key>; with this setting it opens the demo user's account"
    ),
)
KEYWORD_ANY_CASE = Setting(
    "keyword_any_case",
    default=True,
    provenance=assumed(
        "You need to put Token keyword before the API key: an API key and no HTTP scheme, so that case may matter"
    ),
)
CREATED_STATUS = Setting(
    "created_status",
    default=200,
    choices=(200, 201),
    provenance=inferred("the older add-twilio-number page names 200; today's says only: Successful response"),
)
AGENT_ON_ADD = Setting(
    "agent_on_add",
    default=False,
    examples=True,
    provenance=inferred(
        "the older add-twilio-number page prints voiceAgentId null; today's sample prints an agent that its request cannot"
        " name: with this setting it is the user's first agent without a number"
    ),
)
SIP_TYPE = Setting(
    "sip_type",
    default=True,
    provenance=inferred(
        "Available options: TWILIO, and an option 2 that no copy has unfolded; list and assign know TWILIO and SIP: a SIP number"
        " may be added, or TWILIO is the only type"
    ),
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
WITHOUT_AGENT = Setting(
    "without_agent",
    default="null",
    choices=("null", "left_out"),
    provenance=inferred(
        "the older add-twilio-number page prints voiceAgentId null for a number without an agent; that voiceAgent is null, and not"
        " left out, is assumed"
    ),
)
SIP_OUTBOUND_CONFIGS = Setting(
    "sip_outbound_configs",
    default="null",
    choices=("null", "left_out", "sample"),
    examples="sample",
    provenance=assumed(
        "a number without a SIP peer has null, or no such key; `sample` gives it the block that the page prints for a Twilio number"
    ),
)
DUPLICATE_NUMBER = Setting(
    "duplicate_number",
    default=409,
    choices=(409, 400, "overwrite"),
    provenance=assumed(
        "no page has a rule, but numbers are the keys of assign and unassign: a user's second add is refused with this"
        " status, or `overwrite` replaces label, type and credentials of the first"
    ),
)
E164_ONLY = Setting(
    "e164_only",
    default=False,
    provenance=assumed("the page asks for one character at least; only assign's text speaks of + and a country code"),
)
TAKE_OVER = Setting(
    "take_over",
    default=False,
    provenance=assumed(
        "the guide has one agent per number and validates a reassignment: an agent or number that is taken is refused"
        " with 409; with this setting the new pair is made and the old ones are parted"
    ),
)
CHECK_CARRIER = Setting(
    "check_carrier", default=False, provenance=assumed("no page says that Twilio is asked when a number is added")
)

SETTINGS = (
    TYPE_REQUIRED,
    BARE_KEY,
    PRINTED_CREDENTIAL,
    KEYWORD_ANY_CASE,
    CREATED_STATUS,
    SIP_TYPE,
    VALIDATION_STATUS,
    MEDIA_TYPE_STATUS,
    WITHOUT_AGENT,
    AGENT_ON_ADD,
    SIP_OUTBOUND_CONFIGS,
    DUPLICATE_NUMBER,
    E164_ONLY,
    TAKE_OVER,
    CHECK_CARRIER,
)
