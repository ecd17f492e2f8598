"""What to export or paste so that Telnyx's own SDKs ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.telephony import Language

SHELL = """\
export TELNYX_BASE_URL='{url}'
export TELNYX_API_KEY='KEYDEMO_telnyx'
"""

PYTHON = """\
from telnyx import Telnyx

with Telnyx(api_key="KEYDEMO_telnyx", base_url="{url}") as client:
    for number in client.phone_numbers.list():
        print(number.phone_number, number.connection_id)
"""

NODE = """\
import Telnyx from "telnyx";

const client = new Telnyx({ apiKey: "KEYDEMO_telnyx", baseURL: "{url}" });

for await (const number of client.phoneNumbers.list()) console.log(number.phone_number, number.connection_id);
"""

SNIPPETS: Mapping[Language, str] = {"shell": SHELL, "python": PYTHON, "node": NODE}
