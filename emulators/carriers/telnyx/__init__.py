"""Telnyx: a balance, phone numbers and orders for more, and the applications and SIP connections that numbers are on."""

from emulators.carriers.telnyx import auth, calls, envelope, operations, problems, seed, settings, tables
from emulators.carriers.telnyx.carrier import Telnyx
from emulators.carriers.telnyx.remote import Remote
from emulators.carriers.telnyx.sdk import SNIPPETS
from emulators.core.emulator import Emulator
from emulators.core.telephony import Telephony

emulator = Emulator(
    name="telnyx",
    kind="carrier",
    server="https://api.telnyx.com/v2",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=problems.REFUSALS,
    problems=problems.PROBLEMS,
    tables=tables.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    settings=settings.SETTINGS,
    telephony=Telephony(Telnyx, Remote, calls.receive_call, SNIPPETS),
    not_emulated=(
        "requirements, reservations and porting of numbers, the list of all voice settings, jobs that change emergency settings",
        "IP connections, registration, what a SIP connection does with a call, outbound voice profiles, billing groups, addresses, messaging and the rest of the API",
        "audio, recordings, conferences and the other commands of a call; webhooks of a call that goes out",
        "a filter given several values: the last one counts",
    ),
)
