"""An exchange as it was, before anything is masked, and what its request was made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.parts import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.filling import Filling
    from emulators.harness.model import Exchange


@dataclass(frozen=True)
class Evidence:
    """What there is to judge by."""

    exchange: Exchange
    arguments: Mapping[str, Any]
    filling: Filling

    @property
    def status(self) -> int:
        return self.exchange.response.status

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        return 400 <= self.status < 500

    @property
    def content_type(self) -> str:
        return self.exchange.response.headers.get("content-type", "")

    @property
    def media_type(self) -> str:
        return self.content_type.split(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The answer's body, whatever it is."""
        return self.exchange.response.body.decode("utf-8", "replace")

    @property
    def said(self) -> set[str]:
        """Every string in the request's body."""
        return {text for _, text in texts(self.exchange.values)}
