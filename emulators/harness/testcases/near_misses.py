"""Makes strings that are almost right and that a careless validator accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One string that is slightly wrong. A `far` one is wrong by every reading, any other only by the letter."""

    name: str
    text: str
    far: bool = False


FORMS: Mapping[str, Callable[[str], str]] = {
    "no plus": lambda number: number[1:],
    "leading zero": lambda number: "+0" + number[2:],
    "six digits": lambda number: number[:7],
    "seven digits": lambda number: number[:8],
    "fifteen digits": lambda number: number + "0123",
    "sixteen digits": lambda number: number + "01234",
    "inner dash": lambda number: f"{number[:5]}-{number[5:]}",
    "inner spaces": lambda number: f"{number[:2]} {number[2:5]} {number[5:]}",
    "leading space": lambda number: " " + number,
    "trailing newline": lambda number: number + "\n",
    "tel URI": lambda number: f"tel:{number}",
    "two pluses": lambda number: "+" + number,
    "letters": lambda number: number[:-4] + "CALL",
    "Arabic digits": lambda number: number.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)}),
}
"""Ways to change an E.164 number. After each it still rings nobody."""


def numbers(number: str, *, plus: bool) -> list[NearMiss]:
    """Returns near misses of a telephone number, written with its plus or without."""
    forms = {name: form for name, form in FORMS.items() if plus or name != "no plus"}
    return [NearMiss(name, form(number) if plus else form(number).lstrip("+")) for name, form in forms.items()]


def uuids(good: str) -> list[NearMiss]:
    """Returns near misses of a UUID."""
    return [
        NearMiss("not a UUID", "not-a-uuid", far=True),
        NearMiss("one character short", good[:-1]),
        NearMiss("one character long", good + "0"),
        NearMiss("not hexadecimal", "g" + good[1:], far=True),
        NearMiss("without dashes", good.replace("-", "")),
        NearMiss("in braces", "{" + good + "}"),
        NearMiss("trailing space", good + " "),
    ]


def object_ids(good: str) -> list[NearMiss]:
    """Returns near misses of a 24-digit hexadecimal id."""
    return [
        NearMiss("not an id", "not-an-id", far=True),
        NearMiss("one character short", good[:-1], far=True),
        NearMiss("one character long", good + "0", far=True),
        NearMiss("not hexadecimal", good[:-1] + "g", far=True),
        NearMiss("trailing space", good + " "),
    ]


def hosts(good: str) -> list[NearMiss]:
    """Returns near misses of a host name."""
    return [
        NearMiss("with a scheme", f"https://{good}"),
        NearMiss("with a space", good.replace(".", " ", 1)),
        NearMiss("with a path", f"{good}/trunk"),
        NearMiss("two dots", good.replace(".", "..", 1)),
        NearMiss("empty label", "." + good),
    ]


def pins(good: str) -> list[NearMiss]:
    """Returns near misses of a PIN."""
    return [
        NearMiss("letters", good[:-1] + "x"),
        NearMiss("inner space", good[:2] + " " + good[3:]),
        NearMiss("negative", "-" + good[1:]),
    ]


def of(kind: str, good: str) -> list[NearMiss]:
    """Returns near misses of a good string of an `x-kind`; none for a kind without any."""
    makers: dict[str, Callable[[str], list[NearMiss]]] = {
        "uuid": uuids,
        "object-id": object_ids,
        "host": hosts,
        "pin": pins,
    }
    if kind in ("e164", "digits"):
        return numbers(good, plus=kind == "e164")
    return makers[kind](good) if kind in makers else []
