"""Butter: imports numbers of a customer's Twilio account or of a SIP trunk, and assigns them to agents."""

from emulators.core.emulator import Emulator
from emulators.vendors.butter import auth, envelope, operations, problems, seed, settings, tables

emulator = Emulator(
    name="butter",
    kind="vendor",
    server="https://api.getbutter.ai",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=problems.REFUSALS,
    problems=problems.PROBLEMS,
    tables=tables.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    settings=settings.SETTINGS,
    credential_headers=("x-api-key", "authorization"),
    not_emulated=(
        "fetching, changing or deleting one number; listing agents or integrations: no page documents them",
        "updating an agent: its page does not show the method",
        "a check of a number at Twilio when it is imported, unless the setting `check_carrier` asks for it",
        "making API keys, organizations and roles",
        "calls, tools, documents, analytics and webhooks, which do not register numbers",
    ),
)
