"""Telephone numbers of a project. LiveKit rents none out: a project has those that its trunks list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emulators.carriers.livekit.tables import INBOUND_TRUNKS, OUTBOUND_TRUNKS
from emulators.core import magic

if TYPE_CHECKING:
    from emulators.core.store import Store

_NUMBER = re.compile(r"\+?[\d\- ()]+")


def normalize(number: str) -> str:
    """Returns a telephone number with its plus and without its punctuation, and anything else as it is."""
    return "+" + re.sub(r"[+\- ()]", "", number) if _NUMBER.fullmatch(number) else number


def owns(store: Store, project: str, number: str) -> bool:
    """Returns whether a trunk of the project lists exactly this number, given normalized."""
    tables = (INBOUND_TRUNKS, OUTBOUND_TRUNKS)
    trunks = [trunk for table in tables for trunk in store.select(table, {"project": project})]
    listed = {normalize(each) for trunk in trunks for each in trunk["numbers"] or ()}
    return number != magic.NOT_OWNED and number in listed
