"""The conditions that a request about trunks and about lists of who may come in over SIP must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import problems
from emulators.carriers.twilio.rules.ownership import own
from emulators.carriers.twilio.tables import (
    CREDENTIAL_LISTS,
    IP_ACCESS_CONTROL_LISTS,
    NUMBERS,
    ORIGINATION_URLS,
    TRUNK_CREDENTIAL_LISTS,
    TRUNK_IP_ACCESS_CONTROL_LISTS,
    TRUNKS,
)
from emulators.core.rule import must

if TYPE_CHECKING:
    from emulators.core.call import Call


@must(problems.NOT_FOUND)
def trunk_exists(call: Call) -> bool:
    return own(call, TRUNKS, call.params.TrunkSid) is not None


@must(problems.NOT_FOUND)
def origination_url_exists(call: Call) -> bool:
    return own(call, ORIGINATION_URLS, call.params.Sid, trunk_sid=call.params.TrunkSid) is not None


@must(problems.NOT_FOUND)
def number_is_on_the_trunk(call: Call) -> bool:
    return own(call, NUMBERS, call.params.Sid, trunk_sid=call.params.TrunkSid) is not None


@must(problems.NOT_FOUND)
def credentials_are_on_the_trunk(call: Call) -> bool:
    wanted = {"trunk_sid": call.params.TrunkSid, "credential_list_sid": call.params.Sid}
    return call.store.find(TRUNK_CREDENTIAL_LISTS, **wanted) is not None


@must(problems.NOT_FOUND)
def addresses_are_on_the_trunk(call: Call) -> bool:
    wanted = {"trunk_sid": call.params.TrunkSid, "ip_access_control_list_sid": call.params.Sid}
    return call.store.find(TRUNK_IP_ACCESS_CONTROL_LISTS, **wanted) is not None


@must(problems.NOT_FOUND)
def credential_list_exists(call: Call) -> bool:
    return own(call, CREDENTIAL_LISTS, call.params.CredentialListSid) is not None


@must(problems.NOT_FOUND)
def access_list_exists(call: Call) -> bool:
    return own(call, IP_ACCESS_CONTROL_LISTS, call.params.IpAccessControlListSid) is not None


@must(problems.CREDENTIAL_LIST_NAME_TAKEN)
def credential_list_name_is_new(call: Call) -> bool:
    """A list may keep the name that it has."""
    named = {"account_sid": call.principal.tenant, "friendly_name": call.body.FriendlyName}
    others = [row["sid"] for row in call.store.select(CREDENTIAL_LISTS, named)]
    return set(others) <= {getattr(call.params, "Sid", "")}


@must(problems.NO_SUCH_CREDENTIALS)
def credentials_are_ours(call: Call) -> bool:
    return own(call, CREDENTIAL_LISTS, call.body.CredentialListSid) is not None


@must(problems.NO_SUCH_ACCESS_LIST)
def access_list_is_ours(call: Call) -> bool:
    return own(call, IP_ACCESS_CONTROL_LISTS, call.body.IpAccessControlListSid) is not None
