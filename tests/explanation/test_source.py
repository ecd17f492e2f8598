"""Where the words stand on which a behaviour rests."""

from __future__ import annotations

import dataclasses

import pytest
import sample_vendor

from emulators.core.discovery import discover
from emulators.core.errors import errors_of
from emulators.core.provenance import assumed, documented
from emulators.explanation.source import place
from emulators.harness.document.location import find

VENDORS = [each for each in discover() if each.kind == "vendor"]


@pytest.mark.parametrize("emulator", VENDORS, ids=lambda each: each.name)
def test_most_documented_errors_are_found_in_the_contract_with_a_page(emulator) -> None:
    found = {
        name: place(emulator, error.problem.provenance, operation.name)
        for operation in emulator.operations
        for name, error in errors_of(emulator, operation).items()
        if error.problem.provenance.basis == "documented"
    }

    lines = find(emulator.name).read_text().splitlines()
    assert all(each["page"] for each in found.values())
    assert len([each for each in found.values() if each["contract"]]) * 2 >= len(found)
    assert all(int(each["contract"].rpartition(":")[2]) <= len(lines) for each in found.values() if each["contract"])


def test_the_line_is_that_of_the_words() -> None:
    lines = find(VENDORS[0].name).read_text().splitlines()
    number = next(index for index, line in enumerate(lines, 1) if "x-cite:" in line and line.count('"') == 2)

    told = place(VENDORS[0], documented(lines[number - 1].split('"')[1]))

    assert int(told["contract"].rpartition(":")[2]) <= number
    assert lines[int(told["contract"].rpartition(":")[2]) - 1].count(lines[number - 1].split('"')[1]) == 1


def test_an_assumption_stands_on_no_page() -> None:
    assert place(VENDORS[0], assumed("nobody says it"))["page"] is None


def test_an_emulator_without_a_contract_here_has_no_place() -> None:
    nobody = dataclasses.replace(sample_vendor.emulator, kind="carrier")

    assert place(nobody, documented("x")) == {
        "basis": "documented",
        "cite": "x",
        "page": None,
        "link": None,
        "contract": None,
    }


def test_a_page_with_a_url_is_linked_at_the_words() -> None:
    linked = [place(each, documented("400 - a telephone-number is taken. And more"))["link"] for each in VENDORS]

    assert {link.rpartition("#")[2] for link in linked if link} == {":~:text=a%20telephone%2Dnumber%20is%20taken"}
    assert all(link.startswith("https://") and "." in link.split("/")[2] for link in linked if link)
