"""Hides secrets in what is shown: by field name at any depth, and by header.

Every name that sounds like a secret is treated as one, whatever its spelling and its vendor: a credential sent to the
wrong vendor, or under a misspelt name, is still secret.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets as randomness
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

MASK = "***"
SCHEMES = frozenset({"basic", "bearer", "digest", "token"})
_USERINFO = re.compile(r"(?<=://)[^/?#@\s]+(?=@)")
_SOUNDS_SECRET = re.compile(
    r"token|pin|pwd|sig|(x)?session|.*(authorization|cookie|(auth|access|refresh|security|session)token|(api|access|private)key"
    r"|password|passwd|passphrase|secret|sessionid)"
)
_PARAMETER = re.compile(r"(?<=[?&])([\w.-]+)=([^&#\s]+)")


_KEY = randomness.token_bytes(16)


def fingerprint(value: Any) -> str:
    """Returns the mask followed by eight hex digits, which are the same for the same secret while this process lives."""
    text = value if isinstance(value, str) else repr(value)
    return f"{MASK}{hmac.new(_KEY, text.encode(errors='surrogatepass'), hashlib.sha256).hexdigest()[:8]}"


def blank(_value: Any) -> str:
    """Returns the mask alone."""
    return MASK


def masked(value: Any, secrets: Collection[str], hide: Callable[[Any], str] = blank) -> Any:
    """Returns a JSON value with `hide` of every value under a secret name, and with user and password masked in every
    URL. Null stays null: nothing was given."""
    return _masked(value, frozenset(map(_folded, secrets)), hide)


def _masked(value: Any, secrets: frozenset[str], hide: Callable[[Any], str]) -> Any:
    if isinstance(value, str):
        return without_userinfo(value)
    if isinstance(value, dict):
        return {
            name: hide(inner) if inner is not None and _is_secret(name, secrets) else _masked(inner, secrets, hide)
            for name, inner in value.items()
        }
    return [_masked(item, secrets, hide) for item in value] if isinstance(value, list) else value


def _is_secret(name: str, secrets: frozenset[str]) -> bool:
    folded = _folded(name)
    return folded in secrets or _SOUNDS_SECRET.fullmatch(folded) is not None


def _folded(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def without_userinfo(text: str, hide: Callable[[Any], str] = blank) -> str:
    """Returns a text with `hide` of `user:password` in the URLs in it, and of their parameters that sound like a secret."""

    def hide_parameter(found: re.Match[str]) -> str:
        is_secret = _SOUNDS_SECRET.fullmatch(_folded(found[1]))
        return f"{found[1]}={hide(found[2])}" if is_secret else found[0]

    text = _USERINFO.sub(lambda found: hide(found[0]), text)
    return _PARAMETER.sub(hide_parameter, text) if "=" in text else text


def masked_headers(
    headers: Mapping[str, str], secrets: Collection[str], hide: Callable[[Any], str] = blank
) -> dict[str, str]:
    """Returns the headers with those masked that carry credentials; an auth scheme's keyword stays."""
    names = frozenset(map(_folded, secrets))
    return {
        name: _credential(value, hide) if _is_secret(name, names) else without_userinfo(value)
        for name, value in headers.items()
    }


def _credential(value: str, hide: Callable[[Any], str]) -> str:
    keyword, space, credential = value.partition(" ")
    return f"{keyword} {hide(credential)}" if space and keyword.lower() in SCHEMES else hide(value)
