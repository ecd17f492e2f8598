"""Composes the server: every emulator mounted by name, with its namespaces, and the control plane beside them."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import orjson
from starlette.datastructures import Headers

from emulators.control import control_plane
from emulators.control.call_runner import CallRunner
from emulators.control.guard import foreign_page
from emulators.core.application import EmulatorApplication
from emulators.core.database import BadData
from emulators.core.discovery import discover
from emulators.core.namespaces import DEFAULT, BadNamespace, Namespaces, explain_refusal
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Receive, Scope, Send

    from emulators.core.emulator import Emulator
    from emulators.core.options import Options

ADMIN = "__admin"
LOOK_EVERY = 30.0
"""Seconds between two looks for idle namespaces."""


class UnknownEmulator(LookupError):
    """Raised for a name that no emulator has. The message is meant for the user."""


def assemble(  # noqa: PLR0913 -- each is a switch of its own
    names: Collection[str] = (),
    options: Options | None = None,
    *,
    hosts: Collection[str] = (),
    callbacks: Collection[str] = (),
    root: bool = False,
    trace: bool = True,
    cors: Collection[str] = (),
    admin: bool = True,
    admin_token: str = "",
) -> Server:
    """Returns the server of the emulators of these names, or of all.

    The others are not served, but vendors can still ask them. Web pages of the origins `cors` may call the emulators;
    `*` stands for any. Without `admin` there is no control plane; with `admin_token` it answers only who presents it.

    Raises:
        UnknownEmulator: a name is no emulator's.
        BadData, BadSetting: the options cannot be met.
    """
    every = discover()
    for name in set(names) - {emulator.name for emulator in every}:
        raise UnknownEmulator(f"no emulator {name!r}; {suggestion(name, [each.name for each in every])}")
    mounted = tuple(emulator for emulator in every if not names or emulator.name in names)
    namespaces = Namespaces(every, options)
    runner = CallRunner(every, callbacks)
    control = control_plane(namespaces, mounted, hosts, callbacks, root=root, runner=runner, token=admin_token)
    return Server(namespaces, mounted, control if admin else None, root=root, trace=trace, cors=cors, runner=runner)


class Server:
    """Serves all emulators as one ASGI application.

    `/NAME/...` is the emulator NAME in the default namespace, `/~SPACE/NAME/...` in another, `/__admin/...` and
    `/~SPACE/__admin/...` the control plane. With `root`, the only emulator answers every other path.
    """

    def __init__(  # noqa: PLR0913 -- each is a switch of its own
        self,
        namespaces: Namespaces,
        mounted: tuple[Emulator, ...],
        control: ASGIApp | None,
        *,
        root: bool = False,
        trace: bool = True,
        cors: Collection[str] = (),
        runner: CallRunner | None = None,
    ) -> None:
        self.namespaces = namespaces
        self._runner = runner or CallRunner(())
        self._applications = {
            emulator.name: _allow_origins(EmulatorApplication(emulator), cors) for emulator in mounted
        }
        self._root = next(iter(self._applications)) if root else None
        self._control = control
        self._trace = trace
        self._cors = cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._lifespan(receive, send)
            return
        space, path = _split_namespace(scope["path"])
        name, rest = _split(path)
        ours = name == ADMIN
        if self._root and not ours:
            name, rest = self._root, path
        application = self._control if ours else self._applications.get(name)
        if application is None:
            await _say(send, 404, f"no emulator at /{name}", emulators=[f"/{each}" for each in self._applications])
            return
        namespace = partial(self.namespaces.get, space)
        if not ours and (refused := self._enter(space, scope)):
            await _say(send, *refused)
            return
        mount = "" if self._root and not ours else f"/{name}"
        prefix = mount if space == DEFAULT else f"/~{space}{mount}"
        inner = {**scope, "path": rest, "root_path": "", "namespace": namespace, "trace": self._trace, "mount": prefix}
        await application(inner, receive, send)
        if name in self._runner.names and scope["method"] != "GET":
            self._runner.look(namespace())

    def _enter(self, space: str, scope: Scope) -> tuple[int, str] | None:
        """Makes the namespace if there is none yet, or returns why not. A web page of another site makes none."""
        if space not in self.namespaces and (page := foreign_page(Headers(scope=scope), self._cors)):
            return 403, f"{page} make no namespace; serve with --cors ORIGIN to let them"
        try:
            self.namespaces.get(space)
        except (BadNamespace, BadData) as error:
            return explain_refusal(error)
        return None

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        closing = asyncio.create_task(self._close_idle())
        self._runner.start()
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                closing.cancel()
                self._runner.stop()
                self.namespaces.close()
                return

    async def _close_idle(self) -> None:
        """Closes idle namespaces every now and then, while the server runs."""
        every = min(self.namespaces.options.namespace_ttl or LOOK_EVERY, LOOK_EVERY)
        while True:
            await asyncio.sleep(every)
            self.namespaces.close_idle()


def _allow_origins(application: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """Returns the application with headers that let pages of these origins read its answers."""
    if not origins:
        return application
    from starlette.middleware.cors import CORSMiddleware  # noqa: PLC0415 -- for the few that ask for it

    return CORSMiddleware(
        application,
        allow_origins=list(origins),
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=["Emulator-Trace"],
    )


def _split(path: str) -> tuple[str, str]:
    """Returns the first segment of a path, and the rest: `/hamsa/v1/x` gives `hamsa` and `/v1/x`."""
    name, _, rest = path[1:].partition("/")
    return name, f"/{rest}"


def _split_namespace(path: str) -> tuple[str, str]:
    """Returns the namespace of a path, and the rest: `/~NAME/rest` gives `NAME` and `/rest`. Any other path is in the
    default namespace."""
    if not path.startswith("/~"):
        return DEFAULT, path
    name, rest = _split(path)
    return name[1:], rest


async def _say(send: Send, status: int, error: str, **more: object) -> None:
    """Sends an error of the server's own, where no emulator could answer."""
    body = orjson.dumps({"error": error, **more})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
