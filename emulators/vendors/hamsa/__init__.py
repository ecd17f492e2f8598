"""Hamsa: adds numbers of the customer's Twilio account or SIP trunk, and binds each to one voice agent."""

from emulators.core.emulator import Emulator
from emulators.vendors.hamsa import auth, envelope, operations, rules, seed, settings

emulator = Emulator(
    name="hamsa",
    kind="vendor",
    server="https://api.tryhamsa.com",
    operations=(
        operations.add_phone_number,
        operations.list_phone_numbers,
        operations.get_phone_number,
        operations.assign_phone_number,
        operations.unassign_phone_number,
    ),
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=rules.REFUSALS,
    problems=(rules.UNAUTHORIZED,),
    tables=seed.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    settings=settings.SETTINGS,
    not_emulated=(
        "changing, deleting and SIP-testing a number (the guide has them in the dashboard, no page as an endpoint)",
        "calls from a number, and the older /twilio/ routes that today's pages replace",
        "voice agents, projects and webhooks (they do not register numbers)",
    ),
)
