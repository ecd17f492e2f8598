"""Opens a project for a request: `Authorization: Bearer JWT`, HS256, the API key in `iss`, with grants in `sip` and `video`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from emulators.carriers.livekit import problems, tables
from emulators.carriers.livekit.settings import EXPIRATION_REQUIRED
from emulators.core.auth import Principal
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.core.call import Call

BEARER = "Bearer "
ADMIN, CALL = "sip.admin", "sip.call"
ROOM_CREATE, ROOM_LIST, ROOM_ADMIN = "video.roomCreate", "video.roomList", "video.roomAdmin"
GRANTS = {"sip": ("admin", "call"), "video": ("roomCreate", "roomList", "roomAdmin")}
"""The grants that are looked at, by claim."""

ALGORITHMS = ["HS256"]
LEEWAY = 60
"""Seconds by which clocks may differ, as the server has it. The words of the errors are those of its JWT library."""

SIGNATURE = "token signature is invalid: signature is invalid"
ENDLESS = "token has invalid claims: token is missing required claim: exp claim is required"
EXPIRED = "token has invalid claims: token is expired"
TOO_EARLY = "token has invalid claims: token is not valid yet"


def authenticate(call: Call) -> Principal:
    """Returns who asks. Without a token that is somebody without grants, whom the service refuses and not the middleware.

    Raises:
        Refusal: the token is none, or is not valid, or its project fails on purpose.
    """
    header = call.headers.get("authorization", "")
    token = header.removeprefix(BEARER)
    if not token:
        return Principal(name="", tenant="")
    if token == header:
        raise Refusal(problems.NOT_BEARER)
    claims = _claims(token)
    key = call.store.find(tables.API_KEYS, key=claims["iss"])
    if key is None:
        raise Refusal(problems.UNKNOWN_KEY)
    if error := _wrong_with(call, token, key["secret"], claims):
        raise Refusal(problems.BAD_TOKEN, error=error)
    if key["fault"] in problems.FAULTS:
        raise Refusal(problems.FAULTS[key["fault"]])
    granted = frozenset(
        f"{claim}.{grant}" for claim, grants in GRANTS.items() for grant in grants if claims[claim].get(grant) is True
    )
    return Principal(key["key"], key["project"], granted, {"fault": key["fault"], "room": claims["video"].get("room")})


def _claims(token: str) -> dict[str, Any]:
    """What the token says, unverified, with a type for everything that is looked at."""
    import jwt  # noqa: PLC0415 -- half of what loading LiveKit takes; only a request pays it

    try:
        opened = jwt.PyJWS().decode_complete(token, options={"verify_signature": False})
        claims: dict[str, Any] = {"iss": "", "sip": {}, "video": {}, "exp": None, "nbf": None} | orjson.loads(
            opened["payload"]
        )
    except (jwt.InvalidTokenError, orjson.JSONDecodeError, TypeError):
        raise Refusal(problems.NOT_A_TOKEN) from None
    typed = (
        opened["header"]["alg"] in ALGORITHMS
        and isinstance(claims["iss"], str)
        and isinstance(claims["sip"], dict)
        and isinstance(claims["video"], dict)
        and isinstance(claims["exp"], int | float | None)
        and isinstance(claims["nbf"], int | float | None)
    )
    if not typed:
        raise Refusal(problems.NOT_A_TOKEN)
    return claims


def _wrong_with(call: Call, token: str, secret: str, claims: dict[str, Any]) -> str:
    import jwt  # noqa: PLC0415 -- see above

    try:
        jwt.PyJWS().decode(token, secret, algorithms=ALGORITHMS)
    except jwt.InvalidTokenError:
        return SIGNATURE
    if claims["exp"] is None and call.setting(EXPIRATION_REQUIRED):
        return ENDLESS
    now = call.now.timestamp()
    if claims["exp"] is not None and now - LEEWAY > claims["exp"]:
        return EXPIRED
    if claims["nbf"] is not None and now + LEEWAY < claims["nbf"]:
        return TOO_EARLY
    return ""
