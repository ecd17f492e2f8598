"""`GET|PUT /__admin/settings`: shows and changes the settings of every emulator in this namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.reply import answer, document, in_turn, namespace
from emulators.core.namespace import Namespace
from emulators.core.settings import BadSetting

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.settings import Setting


async def show(request: Request) -> Response:
    """Answers with each setting: its value here, its default, its choices, and the reason why it exists."""
    space = namespace(request)
    every = request.app.state.namespaces.emulators
    return answer(
        {
            emulator.name: {
                setting.name: {"value": space.settings[emulator.name][setting], **_describe(setting)}
                for setting in emulator.settings
            }
            for emulator in every
            if emulator.settings
        }
    )


async def change(request: Request) -> Response:
    """Changes settings, as in `{"hamsa": {"type_required": false}}`; where one value is wrong, none is changed.

    Raises:
        HTTPException: 400, a name or a value is wrong.
    """
    given = await document(request)
    if not all(isinstance(values, dict) for values in given.values()):
        raise HTTPException(400, 'send {"emulator": {"setting": value}}')
    try:
        await in_turn(request, Namespace.set, given)
    except BadSetting as error:
        raise HTTPException(400, str(error)) from None
    return await show(request)


def _describe(setting: Setting[Any]) -> dict[str, Any]:
    return {
        "default": setting.default,
        "choices": list(setting.choices or (True, False)),
        "basis": setting.provenance.basis,
        "reason": setting.provenance.cite,
    }
