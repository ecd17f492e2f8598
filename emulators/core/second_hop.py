"""Records what a vendor asks of a carrier while it answers one request, with the carrier's answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from emulators.core.carrier import CarrierFailure

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.carrier import Account, Carrier, SipTrunk, Webhook

T = TypeVar("T")


class Interference(Protocol):
    """Decides whether a question of a vendor reaches its carrier."""

    def ask(self, carrier: str, question: str, do: Callable[[], T]) -> T:
        """Returns the answer to this question: the carrier's own, which `do` asks for, or another.

        Raises:
            CarrierFailure: the question fails.
        """
        ...


_WORDS: dict[object, str] = {True: "yes", False: "no", None: "done"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a carrier: with which account, about what, and what the carrier answered."""

    carrier: str
    method: str
    account: Account
    about: str
    answer: str

    @property
    def size(self) -> int:
        """Roughly how many bytes of memory the question takes."""
        return 256 + 4 * sum(map(len, (self.account.id, self.account.secret, self.about, self.answer)))


class AskedCarrier:
    """A carrier that passes every question on to another one and appends it, with the answer, to `questions`. With
    `between`, that decides first."""

    def __init__(
        self, name: str, carrier: Carrier, questions: list[Question], between: Interference | None = None
    ) -> None:
        self._name = name
        self._carrier = carrier
        self._questions = questions
        self._between = between

    def authenticate(self, account: Account) -> bool:
        """Returns whether the credentials open a live account."""
        return self._ask("authenticate", account, "", lambda: self._carrier.authenticate(account))

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether the account owns exactly this number."""
        return self._ask("owns", account, number, lambda: self._carrier.owns(account, number))

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Points the number at the webhook."""
        about = f"{number} -> {webhook.voice_url}"
        self._ask(
            "configure_webhook", account, about, lambda: self._carrier.configure_webhook(account, number, webhook)
        )

    def release_webhook(self, account: Account, number: str) -> None:
        """Undoes `configure_webhook`."""
        self._ask("release_webhook", account, number, lambda: self._carrier.release_webhook(account, number))

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Makes a trunk, and returns the identifiers of what was made for it."""
        return self._ask("create_trunk", account, trunk.number, lambda: self._carrier.create_trunk(account, trunk))

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        """Undoes `create_trunk`."""
        self._ask("delete_trunk", account, ", ".join(made), lambda: self._carrier.delete_trunk(account, made))

    def _ask(self, method: str, account: Account, about: str, do: Callable[[], T]) -> T:
        """Returns the carrier's answer, and records it.

        Raises:
            CarrierFailure: as the carrier does.
        """
        try:
            result = self._between.ask(self._name, method, do) if self._between else do()
        except CarrierFailure as failure:
            self._questions.append(Question(self._name, method, account, about, f"failed: {failure}"))
            raise
        said = f"made {', '.join(result)}" if isinstance(result, tuple) else _WORDS[result]
        self._questions.append(Question(self._name, method, account, about, said))
        return result
