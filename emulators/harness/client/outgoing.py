"""Describes a request that is about to be sent, and the two ways in which the guard refuses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.model.exchange import HttpRequest


class Blocked(Exception):
    """Raised where this request may not be sent; the run goes on."""


class Stopped(Exception):
    """Raised where nothing more may be sent in this run."""


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """A request with its operation, its risk, its parameters by name, and its body as JSON (NOTHING where it has none)."""

    operation: ContractOperation
    request: HttpRequest
    risk: Risk
    arguments: Mapping[str, Any]
    body: Any = NOTHING

    @property
    def is_write(self) -> bool:
        """Whether its operation may change anything."""
        return not self.operation.reads

    @property
    def is_create(self) -> bool:
        """Whether it may create something."""
        return self.request.method == "POST" and self.risk is Risk.PROVISION
