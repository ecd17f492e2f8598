"""What to export or paste so that LiveKit's own SDKs ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.telephony import Language

SHELL = """\
export LIVEKIT_URL='{url}'
export LIVEKIT_API_KEY='APIdeveloperdemo'
export LIVEKIT_API_SECRET='developer-livekit-secret-0123456789abcdef'
"""

PYTHON = """\
import asyncio

from livekit import api


async def main():
    async with api.LiveKitAPI(
        "{url}", "APIdeveloperdemo", "developer-livekit-secret-0123456789abcdef"
    ) as client:
        for trunk in (await client.sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest())).items:
            print(trunk.sip_trunk_id, trunk.numbers)


asyncio.run(main())
"""

NODE = """\
import { SipClient } from "livekit-server-sdk";

const url = "{url}";
const client = new SipClient(url, "APIdeveloperdemo", "developer-livekit-secret-0123456789abcdef");
client.rpc.prefix = `${new URL(url).pathname.replace(/\\/$/, "")}/twirp`; // the client drops the path of its URL

for (const trunk of await client.listSipInboundTrunk()) console.log(trunk.sipTrunkId, trunk.numbers);
"""

SNIPPETS: Mapping[Language, str] = {"shell": SHELL, "python": PYTHON, "node": NODE}
