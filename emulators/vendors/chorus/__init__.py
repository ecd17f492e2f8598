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
        "listing, fetching and deleting numbers: no page documents them, so that SIP fields and `metadata` are kept and never shown",
        "SIP registration at the PBX, allow-listing, outbound proxy, ports and transports: they are checked and have no effect",
        "Voximplant and jambonz: their numbers are accepted, and there is nothing behind them",
        "agents, calls, tools and webhooks, which do not register numbers",
    ),
)
