"""Outbound calls: what the server checks in a request for one, and the participant that the call becomes. Nobody is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import problems
from emulators.carriers.livekit.headers import check_headers, refused_in_token
from emulators.carriers.livekit.media import check_media
from emulators.carriers.livekit.record import check_host
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info

_QUOTED = re.compile(
    r"""(?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[0-9A-Fa-f]{2}|[0-3][0-7]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*"""
)
"""What stands between the quotes of a Go string."""

LONGEST_DISPLAY_NAME = 128
URIS = ("sip:", "sips:", "tel:")


def check_call(request: Info) -> None:
    """Checks a request for a call, in the server's order.

    Raises:
        Refusal: something is missing in it, or is not what it should be.
    """
    config, called, user = request.get("trunk"), request.get("sip_call_to", ""), request.get("to_user_override", "")
    if not request.get("sip_trunk_id") and config is None and not request.get("sip_number"):
        raise Refusal(problems.NO_TRUNK_AND_NUMBER)
    if config is not None:
        _check_config(config)
    if not called:
        raise Refusal(problems.NO_CALLEE)
    if "@" in called:
        raise Refusal(problems.CALLEE_IS_URI, field="SipCallTo")
    if "@" in user:
        raise Refusal(problems.CALLEE_IS_URI, field="ToUserOverride")
    if wrong := refused_in_token(user):
        raise Refusal(problems.CALLEE_CHARACTERS, character=wrong)
    if not request.get("room_name"):
        raise Refusal(problems.NO_ROOM)
    _check_display_name(request.get("display_name", ""))
    _check_destination(request.get("destination", {}))
    check_headers(request)
    check_media(request)


def _check_config(config: Info) -> None:
    if not config.get("hostname"):
        raise Refusal(problems.NO_HOSTNAME)
    for field, name in (("hostname", "trunk hostname"), ("from_host", "from_host")):
        check_host(config.get(field, ""), name)
    check_headers(config)


def _check_display_name(name: str) -> None:
    if len(name.encode()) > LONGEST_DISPLAY_NAME:
        raise Refusal(problems.LONG_DISPLAY_NAME)
    if not _QUOTED.fullmatch(name):
        raise Refusal(problems.UNQUOTED_DISPLAY_NAME)


def _check_destination(destination: Info) -> None:
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 -- loaded for the few that need it

    country = destination.get("country", "")
    if destination.get("city") and not country and not destination.get("region"):
        raise Refusal(problems.CITY_ALONE)
    if country and country not in SUPPORTED_REGIONS:
        raise Refusal(problems.NO_COUNTRY)


def check_transfer(request: Info) -> None:
    """Checks that a request for a transfer says whose call goes where.

    Raises:
        Refusal: it does not.
    """
    target = request.get("transfer_to", "")
    for name, problem in (
        ("room_name", problems.NO_TRANSFER_ROOM),
        ("participant_identity", problems.NO_TRANSFER_IDENTITY),
        ("transfer_to", problems.NO_TRANSFER_TO),
    ):
        if not request.get(name):
            raise Refusal(problem)
    inner = target[1:-1] if target.startswith("<") and target.endswith(">") else target
    if not inner.startswith(URIS):
        raise Refusal(problems.TRANSFER_TO_IS_NO_URI)
    check_headers(request)


def number(request: Info, trunk: Info | None) -> str:
    """Returns the number that the call comes from: the request's, or the trunk's first one; an empty text where there is none.

    The real server takes any of the trunk's numbers.
    """
    own = (trunk or {}).get("numbers") or [""]
    return str(request.get("sip_number") or own[0])


def participant(request: Info, trunk: Info | None, call_id: str) -> dict[str, Any]:
    """Returns the participant that the call becomes, as if it had been answered at once."""
    called, host = request["sip_call_to"], (trunk or {}).get("address") or request.get("trunk", {}).get("hostname", "")
    caller = number(request, trunk)
    if host.endswith("twilio.com") and not caller.startswith("+"):
        caller = f"+{caller}"
    shown = {"sip.phoneNumber": called, "sip.hostname": host, "sip.trunkPhoneNumber": caller}
    attributes = {
        **request.get("participant_attributes", {}),
        "sip.callID": call_id,
        "sip.trunkID": request.get("sip_trunk_id", ""),
        "sip.callStatus": "active",
        **({} if request.get("hide_phone_number") else shown),
    }
    return {
        "identity": request.get("participant_identity") or f"sip_{called}",
        "name": request.get("participant_name", ""),
        "metadata": request.get("participant_metadata", ""),
        "attributes": attributes,
        "kind": "SIP",
        "state": "ACTIVE",
    }
