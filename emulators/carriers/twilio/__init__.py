"""Twilio: the core REST API's numbers and applications, and Elastic SIP Trunking."""

from emulators.carriers.twilio import auth, envelope, operations, rules, seed
from emulators.carriers.twilio.carrier import Twilio
from emulators.core.emulator import Emulator

emulator = Emulator(
    name="twilio",
    kind="carrier",
    server="https://api.twilio.com",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=rules.REFUSALS,
    problems=rules.PROBLEMS,
    tables=seed.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    carrier=Twilio,
    not_emulated=(
        "paths without .json (Twilio answers those in XML)",
        "searching for available numbers, addresses, bundles, identities, add-ons",
        "making calls, messages, recordings, TwiML",
        "updating trunks and origination URLs, IP access control lists, SIP domains",
    ),
)
