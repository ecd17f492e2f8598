"""Reads the filters of `GET /__admin/requests`, which select requests of a journal."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from emulators.core.clock import BadTime, moment
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry

Filter = Callable[["Entry"], bool]
NAMES = ("vendor", "operation", "status", "number", "since", "trace")
PAGING = ("limit", "follow")
_STATUS = re.compile(r"[1-5][0-9]{2}|[1-5]xx")


class BadFilter(ValueError):
    """Raised for a filter that does not exist, or a value that it does not take. The message is meant for the user."""


def read_filter(given: Mapping[str, str], namespace: str, emulators: tuple[Emulator, ...]) -> Filter:
    """Returns a test of journal entries that all of these filters together describe.

    Raises:
        BadFilter: a filter or a name is unknown, with the nearest one, or a value is wrong.
    """
    for name in given:
        if name not in NAMES + PAGING:
            raise BadFilter(f"requests are not filtered by {name!r}; {suggestion(name, NAMES)}")
    makers: dict[str, Callable[[str], Filter]] = {
        "vendor": partial(_vendor, emulators),
        "operation": partial(_operation, emulators),
        "status": _status,
        "number": _number,
        "since": _since,
        "trace": partial(_trace, namespace),
    }
    tests = [makers[name](value) for name, value in given.items() if name in makers]
    return lambda entry: all(test(entry) for test in tests)


def number_of(trace: str, namespace: str) -> int | None:
    """Returns the number of the request that a trace, or a number alone, names in this namespace; None where it can be
    none."""
    number = trace.removeprefix(f"{namespace}-")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None


def _vendor(emulators: tuple[Emulator, ...], name: str) -> Filter:
    names = [emulator.name for emulator in emulators]
    if name not in names:
        raise BadFilter(f"no emulator {name!r} here; {suggestion(name, names)}")
    return lambda entry: entry.emulator == name


def _operation(emulators: tuple[Emulator, ...], name: str) -> Filter:
    vendor, _, operation = name.rpartition(".")
    known = {f"{each.name}.{one.name}" if vendor else one.name for each in emulators for one in each.operations}
    if name not in known:
        raise BadFilter(f"no operation {name!r} here; {suggestion(name, sorted(known))}")
    return lambda entry: entry.operation == operation and entry.emulator == (vendor or entry.emulator)


def _status(wanted: str) -> Filter:
    if not _STATUS.fullmatch(wanted):
        raise BadFilter(f"status is one such as 409, or a class such as 4xx, not {wanted!r}")
    return lambda entry: str(entry.status).startswith(wanted.rstrip("x"))


def _number(wanted: str) -> Filter:
    digits = wanted.lstrip("+ ")
    if not (digits.isascii() and digits.isdigit()):
        raise BadFilter(f"number is a telephone number such as +15551234567, not {wanted!r}")
    whole = re.compile(rf"(?<![0-9]){digits}(?![0-9])")
    return lambda entry: any(whole.search(text) for text in _texts(entry))


def _texts(entry: Entry) -> tuple[str, ...]:
    """Returns path, query and body, where the number that a request is about may stand."""
    request = entry.request
    encoded = (request.query, request.body or b"")
    return (request.path, *(unquote(part.decode("latin-1")) for part in encoded))


def _since(wanted: str) -> Filter:
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        last = int(wanted)
        return lambda entry: entry.number > last
    try:
        begin: datetime = moment(wanted)
    except BadTime as error:
        raise BadFilter(f"since takes the number of a request, or {str(error).removeprefix('takes ')}") from None
    return lambda entry: entry.at >= begin


def _trace(namespace: str, wanted: str) -> Filter:
    number = number_of(wanted, namespace)
    if number is None:
        raise BadFilter(f"{wanted!r} is no trace of {namespace}, such as {namespace}-1")
    return lambda entry: entry.number == number
