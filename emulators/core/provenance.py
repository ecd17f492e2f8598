"""Says how a behaviour is known: the basis, and the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """The four ways in which a behaviour is known."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a behaviour is known: a basis, and the page's words, the recording, the neighbouring page, or our reason."""

    basis: Basis
    cite: str

    @property
    def rank(self) -> int:
        """The place of the basis among the four, 0 for the best."""
        return list(Basis).index(self.basis)


def documented(words: str) -> Provenance:
    """Returns the provenance of what the vendor's page for this operation says, in these words."""
    return Provenance(Basis.DOCUMENTED, words)


def inferred(source: str) -> Provenance:
    """Returns the provenance of what a neighbouring page of the same vendor, or its own client code, says."""
    return Provenance(Basis.INFERRED, source)


def assumed(reason: str) -> Provenance:
    """Returns the provenance of what no page says and we chose for this reason."""
    return Provenance(Basis.ASSUMED, reason)
