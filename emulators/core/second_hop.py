"""What a vendor asks of a carrier while it answers one request: each question is kept with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from emulators.core.carrier import CarrierFailure

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.carrier import Account, Carrier, SipTrunk, Webhook

T = TypeVar("T")


class Interference(Protocol):
    """Stands between a vendor and its carriers."""

    def ask(self, carrier: str, question: str, do: Callable[[], T]) -> T:
        """Returns the answer to this question, by `do` or without it. Raises `CarrierFailure`."""
        ...


_WORDS: dict[object, str] = {True: "yes", False: "no", None: "done"}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that was asked of a carrier: with which account, about what, and what the carrier said to it."""

    carrier: str
    method: str
    account: Account
    about: str
    answer: str

    @property
    def size(self) -> int:
        """About how many bytes it holds."""
        return 256 + 4 * sum(map(len, (self.account.id, self.account.secret, self.about, self.answer)))


class AskedCarrier:
    """A carrier that keeps what it is asked in `questions`, and otherwise is the one that it stands in front of; with
    `between`, that is asked first."""

    def __init__(
        self, name: str, carrier: Carrier, questions: list[Question], between: Interference | None = None
    ) -> None:
        self._name = name
        self._carrier = carrier
        self._questions = questions
        self._between = between

    def authenticate(self, account: Account) -> bool:
        return self._ask("authenticate", account, "", lambda: self._carrier.authenticate(account))

    def owns(self, account: Account, number: str) -> bool:
        return self._ask("owns", account, number, lambda: self._carrier.owns(account, number))

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        about = f"{number} -> {webhook.voice_url}"
        self._ask(
            "configure_webhook", account, about, lambda: self._carrier.configure_webhook(account, number, webhook)
        )

    def release_webhook(self, account: Account, number: str) -> None:
        self._ask("release_webhook", account, number, lambda: self._carrier.release_webhook(account, number))

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        return self._ask("create_trunk", account, trunk.number, lambda: self._carrier.create_trunk(account, trunk))

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        self._ask("delete_trunk", account, ", ".join(made), lambda: self._carrier.delete_trunk(account, made))

    def _ask(self, method: str, account: Account, about: str, do: Callable[[], T]) -> T:
        """Returns what the carrier answers, and keeps it. Raises `CarrierFailure` as the carrier does."""
        try:
            result = self._between.ask(self._name, method, do) if self._between else do()
        except CarrierFailure as failure:
            self._questions.append(Question(self._name, method, account, about, f"failed: {failure}"))
            raise
        said = f"made {', '.join(result)}" if isinstance(result, tuple) else _WORDS[result]
        self._questions.append(Question(self._name, method, account, about, said))
        return result
