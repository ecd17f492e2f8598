"""One exchange as it was sent, before anything is masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.schema.traversal import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.model.exchange import Exchange


@dataclass(frozen=True)
class Observation:
    """One exchange as it was sent, unmasked, with the values that its placeholders took.

    `arguments` are its parameters by name, `credentials` the target's own headers by name in lower case, `secrets` the
    made-up ones with the names of their fields, `answered` name and value of those that earlier answers gave.
    `substitutions` maps values that the contract prints to those that were
    sent; it is `substituted` where some of these are the target's own, and `isolated` where the target had new data for
    it.
    """

    exchange: Exchange
    arguments: Mapping[str, Any]
    credentials: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    substitutions: Mapping[str, str] = field(default_factory=dict)
    answered: frozenset[tuple[str, str]] = frozenset()
    substituted: bool = False
    isolated: bool = False

    @property
    def known(self) -> frozenset[tuple[str, str]]:
        """Name and value of each of the target's own values in the request."""
        return self.exchange.known

    @property
    def status(self) -> int:
        """The status of the response."""
        return self.exchange.response.status

    @property
    def accepted(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        """Whether the status is 4xx."""
        return 400 <= self.status < 500

    @property
    def content_type(self) -> str:
        """The content type of the response, empty where it has none."""
        return self.exchange.response.headers.get("content-type", "")

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.content_type.split(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The response's body as text."""
        return self.exchange.response.body.decode("utf-8", "replace")

    @property
    def sent_texts(self) -> set[str]:
        """Every string in the request's body."""
        return {text for _, text in texts(self.exchange.values)}
