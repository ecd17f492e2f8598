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
        "listing, fetching and deleting numbers: no stored page documents them",
        "calls to and from the agents, SMS and messaging, emergency calls, SIP in and out with its headers and secure media: `config` is kept and has no effect",
        "an `originationUri` of the number's own: it comes back as it was sent, or as the guide has it with `printed_answer`",
        "workflows: an agent of the demo world has the id of one, and there is nothing behind it",
        "making users, workspaces, agents and API keys; calls, campaigns and webhooks",
    ),
)
