"""Names a setting for each point where the page contradicts itself or is silent."""

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.settings import Setting

TWILIO_CREDENTIALS_REQUIRED = Setting(
    "twilio_credentials_required",
    default=True,
    examples=False,
    provenance=documented(
        "Required if provider is 'twilio'; the page's own sample sends only a number, and the default provider is twilio"
    ),
)
AUTHORIZATION_REQUIRED = Setting(
    "authorization_required",
    default=True,
    examples=False,
    provenance=documented(
        "Authorization<token>, in a list that marks what is optional; the page's own cURL has no such header, and without this"
        " setting a request without one is the demo organization's"
    ),
)
CREATED_STATUS = Setting(
    "created_status",
    default=201,
    choices=(201, 200),
    provenance=inferred("the page drops the status; the API reference's table of statuses shows 200 and 201"),
)
VALIDATION_STATUS = Setting(
    "validation_status",
    default=400,
    choices=(400, 422),
    provenance=assumed("the page prints one body for every error and no status"),
)
MEDIA_TYPE_STATUS = Setting(
    "media_type_status",
    default=400,
    choices=(400, 415),
    provenance=assumed("the API reference wants application/json for every request; no status"),
)
NAME_WITHOUT_VALUE = Setting(
    "name_without_value",
    default="left_out",
    choices=("left_out", "null"),
    provenance=assumed(
        "name?string, without |null, and the sample answer prints one: a number without a name has no such key, so that what is"
        " answered can be sent back; or null, which an update refuses"
    ),
)
DUPLICATE_NUMBER = Setting(
    "duplicate_number",
    default="accept",
    choices=("accept", "refuse"),
    provenance=assumed(
        "no page has a rule about it, and inventing a refusal is the greater risk; `refuse` answers 409"
    ),
)
E164_ONLY = Setting(
    "e164_only",
    default=False,
    provenance=assumed("the reference has no pattern; the concept page only recommends E.164"),
)
SIP_IP_LITERAL = Setting(
    "sip_ip_literal",
    default=False,
    provenance=assumed("the text says IP address, but the limit of 255 fits a host name"),
)
CHECK_CARRIER = Setting(
    "check_carrier", default=False, provenance=assumed("no page says that Twilio is asked when a number is registered")
)

SETTINGS = (
    TWILIO_CREDENTIALS_REQUIRED,
    AUTHORIZATION_REQUIRED,
    CREATED_STATUS,
    VALIDATION_STATUS,
    MEDIA_TYPE_STATUS,
    NAME_WITHOUT_VALUE,
    DUPLICATE_NUMBER,
    E164_ONLY,
    SIP_IP_LITERAL,
    CHECK_CARRIER,
)
