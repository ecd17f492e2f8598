"""Weya: adds numbers of Plivo, Twilio and Telnyx to a workspace, asking the carrier before a number is kept."""

from emulators.core.emulator import Emulator
from emulators.vendors.weya import auth, envelope, operations, problems, seed, settings, tables

emulator = Emulator(
    name="weya",
    kind="vendor",
    server="https://weya.example",
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
        "listing, fetching and changing numbers (no page documents them)",
        "batches, calls and agents (they use numbers and do not register them)",
        "a token that ends (no page says how one is made)",
    ),
)
