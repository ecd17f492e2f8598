"""What to paste so that Twilio's own SDKs ask here. No environment variable of theirs names another host."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.telephony import Language

PYTHON = """\
from twilio.rest import Client

client = Client("AC00000000000000000000000000000001", "10000000000000000000000000000001")
client.api.base_url = client.trunking.base_url = "{url}"

for number in client.incoming_phone_numbers.list():
    print(number.phone_number, number.voice_url)
"""

NODE = """\
import twilio from "twilio";

const client = twilio("AC00000000000000000000000000000001", "10000000000000000000000000000001");
client.api.baseUrl = client.trunking.baseUrl = "{url}";

for (const number of await client.incomingPhoneNumbers.list()) console.log(number.phoneNumber, number.voiceUrl);
"""

SNIPPETS: Mapping[Language, str] = {"python": PYTHON, "node": NODE}
