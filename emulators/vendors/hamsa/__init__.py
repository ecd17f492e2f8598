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
        "changing, deleting and SIP-testing a number: the guide has them in the dashboard, no page as an endpoint",
        "calls to and from a number, at `sip.eu.tryhamsa.com` or over an outbound SIP peer: its address, transport and headers are kept and never used",
        "a check of the Twilio credentials when a number is added, unless the setting `check_carrier` asks for it",
        "the fields of the body's second option as the vendor calls them: no copy of the page unfolds it, and those for `SIP` are ours",
        "voice agents, projects and webhooks, which do not register numbers; the older `/twilio/` routes that today's pages replace",
        "the documentation index, `llms.txt`",
    ),
)
