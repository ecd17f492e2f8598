"""Chorus: registers numbers of Twilio, of a SIP registration, of an allow-listed PBX, of Voximplant and of jambonz."""

from emulators.core.emulator import Emulator
from emulators.vendors.chorus import auth, envelope, operations, problems, seed, settings, tables

emulator = Emulator(
    name="chorus",
    kind="vendor",
    server="https://api.chorus-ai.co/v1",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=problems.REFUSALS,
    problems=problems.PROBLEMS,
    tables=tables.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    settings=settings.SETTINGS,
    not_emulated=(
        "listing, fetching and deleting numbers (no page documents them)",
        "agents, calls, tools and webhooks (they do not register numbers)",
    ),
)
