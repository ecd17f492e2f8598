"""Freya: keeps numbers of a workspace, each with its inbound and outbound agent and its SIP configuration."""

from emulators.core.emulator import Emulator
from emulators.vendors.freya import auth, envelope, operations, problems, seed, settings, tables

emulator = Emulator(
    name="freya",
    kind="vendor",
    server="https://app.freyavoice.ai/api/v2",
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
        "listing, fetching and deleting numbers (no stored page documents them)",
        "agents, API keys, calls, campaigns and webhooks (they do not register numbers)",
    ),
)
