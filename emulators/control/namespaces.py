"""`GET|POST|DELETE /__admin/namespaces`: lists, makes, forks and deletes namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.reply import answer, document, server_url
from emulators.control.world import describe_world
from emulators.core.beginning import BadBeginning, Beginning
from emulators.core.namespace import in_turn
from emulators.core.namespaces import DEFAULT, BadNamespace, TooMany
from emulators.core.settings import BadSetting

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.namespace import Namespace
    from emulators.core.namespaces import Namespaces


async def list_namespaces(request: Request) -> Response:
    """Answers with the names of all namespaces."""
    return answer({"namespaces": _names(_every(request))})


async def make(request: Request) -> Response:
    """Makes a namespace, and answers with its base URLs and credentials. `name` names it, `fork` names the one to copy;
    everything else says how it begins.

    Raises:
        HTTPException: 400, a value is wrong; 404, there is none to fork; 409, the name is taken; 503, there are too
            many.
    """
    given = await document(request) if request.headers.get("content-type") else {}
    try:
        made = await _make(_every(request), given)
    except TooMany as error:
        raise HTTPException(503, str(error)) from None
    except (BadBeginning, BadNamespace, BadSetting) as error:
        raise HTTPException(400, str(error)) from None
    state, url = request.app.state, f"{server_url(request)}/~{made.name}"
    return answer({"base_url": url, **describe_world(url, made.name, state.mounted, root=state.root)}, 201)


async def _make(every: Namespaces, given: dict[str, Any]) -> Namespace:
    name, source = given.pop("name", None), given.pop("fork", None)
    if not isinstance(name, str | None):
        raise HTTPException(400, "name is a text")
    if name in _names(every):
        raise HTTPException(409, f"there is a namespace {name!r} already")
    if source is None:
        return every.create(name, Beginning.read(given) if given else None)
    if source not in _names(every):
        raise HTTPException(404, f"there is no namespace {source!r} to fork")
    if given:
        raise HTTPException(400, f"a fork begins as {source} is: it takes no {', '.join(given)}")
    return await in_turn(lambda: every.get(source), every.fork, name)


async def delete_all(request: Request) -> Response:
    """Deletes every namespace but the default one, which can only be reset."""
    every = _every(request)
    asked = [name for name in every.names() if name != DEFAULT]
    return answer({"deleted": [name for name in asked if await every.delete_in_turn(name)]})


async def delete(request: Request) -> Response:
    """Deletes the namespace of this name.

    Raises:
        HTTPException: 404, there is none; 409, it is the default one.
    """
    name = request.path_params["name"]
    if name == DEFAULT:
        raise HTTPException(409, "the default namespace can only be reset: POST /__admin/reset")
    if not await _every(request).delete_in_turn(name):
        raise HTTPException(404, f"there is no namespace {name!r}")
    return answer({"deleted": [name]})


def _names(every: Namespaces) -> list[str]:
    """Returns the names of all namespaces. The default one is there before anybody used it."""
    return sorted({DEFAULT, *every.names()})


def _every(request: Request) -> Namespaces:
    every: Namespaces = request.app.state.namespaces
    return every
