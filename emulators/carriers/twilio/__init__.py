"""Twilio: the core REST API's numbers and applications, and Elastic SIP Trunking."""

from emulators.carriers.twilio import auth, calls, envelope, forms, operations, problems, seed, settings, tables, world
from emulators.carriers.twilio.carrier import Twilio
from emulators.carriers.twilio.remote import Remote
from emulators.carriers.twilio.sdk import SNIPPETS
from emulators.core.emulator import Emulator
from emulators.core.telephony import Telephony

emulator = Emulator(
    name="twilio",
    kind="carrier",
    server="https://api.twilio.com",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    decode=forms.form_document,
    envelope=envelope,
    refusals=problems.REFUSALS,
    problems=problems.PROBLEMS,
    tables=tables.TABLES,
    seed=seed.ROWS,
    world=world.WORLD,
    settings=settings.SETTINGS,
    telephony=Telephony(Twilio, Remote, calls.receive_call, SNIPPETS, calls.proceed),
    not_emulated=(
        "paths without .json (Twilio answers those in XML)",
        "numbers for sale of other kinds than local, mobile and toll-free; addresses, bundles, identities, add-ons",
        "the audio of calls, what TwiML says, recordings, calls of a call, messages",
        "SIP domains, the recording of trunks",
    ),
)
