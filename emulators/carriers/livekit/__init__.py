"""LiveKit SIP: trunks, dispatch rules and calls that go out, over Twirp, in protobuf and in JSON."""

from emulators.carriers.livekit import auth, calls, envelope, operations, problems, protocol, seed, settings, tables
from emulators.carriers.livekit.carrier import LiveKit
from emulators.carriers.livekit.remote import Remote
from emulators.carriers.livekit.sdk import SNIPPETS
from emulators.core.emulator import Emulator
from emulators.core.telephony import Telephony
from emulators.extras import require

require("livekit", "serving LiveKit")

emulator = Emulator(
    name="livekit",
    kind="carrier",
    server="https://your-project.livekit.cloud",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=problems.REFUSALS,
    problems=problems.PROBLEMS,
    tables=tables.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    settings=settings.SETTINGS,
    decode=protocol.decoded,
    telephony=Telephony(LiveKit, Remote, calls.receive_call, SNIPPETS),
    not_emulated=(
        "audio: nobody is called, and no webhook tells of a call that CreateSIPParticipant places",
        "the deprecated CreateSIPTrunk",
        "rooms that no call makes, participants' permissions and tracks, agents, egress, ingress and every other service",
        "the access_token parameter (the header carries the token)",
    ),
)
