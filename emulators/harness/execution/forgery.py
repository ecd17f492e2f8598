"""Makes credentials that are wrong and have the form of the right ones."""

from __future__ import annotations

import random
import re
import string
from base64 import b64decode, b64encode
from binascii import Error as NoBase64

ALPHABETS = ("0123456789abcdef", "0123456789ABCDEF")
"""Where all letters and digits of a key are of one of these, those of its forgery are, too."""
JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*")


def forged_key(key: str) -> str:
    """Returns another key of the same form: as long, with letters for letters and digits for digits, and nothing else of it.

    A JSON Web Token keeps all but its signature, which alone is secret.
    """
    if JWT.fullmatch(key):
        claims, _, signature = key.rpartition(".")
        return f"{claims}.{forged_key(signature or 'signature')}"
    draw = random.Random(len(key))  # noqa: S311 (it is to be wrong, and the same in every run)
    classes = _classes(key)
    made = "".join(next((draw.choice(each) for each in classes if sign in each), sign) for sign in key)
    return made if made != key else f"{key}0"


def _classes(key: str) -> tuple[str, ...]:
    plain = {sign for sign in key if sign.isalnum()}
    narrow = next((each for each in ALPHABETS if plain <= set(each)), "")
    return (narrow,) if narrow else (string.digits, string.ascii_lowercase, string.ascii_uppercase)


def forged_pair(encoded: str, *, user: bool) -> str:
    """Returns user and password of HTTP Basic, in base64, with another password, or with another `user`.

    What is no such pair is forged as a key.
    """
    try:
        name, colon, password = b64decode(encoded, validate=True).decode().partition(":")
    except (NoBase64, UnicodeDecodeError):
        name = colon = password = ""
    if not colon:
        return forged_key(encoded)
    pair = (forged_key(name or "nobody"), password) if user else (name, forged_key(password or "password"))
    return b64encode(":".join(pair).encode()).decode()
