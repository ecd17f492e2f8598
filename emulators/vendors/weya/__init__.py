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
        "listing, fetching and changing numbers: no page documents them",
        "outbound campaigns, batches and the handling of calls that come in, which use numbers and do not register them",
        "recordings: no carrier keeps a URL for them at a number, so that none is set up there; Telnyx sends its events about them to the one URL that is",
        "the webhook endpoints that carriers report calls to: their URLs are set at the carrier, and nothing answers at `weya.example`",
        "Telnyx's App ID: any text is taken for one, and none is looked up",
        "users, and how a token is got or ends",
    ),
)
