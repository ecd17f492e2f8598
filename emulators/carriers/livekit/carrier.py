"""LiveKit as vendors ask it in this process: a trunk, and where the calls that come in over it go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import numbers
from emulators.carriers.livekit.project import DISPATCH_RULE, INBOUND_TRUNK, OUTBOUND_TRUNK, Project, RecordKind
from emulators.carriers.livekit.tables import API_KEYS, LIMITED, READ_ONLY, SUSPENDED
from emulators.core import magic
from emulators.core.carrier import CarrierFailure
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.core.carrier import Account, SipTrunk, Webhook
    from emulators.core.namespace import Namespace

ROOM_PREFIX = "call-"


class LiveKit:
    """LiveKit SIP in one namespace. An account is an API key and its secret."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace

    def authenticate(self, account: Account) -> bool:
        """Returns whether key and secret open a project that is not suspended.

        Raises:
            CarrierFailure: the project is over its rate limit.
        """
        key = self._namespace.store.find(API_KEYS, key=account.id, secret=account.secret)
        if key and key["fault"] == LIMITED:
            raise CarrierFailure("LiveKit: rate limit exceeded", limited=True)
        return key is not None and key["fault"] != SUSPENDED

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether one of the project's trunks lists exactly this number: LiveKit rents none out."""
        if not self.authenticate(account):
            return False
        return numbers.owns(self._namespace.store, self._project(account).name, numbers.normalize(number))

    def configure_webhook(self, _account: Account, number: str, _webhook: Webhook) -> None:
        """Fails: LiveKit has no webhook for a number.

        Raises:
            CarrierFailure: always.
        """
        raise CarrierFailure(f"LiveKit: {number} has no webhook; calls that come in go to a room")

    def release_webhook(self, account: Account, number: str) -> None:
        """Does nothing: a number has no webhook here."""

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Makes an inbound trunk with its dispatch rule, an outbound trunk, or all three. Returns their ids in this order.

        Raises:
            CarrierFailure: the project cannot be written to, or the server would not keep one of them.
        """
        project = self._writable(account)
        if trunk.number in (magic.INVALID, magic.WRITE_FAILS):
            raise CarrierFailure(f"LiveKit: no trunk for {trunk.number}, as that magic number asks")
        made: tuple[str, ...] = ()
        if trunk.inbound:
            inbound = _kept(project, INBOUND_TRUNK, trunk_info(trunk))
            made += (inbound, _kept(project, DISPATCH_RULE, rule_info(trunk, inbound)))
        if trunk.outbound:
            made += (_kept(project, OUTBOUND_TRUNK, trunk_info(trunk) | {"address": trunk.address}),)
        return made

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        """Removes the trunks and dispatch rules of these ids that the project has.

        Raises:
            CarrierFailure: the project cannot be written to.
        """
        project = self._writable(account)
        for identifier in made:
            for kind in (DISPATCH_RULE, INBOUND_TRUNK, OUTBOUND_TRUNK):
                project.remove(kind, identifier)

    def _project(self, account: Account) -> Project:
        key = self._namespace.store.find(API_KEYS, key=account.id) or {}
        return Project(self._namespace, key["project"])

    def _writable(self, account: Account) -> Project:
        if not self.authenticate(account):
            raise CarrierFailure(f"LiveKit: the API key {account.id} opens no project")
        if self._namespace.store.count(API_KEYS, key=account.id, fault=READ_ONLY):
            raise CarrierFailure("LiveKit: sip not connected (redis required)")
        return self._project(account)


def _kept(project: Project, kind: RecordKind, info: dict[str, Any]) -> str:
    try:
        project.check(kind, info)
    except Refusal as refusal:
        raise CarrierFailure(f"LiveKit: {refusal.message}") from None
    identifier: str = project.add(kind, info)[kind.key]
    return identifier


def trunk_info(trunk: SipTrunk) -> dict[str, Any]:
    """Returns the fields that both directions have in common. The encryption stands where old and where new clients look for it."""
    encryption = f"SIP_MEDIA_ENCRYPT_{trunk.encryption.upper()}"
    given = {"name": trunk.name, "auth_username": trunk.username, "auth_password": trunk.password}
    told = {name: value for name, value in given.items() if value}
    return told | {"numbers": [trunk.number], "media_encryption": encryption, "media": {"encryption": encryption}}


def rule_info(trunk: SipTrunk, inbound: str) -> dict[str, Any]:
    """Returns a dispatch rule into the room that was named, or for each call into a room of its own."""
    pin = {"pin": trunk.pin} if trunk.pin else {}
    direct = {"dispatch_rule_direct": {"room_name": trunk.room} | pin}
    individual = {"dispatch_rule_individual": {"room_prefix": trunk.room_prefix or ROOM_PREFIX} | pin}
    return {"name": trunk.name, "trunk_ids": [inbound], "rule": direct if trunk.room else individual}
