"""Answers a vendor's questions to a carrier that rents numbers out, from the rows of one namespace."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Protocol

from emulators.core import magic
from emulators.core.carrier import CarrierFailure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.carrier import Account
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

FLAGS: dict[str, type] = dict.fromkeys(("owns_any_number", "refuses_webhooks", "rate_limited"), bool)
"""Columns of every table of accounts: how an account behaves. No reply shows them."""

NEVER_OWNED = frozenset({magic.NOT_OWNED, magic.INVALID})
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")


def flags(**given: bool) -> dict[str, Any]:
    """Returns the columns `FLAGS` of one account, each false unless given."""
    return dict.fromkeys(FLAGS, False) | given


def owns(account: Mapping[str, Any], number: str, *, rented: bool | None) -> bool:
    """Returns whether an account owns exactly this +E.164 number.

    `rented` is true where the account has a row for the number, false where it gave the number back, and None where it
    never had it: then the account's flags and the magic numbers decide.
    """
    if number in NEVER_OWNED or not _E164.fullmatch(number):
        return False
    if rented is None:
        return bool(account["owns_any_number"]) or number == magic.WRITE_FAILS
    return rented


class Numbers(Protocol):
    """What a carrier that rents numbers out has in its module `numbers`."""

    def normalize(self, number: str, /) -> str:
        """Returns the number as this carrier writes it."""
        ...

    def owns(self, store: Store, account: Mapping[str, Any], number: str, /) -> bool:
        """Returns whether the account owns exactly this number, which is given as `normalize` returns it. Writes
        nothing."""
        ...

    def get_or_create(self, namespace: Namespace, account: Mapping[str, Any], number: str, /) -> Row:
        """Returns the row of a number that the account owns, and makes it where there was none."""
        ...


class LocalCarrier(ABC):
    """A carrier whose accounts and numbers are rows of one namespace. A subclass adds how it finds an account and what
    it writes."""

    def __init__(self, namespace: Namespace, name: str, numbers: Numbers) -> None:
        self._namespace = namespace
        self._store = namespace.store
        self._name = name
        self._numbers = numbers

    @abstractmethod
    def find_account(self, account: Account) -> Row | None:
        """Returns the account that the credentials open, or None where there is none that is active."""

    def authenticate(self, account: Account) -> bool:
        """Returns whether the credentials open an active account.

        Raises:
            CarrierFailure: the account is rate-limited.
        """
        return self._opened(account) is not None

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether the account owns exactly this number.

        Raises:
            CarrierFailure: the account is rate-limited.
        """
        found = self._opened(account)
        return found is not None and self._numbers.owns(self._store, found, self._numbers.normalize(number))

    def open_account(self, account: Account) -> Row:
        """Returns the row of the account that the credentials open.

        Raises:
            CarrierFailure: they open none, or the account is rate-limited.
        """
        found = self._opened(account)
        if found is None:
            raise CarrierFailure(f"{self._name} does not accept these credentials")
        return found

    def writable_number(self, account: Account, number: str) -> Row:
        """Returns the row of a number that may be configured.

        Raises:
            CarrierFailure: it is not owned, or its account may not be changed.
        """
        owner, wanted = self.open_account(account), self._numbers.normalize(number)
        if not self._numbers.owns(self._store, owner, wanted):
            raise CarrierFailure(f"the {self._name} account does not own {number}")
        if owner["refuses_webhooks"] or wanted == self._numbers.normalize(magic.WRITE_FAILS):
            raise CarrierFailure(f"{self._name} did not take the change to {number}")
        return self._numbers.get_or_create(self._namespace, owner, wanted)

    def _opened(self, account: Account) -> Row | None:
        found = self.find_account(account)
        if found and found["rate_limited"]:
            raise CarrierFailure(f"{self._name}: too many requests", limited=True)
        return found
