"""A clause is one statement of a contract: its position, how it is known, and the words of the vendor's page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Basis(StrEnum):
    """How a statement is known, strongest first."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSUMED = "assumed"

    @property
    def binds(self) -> bool:
        """Whether a target that departs from such a clause fails. Otherwise the departure is a notice."""
        return self in (Basis.DOCUMENTED, Basis.OBSERVED)

    @property
    def rank(self) -> int:
        """The place among all bases, 0 for the strongest."""
        return list(Basis).index(self)

    @staticmethod
    def weakest(*bases: Basis) -> Basis:
        """Returns the weakest of several bases."""
        return max(bases, key=lambda basis: basis.rank)


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a contract. `pointer` is a JSON pointer into `file`, `cite` quotes the vendor's page, `text`
    describes the clause in a few words."""

    file: str
    line: int
    pointer: str
    basis: Basis
    cite: str
    text: str

    @property
    def place(self) -> str:
        """The clause's position as `file:line`."""
        return f"{self.file}:{self.line}"


def with_basis(clause: Clause, basis: Basis) -> Clause:
    """Returns the same clause with another basis."""
    return replace(clause, basis=basis)
