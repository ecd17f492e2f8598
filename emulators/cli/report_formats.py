"""Renders the report on a client as text, JSON, JUnit XML and SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from emulators.cli.request_line import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SURE = frozenset({"unknown field", "ignored field", "unreachable number"})
"""Kinds of remarks that are warnings; the others are notes."""


def as_json(told: dict[str, Any]) -> str:
    """Returns the report as a JSON document."""
    return json.dumps(told, indent=2) + "\n"


def text(told: dict[str, Any]) -> str:
    """Returns the report for a person."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: dict[str, Any]) -> Iterator[str]:
    dropped = f", and {told['dropped']} that are no longer kept" if told["dropped"] else ""
    yield f"{told['count']} requests in {told['namespace']}{dropped}"
    if not told["tried"]:
        yield "no remarks: a carrier is asked over the network, so nothing was tried out"
    for each in told["remarks"]:
        first = ", ".join(f"#{number}" for number in each["requests"])
        more = ", ..." if each["count"] > len(each["requests"]) else ""
        yield f"{each['kind']}: {_place(each)} ({first}{more})"
        yield f"  {_words(each)}"
    for vendor, errors in told["errors"].items():
        for known, title in (("met", "met"), ("never", "never met")):
            yield from [f"{vendor}: documented errors {title}"] if errors[known] else []
            yield from (f"  {each['status']} {each['name']}{_times(each)}" for each in errors[known])


def _times(error: dict[str, Any]) -> str:
    return f"  {error['count']} times" if error["count"] > 1 else ""


def _place(remark: dict[str, Any]) -> str:
    return f"{remark['vendor']}.{remark['operation']} {printable(remark['where'])}"


def _words(remark: dict[str, Any]) -> str:
    return printable(f"{remark['where']} {remark['words']}", 2_000)


def junit(told: dict[str, Any]) -> str:
    """Returns the report as JUnit XML: a remark is a case that failed, a documented error that was never met one that was
    skipped."""
    missed = [(vendor, each) for vendor, errors in told["errors"].items() for each in errors["never"]]
    met = [(vendor, each) for vendor, errors in told["errors"].items() for each in errors["met"]]
    totals = {
        "tests": str(len(told["remarks"]) + len(missed) + len(met)),
        "failures": str(len(told["remarks"])),
        "errors": "0",
        "skipped": str(len(missed)),
    }
    root = Element("testsuites", {"name": "voice-emulators", **totals})
    suite = SubElement(root, "testsuite", {"name": f"client in {told['namespace']}", **totals})
    for each in told["remarks"]:
        named = {
            "classname": f"{each['vendor']}.{each['operation']}",
            "name": f"{each['kind']} {printable(each['where'])}",
        }
        SubElement(SubElement(suite, "testcase", named), "failure", {"type": each["kind"], "message": _words(each)})
    for vendor, error in (*met, *missed):
        case = SubElement(
            suite, "testcase", {"classname": vendor, "name": f"{error['status']} {error['name']} was met"}
        )
        if not error["count"]:
            SubElement(case, "skipped", {"message": f"{vendor} documents it, and the client never met it"})
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def sarif(told: dict[str, Any]) -> str:
    """Returns the report as SARIF 2.1.0: a rule is a kind of remark, a place an operation and a field."""
    kinds = sorted({each["kind"] for each in told["remarks"]})
    rules = [{"id": kind.replace(" ", "-"), "shortDescription": {"text": kind}} for kind in kinds]
    results = [
        {
            "ruleId": each["kind"].replace(" ", "-"),
            "ruleIndex": kinds.index(each["kind"]),
            "level": "warning" if each["kind"] in SURE else "note",
            "message": {"text": _escaped(_words(each))},
            "locations": [{"logicalLocations": [{"fullyQualifiedName": _place(each), "kind": "member"}]}],
            "occurrenceCount": each["count"],
            "properties": {"requests": each["requests"]},
        }
        for each in told["remarks"]
    ]
    never = {vendor: [each["name"] for each in errors["never"]] for vendor, errors in told["errors"].items()}
    run = {
        "tool": {"driver": {"name": "voice-emulators", "rules": rules}},
        "automationDetails": {"id": f"client/{told['namespace']}/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"errorsNeverMet": never},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _escaped(words: str) -> str:
    """Returns a text for a SARIF message, in which braces are placeholders and brackets links."""
    for mark, written in (("\\", "\\\\"), ("[", "\\["), ("]", "\\]"), ("{", "{{"), ("}", "}}")):
        words = words.replace(mark, written)
    return words
