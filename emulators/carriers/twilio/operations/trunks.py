"""Elastic SIP trunks and the places where their incoming calls go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, problems, rules, schema, trunks
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import sip_trunking
from emulators.carriers.twilio.tables import ORIGINATION_URLS, TRUNKS
from emulators.core.clock import seconds
from emulators.core.problem import Refusal
from emulators.core.store import Taken

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

TRUNK = "/v1/Trunks/{TrunkSid}"


def list_trunks(call: Call) -> Page:
    """Returns a page of the account's trunks, oldest first."""
    return page(list_own(call, TRUNKS), call.query)


def create_trunk(call: Call) -> Row:
    """Makes a trunk and returns it.

    Raises:
        Refusal: another trunk has the domain name.
    """
    try:
        return trunks.create(call.store, call.principal.tenant, call.body.changes(), call.ids, seconds(call.now))
    except Taken:
        raise Refusal(problems.DOMAIN_TAKEN) from None


def show_trunk(call: Call) -> Row | None:
    """Returns the trunk that the path names."""
    return rules.own(call, TRUNKS, call.params.TrunkSid)


def change_trunk(call: Call) -> Row | None:
    """Changes the fields that were sent and returns the trunk.

    Raises:
        Refusal: another trunk has the domain name.
    """
    changes = {**call.body.changes(), "date_updated": seconds(call.now)}
    try:
        call.store.update(TRUNKS, {"sid": call.params.TrunkSid}, **changes)
    except Taken:
        raise Refusal(problems.DOMAIN_TAKEN) from None
    return show_trunk(call)


def delete_trunk(call: Call) -> None:
    """Deletes the trunk and what belongs to it alone."""
    trunks.delete(call.store, call.params.TrunkSid)


def list_origination_urls(call: Call) -> Page:
    """Returns a page of the trunk's origination URLs, oldest first."""
    return page(list_own(call, ORIGINATION_URLS, trunk_sid=call.params.TrunkSid), call.query)


def create_origination_url(call: Call) -> Row:
    """Makes an origination URL and returns it."""
    owner = {"account_sid": call.principal.tenant, "trunk_sid": call.params.TrunkSid}
    return trunks.originate(call.store, owner | call.body.changes(), call.ids, seconds(call.now))


def show_origination_url(call: Call) -> Row | None:
    """Returns the origination URL that the path names."""
    return rules.own(call, ORIGINATION_URLS, call.params.Sid)


def change_origination_url(call: Call) -> Row | None:
    """Changes the fields that were sent and returns the origination URL."""
    changes = {**call.body.changes(), "date_updated": seconds(call.now)}
    call.store.update(ORIGINATION_URLS, {"sid": call.params.Sid}, **changes)
    return show_origination_url(call)


def delete_origination_url(call: Call) -> None:
    """Deletes the origination URL."""
    call.store.delete(ORIGINATION_URLS, sid=call.params.Sid)


OPERATIONS = (
    declared(
        "GET",
        "/v1/Trunks",
        list_trunks,
        query=schema.Paged,
        success=envelope.many_with_meta("trunks", sip_trunking.trunk),
    ),
    declared(
        "POST",
        "/v1/Trunks",
        create_trunk,
        body=schema.TrunkFields,
        raises=(problems.DOMAIN_TAKEN,),
        status=201,
        success=envelope.one(sip_trunking.trunk),
    ),
    declared(
        "GET",
        TRUNK,
        show_trunk,
        params=schema.TrunkPath,
        rules=(rules.trunk_exists,),
        success=envelope.one(sip_trunking.trunk),
    ),
    declared(
        "POST",
        TRUNK,
        change_trunk,
        params=schema.TrunkPath,
        body=schema.TrunkFields,
        rules=(rules.trunk_exists,),
        raises=(problems.DOMAIN_TAKEN,),
        success=envelope.one(sip_trunking.trunk),
    ),
    declared("DELETE", TRUNK, delete_trunk, params=schema.TrunkPath, rules=(rules.trunk_exists,), status=204),
    declared(
        "GET",
        f"{TRUNK}/OriginationUrls",
        list_origination_urls,
        params=schema.TrunkPath,
        query=schema.Paged,
        rules=(rules.trunk_exists,),
        success=envelope.many_with_meta("origination_urls", sip_trunking.origination_url),
    ),
    declared(
        "POST",
        f"{TRUNK}/OriginationUrls",
        create_origination_url,
        params=schema.TrunkPath,
        body=schema.CreateOriginationUrl,
        rules=(rules.trunk_exists,),
        status=201,
        success=envelope.one(sip_trunking.origination_url),
    ),
    declared(
        "GET",
        f"{TRUNK}/OriginationUrls/{{Sid}}",
        show_origination_url,
        params=schema.TrunkResourcePath,
        rules=(rules.origination_url_exists,),
        success=envelope.one(sip_trunking.origination_url),
    ),
    declared(
        "POST",
        f"{TRUNK}/OriginationUrls/{{Sid}}",
        change_origination_url,
        params=schema.TrunkResourcePath,
        body=schema.UpdateOriginationUrl,
        rules=(rules.origination_url_exists,),
        success=envelope.one(sip_trunking.origination_url),
    ),
    declared(
        "DELETE",
        f"{TRUNK}/OriginationUrls/{{Sid}}",
        delete_origination_url,
        params=schema.TrunkResourcePath,
        rules=(rules.origination_url_exists,),
        status=204,
    ),
)
