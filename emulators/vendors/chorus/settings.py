"""Names a setting for each point where the page contradicts itself or is silent."""

from emulators.core.provenance import assumed, documented
from emulators.core.settings import Setting

TWILIO_CREDENTIALS_REQUIRED = Setting(
    "twilio_credentials_required",
    default=True,
    examples=False,
    provenance=documented(
        "Required if provider is 'twilio'; the page's own sample sends only a number, and the default provider is twilio"
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

SETTINGS = (TWILIO_CREDENTIALS_REQUIRED, DUPLICATE_NUMBER, E164_ONLY, SIP_IP_LITERAL, CHECK_CARRIER)
