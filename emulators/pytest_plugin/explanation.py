"""Explains why an expectation was not met, and which requests came instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emulators.pytest_plugin.expectation import Expectation
    from emulators.pytest_plugin.namespace import Emulators
    from emulators.pytest_plugin.sequence import Sequence

MOST_LINES = 20
OFTEN = {0: "never", 1: "once"}


def explain(
    expected: Expectation, number: int, within: float, met: list[dict[str, Any]], late: list[dict[str, Any]]
) -> str:
    """Returns what was expected, why it was not met, the requests that came, and the nearest of them."""
    emulators = expected.emulator.emulators
    journal = emulators.journal
    often = OFTEN.get(number, f"{number} times")
    lines = [
        f"expected {expected}: {often}{f' within {within:g} s' if within else ''}",
        _reason(expected, number, met, late, journal),
        "",
        *table(journal, f"namespace {emulators.namespace}"),
        *([] if met else _nearest(expected, journal["requests"])),
    ]
    return "\n".join(lines)


def _reason(
    expected: Expectation,
    number: int,
    met: list[dict[str, Any]],
    late: list[dict[str, Any]],
    journal: Mapping[str, Any],
) -> str:
    numbers = [each["number"] for each in met]
    if len(met) > number:
        return f"but it came {_times(len(met))}: {', '.join(f'#{each}' for each in numbers)}"
    if journal["dropped"]:
        came = f"{_times(len(met))} for sure" if met else "not in what is kept"
        return f"unknown: {journal['dropped']} requests were dropped from the journal; it came {came}"
    if len(late) >= number:
        return f"but it came too late: #{late[number - 1]['number']}"
    elsewhere = _elsewhere(expected)
    if elsewhere:
        return f"but it came to another namespace: {elsewhere}; is the base URL this test's?"
    return f"but it came {_times(len(met))}"


def _times(number: int) -> str:
    return {0: "never", 1: "once"}.get(number, f"{number} times")


def _elsewhere(expected: Expectation) -> str:
    """Returns the requests that match in namespaces that belong to no test."""
    from emulators.pytest_plugin.namespace import control  # noqa: PLC0415 -- it imports this module

    host = expected.emulator.emulators.host
    names = control(host, "GET", "/namespaces")["namespaces"]
    found = []
    for name in names:
        if name != expected.emulator.emulators.namespace and not _is_a_tests(name):
            requests = control(host, "GET", "/requests?limit=1000", prefix=f"/~{name}")["requests"]
            found += [f"#{each['number']} of {name}" for each in requests if expected.is_met_by(each)]
    return ", ".join(found[-3:])


def _is_a_tests(name: str) -> bool:
    return len(name) == 17 and name.startswith("n") and all(digit in "0123456789abcdef" for digit in name[1:])


def explain_sequence(sequence: Sequence, within: float, met: list[dict[str, Any]], late: list[dict[str, Any]]) -> str:
    """Returns which of the expectations were met, which was not or too late, and the requests that came."""
    journal = sequence.emulators.journal
    lines = [f"expected a sequence{f' within {within:g} s' if within else ''}"]
    for place, expected in enumerate(sequence.expected):
        if place < len(met):
            lines.append(f"  {place + 1}. {expected}: #{met[place]['number']}")
        elif place == len(met):
            after = f" after #{met[-1]['number']}" if met else ""
            lines.append(f"  {place + 1}. {expected}: {_missed(journal, late[place:])}{after}")
        else:
            lines.append(f"  {place + 1}. {expected}")
    return "\n".join([*lines, "", *table(journal, f"namespace {sequence.emulators.namespace}")])


def _missed(journal: Mapping[str, Any], late: list[dict[str, Any]]) -> str:
    """Returns why the next expectation of a sequence was not met; `late` are the requests that met it and those after it
    when it was over."""
    if late:
        return f"too late, as #{late[0]['number']}"
    return "unknown, for some were dropped" if journal["dropped"] else "never"


def section(emulators: Emulators) -> str:
    """Returns the requests of a namespace as text, each with why it was refused."""
    return "\n".join(table(emulators.journal, "the namespace"))


def table(journal: Mapping[str, Any], place: str) -> list[str]:
    """Returns the latest requests, a line each, followed by why it was refused."""
    requests = journal["requests"][-MOST_LINES:]
    if not requests:
        return [f"no request came to {place}"]
    shown = f", the last {len(requests)} of them" if len(requests) < journal["count"] else ""
    return [f"{journal['count']} requests came to {place}{shown}:", *_rows(requests)]


def _rows(requests: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for each in requests:
        operation = each["operation"] or ("webhook" if each["outgoing"] else "-")
        yield f"  #{each['number']:<3} {each['emulator']:8} {operation:26} {each['status']}  {each['method']} {each['path']}"
        yield from (f"       {line}" for line in why(each))


def why(request: Mapping[str, Any]) -> list[str]:
    """Returns why a request was refused, and the basis of that refusal."""
    refusal = request["refusal"]
    if not refusal:
        return [request["error"].splitlines()[-1]] if request["error"] else []
    fields = [f"{wrong['field']} {wrong['words']}".strip() for wrong in refusal["violations"]]
    return [f"{refusal['message']} ({refusal['basis']}: {refusal['cite']})", *fields]


def _nearest(expected: Expectation, requests: list[dict[str, Any]]) -> list[str]:
    """Returns the request that differs least, with its differences."""
    mine = [each for each in requests if each["emulator"] == expected.emulator.name and not each["outgoing"]]
    if not mine:
        return []
    nearest = min(mine, key=lambda each: (each["operation"] != expected.operation, len(expected.differences(each))))
    lines = expected.differences(nearest)
    if nearest["operation"] != expected.operation:
        lines = [f"operation: expected {expected.operation}, was {nearest['operation']}", *lines]
    return ["", f"the nearest is #{nearest['number']}:", *(f"  {line}" for line in lines)]
