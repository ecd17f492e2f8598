"""Serves the control plane of the emulators under `/__admin`, which no vendor has. Each resource is a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Route

from emulators.control import (
    bundles,
    calls,
    clock,
    faults,
    health,
    namespaces,
    openapi,
    report,
    requests,
    reset,
    settings,
    snapshot,
    state,
    world,
)
from emulators.control.call_runner import CallRunner
from emulators.control.guard import Guard
from emulators.control.reply import HANDLERS, by_method

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp

    from emulators.core.emulator import Emulator
    from emulators.core.namespaces import Namespaces

ROUTES = (
    Route("/", by_method(GET=openapi.list_paths)),
    Route("/openapi.json", by_method(GET=openapi.show_document)),
    Route("/health", by_method(GET=health.show)),
    Route("/world", by_method(GET=world.show)),
    Route("/reset", by_method(POST=reset.run)),
    Route("/clock", by_method(GET=clock.show, PUT=clock.change, DELETE=clock.restart)),
    Route("/snapshot", by_method(GET=snapshot.take, PUT=snapshot.restore)),
    Route("/state", by_method(GET=state.list_tables)),
    Route("/state/{owner}", by_method(GET=state.show_owner)),
    Route("/state/{owner}/{table}", by_method(GET=state.list_rows)),
    Route("/settings", by_method(GET=settings.show, PUT=settings.change)),
    Route("/faults", by_method(GET=faults.list_faults, POST=faults.add, PUT=faults.replace, DELETE=faults.clear)),
    Route("/requests", by_method(GET=requests.list_requests, DELETE=requests.clear)),
    Route("/requests/{number}", by_method(GET=requests.show_request)),
    Route("/requests/{number}/explanation", by_method(GET=requests.explain_request)),
    Route("/requests/{number}/bundle", by_method(GET=bundles.give)),
    Route("/bundle", by_method(PUT=bundles.take)),
    Route("/report", by_method(GET=report.show)),
    Route("/calls", by_method(POST=calls.receive)),
    Route("/namespaces", by_method(GET=namespaces.list_namespaces, POST=namespaces.make, DELETE=namespaces.delete_all)),
    Route("/namespaces/{name}", by_method(DELETE=namespaces.delete)),
)


def control_plane(  # noqa: PLR0913 -- each is a switch of its own
    every: Namespaces,
    mounted: tuple[Emulator, ...],
    hosts: Collection[str] = (),
    callbacks: Collection[str] = (),
    *,
    root: bool = False,
    runner: CallRunner | None = None,
    token: str = "",
) -> ASGIApp:
    """Returns the control plane as an ASGI application.

    `hosts` are the host names by which it may be reached beside those of loopback, `callbacks` those to which webhooks
    may go. `root` says that the only emulator is mounted at the root. `runner` carries on the calls that carriers were
    asked to make. `token` is what clients must present; with an empty one nothing.
    """
    application = Starlette(routes=list(ROUTES), exception_handlers=HANDLERS)
    application.router.redirect_slashes = False
    application.state.namespaces = every
    application.state.mounted = mounted
    application.state.root = root
    application.state.runner = runner or CallRunner(every.emulators, callbacks)
    application.state.callbacks = frozenset(host.lower() for host in callbacks)
    return Guard(application, hosts, token)
