"""A clause: one sentence of a contract, with its place, its basis and the page's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Basis(StrEnum):
    """How a clause is known, strongest first."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSUMED = "assumed"

    @property
    def binds(self) -> bool:
        """Can a target be failed for departing from a clause that is known this way?"""
        return self in (Basis.DOCUMENTED, Basis.OBSERVED)

    @property
    def rank(self) -> int:
        return list(Basis).index(self)

    @staticmethod
    def weakest(*bases: Basis) -> Basis:
        return max(bases, key=lambda basis: basis.rank)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a contract: where it stands, how it is known, the page's words."""

    file: str
    line: int
    pointer: str
    basis: Basis
    cite: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def with_basis(clause: Clause, basis: Basis) -> Clause:
    """The same clause, known otherwise."""
    return replace(clause, basis=basis)
