"""Repairs usual mistakes in credentials: none at all, another header, another keyword, the key of another emulator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.mask import SCHEMES
from emulators.explanation.repair import Repair, with_headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request

USUAL = frozenset({"authorization", "x-api-key", "api-key", "x-auth-token"})
"""Headers in which clients put credentials."""


def credential_repairs(
    emulator: Emulator, request: Request, emulators: tuple[Emulator, ...], *, opened: bool
) -> Iterator[Repair]:
    """Yields the request with the credential presented as the emulator takes it, then with each of the demo world. `opened` says
    that the credential is a good one, and may not do this."""
    for index, credential in enumerate(emulator.world.credentials):
        wanted = {name.lower(): value for name, value in credential.headers.items()}
        sent = {name: request.headers[name] for name in USUAL | wanted.keys() if name in request.headers}
        repaired = with_headers(request, wanted, USUAL | frozenset(emulator.credential_headers))
        said = "the credential may not do this" if opened else "; ".join(_mistakes(emulator, wanted, sent, emulators))
        if index == 0:
            yield Repair(repaired, said or f"the demo world's first credential opens {emulator.name}")
        elif credential.note:
            yield Repair(repaired, f"another credential of the demo world ({credential.note}) does")


def _mistakes(
    emulator: Emulator, wanted: Mapping[str, str], sent: Mapping[str, str], emulators: tuple[Emulator, ...]
) -> Iterator[str]:
    """Yields what is wrong with the headers that were sent, a line each, without their values."""
    missing, elsewhere = sorted(wanted.keys() - sent.keys()), sorted(sent.keys() - wanted.keys())
    if missing:
        other = f", and a credential came in {', '.join(elsewhere)}" if elsewhere else ""
        yield f"{emulator.name} reads {' and '.join(missing)}, which was not sent{other}"
    for name, value in wanted.items():
        if sent.get(name, value) != value:
            yield _compared(emulator, name, value, sent[name], emulators)


def _compared(emulator: Emulator, name: str, value: str, given: str, emulators: tuple[Emulator, ...]) -> str:
    keyword, given_keyword = _keyword(value), _keyword(given)
    if keyword.lower() != given_keyword.lower():
        written = f"`{keyword} KEY`" if keyword else "the bare key"
        return (
            f"{emulator.name} takes {written} in {name}, not {f'`{given_keyword}`' if given_keyword else 'a bare key'}"
        )
    owners = [other.name for other in emulators if other is not emulator and _opens(other, given)]
    if owners:
        return f"the credential in {name} is that of {' and '.join(owners)}"
    if "$" in given or "{{" in given:
        return f"the credential in {name} looks like a variable that nobody filled in"
    return f"the credential in {name} is not one that opens {emulator.name} here"


def _keyword(value: str) -> str:
    keyword, space, _ = value.partition(" ")
    return keyword if space and keyword.lower() in SCHEMES else ""


def _opens(emulator: Emulator, value: str) -> bool:
    bare = value.rpartition(" ")[2]
    return any(own.rpartition(" ")[2] == bare for each in emulator.world.credentials for own in each.headers.values())
