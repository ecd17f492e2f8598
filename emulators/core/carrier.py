"""Defines what a vendor may ask of the telephone company behind it, whichever that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol


class CarrierFailure(Exception):
    """Raised where the carrier did not do what it was asked for. The message is meant for the user; `limited` says that the
    carrier asked for fewer requests."""

    def __init__(self, message: str, *, limited: bool = False) -> None:
        super().__init__(message)
        self.limited = limited


@dataclass(frozen=True, slots=True)
class Account:
    """The credentials of a carrier's account as the vendor's customer gave them: its identifier and its secret."""

    id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """The URLs to which a carrier reports calls. `name` is the application's, where the carrier keeps one between
    number and URL."""

    name: str
    voice_url: str
    status_url: str


@dataclass(frozen=True, slots=True)
class SipTrunk:
    """A SIP trunk for one E.164 number. `address` is the far end for calls out, `origination_uri` for calls in. Calls in go
    to `room`, or each to a room of its own, whose name begins with `room_prefix`."""

    name: str
    number: str
    inbound: bool = False
    outbound: bool = False
    address: str = ""
    origination_uri: str = ""
    username: str = ""
    password: str = ""
    room: str = ""
    room_prefix: str = ""
    pin: str = ""
    encryption: str = "allow"


class Carrier(Protocol):
    """One telephone company, seen from one namespace. Numbers are +E.164. Every method may raise `CarrierFailure`."""

    def authenticate(self, account: Account) -> bool:
        """Returns whether the credentials open a live account."""
        ...

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether the account owns exactly this number."""
        ...

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Points the number at the webhook, making or reusing what the carrier needs in between."""
        ...

    def release_webhook(self, account: Account, number: str) -> None:
        """Undoes `configure_webhook`. A number that is no longer owned is no failure."""
        ...

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Makes what the trunk needs, and returns the identifiers of what it made, for `delete_trunk`."""
        ...

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        """Undoes `create_trunk`. What is already gone is no failure."""
        ...


class WithoutTrunks:
    """The trunk operations of a carrier at which nothing here makes trunks: one fails, the other finds nothing to do."""

    no_trunk: ClassVar[str]
    """What is missing, for the failure's message: `NAME: no SIP trunk`."""

    def create_trunk(self, _account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Raises `CarrierFailure`, always."""
        raise CarrierFailure(f"{self.no_trunk} is made here for {trunk.number}")

    def delete_trunk(self, _account: Account, _made: tuple[str, ...]) -> None:
        """Does nothing: no trunk was made."""
