"""How a behaviour is known: the basis, and the source that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """How a behaviour is known."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Provenance:
    """A basis and where it is from: the page's words, the recording, the neighbouring page, or our reason."""

    basis: Basis
    cite: str


def documented(words: str) -> Provenance:
    """The vendor's page for this operation says so, in these words."""
    return Provenance(Basis.DOCUMENTED, words)


def inferred(source: str) -> Provenance:
    """A neighbouring page of the same vendor, or its own client code, says so."""
    return Provenance(Basis.INFERRED, source)


def assumed(reason: str) -> Provenance:
    """Nobody says so: we chose, for this reason."""
    return Provenance(Basis.ASSUMED, reason)
