"""Elastic SIP trunks and the places where their incoming calls go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, rules, schema, trunks
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.tables import ORIGINATION_URLS, TRUNKS
from emulators.core.clock import seconds
from emulators.core.problem import Refusal
from emulators.core.store import Taken

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

TRUNK = "/v1/Trunks/{TrunkSid}"


def list_trunks(call: Call) -> Page:
    return page(list_own(call, TRUNKS), call.query)


def create_trunk(call: Call) -> Row:
    try:
        return trunks.create(call.store, call.principal.tenant, call.body.changes(), call.ids, seconds(call.now))
    except Taken:
        raise Refusal(rules.DOMAIN_TAKEN) from None


def show_trunk(call: Call) -> Row | None:
    return rules.own(call, TRUNKS, call.path["TrunkSid"])


def delete_trunk(call: Call) -> None:
    trunks.delete(call.store, call.path["TrunkSid"])


def list_origination_urls(call: Call) -> Page:
    return page(list_own(call, ORIGINATION_URLS, trunk_sid=call.path["TrunkSid"]), call.query)


def create_origination_url(call: Call) -> Row:
    owner = {"account_sid": call.principal.tenant, "trunk_sid": call.path["TrunkSid"]}
    return trunks.originate(call.store, owner | call.body.changes(), call.ids, seconds(call.now))


def show_origination_url(call: Call) -> Row | None:
    return rules.own(call, ORIGINATION_URLS, call.path["Sid"])


def delete_origination_url(call: Call) -> None:
    call.store.delete(ORIGINATION_URLS, sid=call.path["Sid"])


OPERATIONS = (
    declared(
        "GET",
        "/v1/Trunks",
        list_trunks,
        query=schema.Paged,
        success=envelope.many_with_meta("trunks", envelope.trunk),
    ),
    declared(
        "POST",
        "/v1/Trunks",
        create_trunk,
        body=schema.CreateTrunk,
        raises=(rules.DOMAIN_TAKEN,),
        status=201,
        success=envelope.one(envelope.trunk),
    ),
    declared("GET", TRUNK, show_trunk, rules=(rules.trunk_exists,), success=envelope.one(envelope.trunk)),
    declared("DELETE", TRUNK, delete_trunk, rules=(rules.trunk_exists,), status=204),
    declared(
        "GET",
        f"{TRUNK}/OriginationUrls",
        list_origination_urls,
        query=schema.Paged,
        rules=(rules.trunk_exists,),
        success=envelope.many_with_meta("origination_urls", envelope.origination_url),
    ),
    declared(
        "POST",
        f"{TRUNK}/OriginationUrls",
        create_origination_url,
        body=schema.CreateOriginationUrl,
        rules=(rules.trunk_exists,),
        status=201,
        success=envelope.one(envelope.origination_url),
    ),
    declared(
        "GET",
        f"{TRUNK}/OriginationUrls/{{Sid}}",
        show_origination_url,
        rules=(rules.origination_url_exists,),
        success=envelope.one(envelope.origination_url),
    ),
    declared(
        "DELETE",
        f"{TRUNK}/OriginationUrls/{{Sid}}",
        delete_origination_url,
        rules=(rules.origination_url_exists,),
        status=204,
    ),
)
