"""How an update changes a list."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.livekit.schema.values import MODELS, Texts
from emulators.core.schema import Document, Flag


class ListUpdate(Document):
    """A change to a list: a new list, or items added and removed, or none left."""

    set: Annotated[Texts | None, MODELS] = None
    add: Annotated[Texts | None, MODELS] = None
    remove: Annotated[Texts | None, MODELS] = None
    clear: Annotated[Flag, MODELS] = False
