"""Hamsa: adds numbers of the customer's Twilio account or SIP trunk, and binds each to one voice agent."""

from emulators.core.emulator import Emulator
from emulators.vendors.hamsa import auth, envelope, operations, problems, seed, settings, tables

emulator = Emulator(
    name="hamsa",
    kind="vendor",
    server="https://api.tryhamsa.com",
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
        "changing, deleting and SIP-testing a number (the guide has them in the dashboard, no page as an endpoint)",
        "calls from a number, and the older /twilio/ routes that today's pages replace",
        "voice agents, projects and webhooks (they do not register numbers)",
    ),
)
