import re
from collections import Counter
from xml.etree import ElementTree as ET

from emulators.harness.execution.report import Report
from emulators.harness.reports import junit


def _found(root: ET.Element, path: str) -> ET.Element:
    element = root.find(path)
    assert element is not None, path
    return element


def test_every_case_is_one_element_and_the_totals_agree(report: Report) -> None:
    root = ET.fromstring(junit.render(report))

    cases = root.findall("./testsuite/testcase")
    children = Counter(child.tag for case in cases for child in case)

    assert len(cases) == len(report.outcomes) == int(root.attrib["tests"])
    assert children == {"failure": 1, "skipped": 2, "system-out": 2}
    assert root.attrib == {
        "name": "voice-emulators", "tests": "6", "failures": "1", "errors": "0", "skipped": "2", "time": "1.250",
    }  # fmt: skip
    assert _found(root, "testsuite").attrib | {"name": ""} == root.attrib | {
        "name": "",
        "timestamp": "2026-01-02T03:04:05+00:00",
    }


def test_the_suite_says_by_which_version_against_what_and_by_which_command(report: Report) -> None:
    properties = ET.fromstring(junit.render(report)).findall("./testsuite/properties/property")

    told = {each.attrib["name"]: each.attrib["value"] for each in properties}
    assert (
        told.items()
        >= {
            "by": "voice-emulators 1.2.3",
            "url": "https://acme.example",
            "mode": "provision",
            "seed": "7",
            "command": "emulators verify acme",
        }.items()
    )


def test_a_failure_says_what_a_person_needs(report: Report) -> None:
    failure = _found(ET.fromstring(junit.render(report)), ".//failure")

    assert failure.attrib == {"type": "status", "message": "expected 400, got 201; expected 400, got text/html"}
    for words in (
        "number is required (documented)",
        "cite      number string required",
        "$ACME_KEY",
        "expected  400",
        "got       201",
        "contracts/acme.yaml:10",
        '"id": "n_1"',
    ):
        assert words in (failure.text or "")


def test_what_was_not_checked_is_skipped_with_its_reason(report: Report) -> None:
    skipped = ET.fromstring(junit.render(report)).findall(".//skipped")

    assert [each.attrib for each in skipped] == [{"message": "needs an agentId"}] * 2


def test_a_case_names_the_line_of_its_clause(report: Report) -> None:
    case = _found(ET.fromstring(junit.render(report)), ".//testcase")

    assert case.attrib == {
        "classname": "acme.create", "name": "create.good", "file": "contracts/acme.yaml", "line": "10", "time": "0.500",
    }  # fmt: skip


def test_an_inconclusive_run_says_so(fruitless: Report) -> None:
    told = _found(ET.fromstring(junit.render(fruitless)), "./testsuite/system-err").text

    assert told == "inconclusive: the run stopped: 401 to good credentials"


def test_hostile_words_stay_words(hostile: Report) -> None:
    text = junit.render(hostile)

    root = ET.fromstring(text)

    assert {each.tag for each in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out", "system-err",
    }  # fmt: skip
    assert "<script>alert(1)" in (_found(root, ".//failure").text or "")
    assert re.findall(r"[^\n\t -~]", text) == []
    for each in root.iter():
        assert not re.search(r"^\s*::|##\w*\[", each.text or "", re.MULTILINE)
