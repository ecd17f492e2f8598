"""Lists of who may come in at a trunk, which exist without it: each kind is attached, listed, shown and detached alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, rules, schema, trunks
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.operations.trunks import TRUNK
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import sip_trunking

if TYPE_CHECKING:
    from emulators.carriers.twilio.envelope import Draw
    from emulators.carriers.twilio.schema.values import Form
    from emulators.carriers.twilio.trunks import TrunkList
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.rule import Rule
    from emulators.core.store import Row


@dataclass(frozen=True)
class AttachedList:
    """One kind of list: what attaching takes, how it is shown, and the names of listing, attaching, showing and detaching.

    `sid` is the field that names the list to attach, `is_ours` the rule that the account has it, and `is_attached` the rule that
    the list in the path is on the trunk.
    """

    kind: TrunkList
    key: str
    form: type[Form]
    sid: str
    is_ours: Rule
    is_attached: Rule
    draw: Draw
    names: tuple[str, str, str, str]

    @property
    def path(self) -> str:
        """The path of the lists on a trunk."""
        return f"{TRUNK}/{self.kind.segment}"

    def list_attached(self, call: Call) -> Page:
        """Returns a page of the lists on the trunk."""
        attached = call.store.select(self.kind.attached, {"trunk_sid": call.params.TrunkSid})
        sids = {row[self.kind.column] for row in attached}
        return page([row for row in list_own(call, self.kind.lists) if row["sid"] in sids], call.query)

    def attach(self, call: Call) -> Row | None:
        """Puts a list on the trunk and returns the list."""
        sid = getattr(call.body, self.sid)
        trunks.attach_list(call.store, self.kind, call.params.TrunkSid, sid)
        return rules.own(call, self.kind.lists, sid)

    def show(self, call: Call) -> Row | None:
        """Returns the list that the path names."""
        return rules.own(call, self.kind.lists, call.params.Sid)

    def detach(self, call: Call) -> None:
        """Takes the list off the trunk."""
        call.store.delete(self.kind.attached, trunk_sid=call.params.TrunkSid, **{self.kind.column: call.params.Sid})


def operations_of(kind: AttachedList) -> tuple[Operation, ...]:
    """Returns the four operations of a kind of list."""
    listed, attached, shown, detached = kind.names
    return (
        declared(
            "GET",
            kind.path,
            kind.list_attached,
            name=listed,
            params=schema.TrunkPath,
            query=schema.Paged,
            rules=(rules.trunk_exists,),
            success=envelope.many_with_meta(kind.key, kind.draw),
        ),
        declared(
            "POST",
            kind.path,
            kind.attach,
            name=attached,
            params=schema.TrunkPath,
            body=kind.form,
            rules=(rules.trunk_exists, kind.is_ours),
            status=201,
            success=envelope.one(kind.draw),
        ),
        declared(
            "GET",
            f"{kind.path}/{{Sid}}",
            kind.show,
            name=shown,
            params=schema.TrunkResourcePath,
            rules=(rules.trunk_exists, kind.is_attached),
            success=envelope.one(kind.draw),
        ),
        declared(
            "DELETE",
            f"{kind.path}/{{Sid}}",
            kind.detach,
            name=detached,
            params=schema.TrunkResourcePath,
            rules=(rules.trunk_exists, kind.is_attached),
            status=204,
        ),
    )


CREDENTIALS = AttachedList(
    trunks.CREDENTIALS,
    "credential_lists",
    schema.AttachCredentials,
    "CredentialListSid",
    rules.credentials_are_ours,
    rules.credentials_are_on_the_trunk,
    sip_trunking.trunk_credential_list,
    ("list_trunk_credential_lists", "attach_credentials", "show_credentials", "detach_credentials"),
)
ADDRESSES = AttachedList(
    trunks.ADDRESSES,
    "ip_access_control_lists",
    schema.AttachAddresses,
    "IpAccessControlListSid",
    rules.access_list_is_ours,
    rules.addresses_are_on_the_trunk,
    sip_trunking.trunk_ip_access_control_list,
    ("list_trunk_access_lists", "attach_access_list", "show_trunk_access_list", "detach_access_list"),
)

OPERATIONS = (*operations_of(CREDENTIALS), *operations_of(ADDRESSES))
