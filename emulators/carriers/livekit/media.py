"""The media of a call: what the server checks in it, and how the deprecated field for its encryption keeps up."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from emulators.carriers.livekit import problems
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info

LONGEST_TIMEOUT = 600
"""In seconds."""
UNSET = "SIP_MEDIA_ENCRYPT_DISABLE"
"""The encryption that is zero, which the server takes for none that was said."""


def check_media(info: Info) -> None:
    """Checks the codecs and the timeout of a record or a call.

    Raises:
        Refusal: one of them cannot be.
    """
    media = info.get("media", {})
    for codec in media.get("codecs", ()):
        _check_codec(codec.get("name", ""))
    timeout = Decimal(media.get("media_timeout", "0s").removesuffix("s"))
    if timeout < 0:
        raise Refusal(problems.MEDIA_TIMEOUT, error="be negative")
    if timeout > LONGEST_TIMEOUT:
        raise Refusal(problems.MEDIA_TIMEOUT, error="exceed 10m0s")


def _check_codec(name: str) -> None:
    if not name:
        raise Refusal(problems.CODEC, error="missing codec name")
    if re.search(r"[ \t\n\r]", name):
        raise Refusal(problems.CODEC, error="invalid codec name")
    if "/" in name:
        raise Refusal(problems.CODEC, error="codec name must not contain '/'")


def upgraded(info: Info) -> Info:
    """Returns the record with the encryption of the deprecated field where the new one does not say: new clients read that one only."""
    media, old = info.get("media", {}), info.get("media_encryption", UNSET)
    return info | {"media": media if "encryption" in media or old == UNSET else media | {"encryption": old}}


def updated(info: Info) -> Info:
    """Returns an updated record with the encryption in both fields, which the new one decides."""
    new = upgraded(info)
    return new | {"media_encryption": new["media"].get("encryption", UNSET)}
