import io
import re
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from emulators.harness.execution.report import Report
from emulators.harness.reports import summary


def _written(report: Report, width: int = 60, **about: Any) -> str:
    stream = io.StringIO()
    summary.write(report, Console(file=stream, width=width, color_system="standard", _environ={}, **about))
    return stream.getvalue()


def test_a_log_is_told_everything_in_plain_lines(report: Report) -> None:
    assert _written(report) == (
        "FAILED POST /numbers: number left out: expected 400, got 201\n"
        "  clause      number is required (documented)\n"
        "  cite        number string required\n"
        "  request     curl -sS -X POST https://acme.example/numbers -H 'Authorization: Bearer '\"$ACME_KEY\" --data-binary '{}'\n"
        "  expected    400\n"
        "  got         201 (at /code)\n"
        "  contract    contracts/acme.yaml:10\n"
        "\n"
        "FAILED POST /numbers: number left out: expected 400, got text/html\n"
        "  clause      number is required (observed)\n"
        "  cite        number string required\n"
        "  request     curl -sS -X POST https://acme.example/numbers -H 'Authorization: Bearer '\"$ACME_KEY\" --data-binary '{}'\n"
        "  expected    400\n"
        "  got         text/html (at /code)\n"
        "  contract    contracts/acme.yaml:11\n"
        "\n"
        "NOTICES: departures from what is only inferred or assumed; nobody is failed for them\n"
        "contracts/acme.yaml:20 POST /numbers: number null 1\n"
        "  expected    400\n"
        "  got         201 (at /code)\n"
        "  basis       assumed; if this target is the vendor, make it `x-basis: observed`\n"
        "  also        POST /numbers: number null 2: expected 400, got 201\n"
        "\n"
        "staging against the contract acme 2026-01-02\n"
        "  contract    contracts/acme.yaml\n"
        "  began       2026-01-02T03:04:05+00:00\n"
        "  by          voice-emulators 1.2.3\n"
        "  url         https://acme.example\n"
        "  mode        provision\n"
        "  seed        7\n"
        "  command     emulators verify acme\n"
        "  asked       7 requests in 1.2 s\n"
        "  success     met once\n"
        "  proven      1 of 2 clauses (50%)\n"
        "  failed      1\n"
        "  noticed     2\n"
        "  not checked 2\n"
        "  held        1\n"
        "Not checked, and why\n"
        "       2      needs an agentId\n"
        "Coverage of the contract: 66.6%, 4 of 6 cases\n"
        "     0/2      POST /numbers, sip: never checked against this target\n"
        "     4/4      POST /numbers, twilio\n"
        "BROKEN: of 4 cases that were checked, 1 failed\n"
    )


@pytest.mark.parametrize("width", [30, 60, 100])
def test_a_terminal_is_never_overflowed_but_for_what_is_copied(report: Report, width: int) -> None:
    text = re.sub(r"\x1b\[[\d;]*m", "", _written(report, width, force_terminal=True))

    too_long = [each for each in text.split("\n") if cell_len(each) > width]

    copied = [*[f"  request     {report.failures[0].curl}"] * 2, "  command     emulators verify acme"]
    assert too_long == [each for each in copied if len(each) > width]


def test_a_terminal_sees_the_verdict_last_and_in_colour(report: Report) -> None:
    assert _written(report, force_terminal=True).splitlines()[-1].startswith("\x1b[1;31mBROKEN: ")


def test_a_run_that_proves_nothing_says_why(fruitless: Report) -> None:
    text = _written(fruitless)

    assert "  success     never met\n" in text
    assert text.endswith("INCONCLUSIVE: the run stopped: 401 to good credentials\n")


@pytest.mark.parametrize("where", ["log", "terminal"])
@pytest.mark.parametrize("width", [24, 60])
def test_hostile_words_steer_neither_a_terminal_nor_a_ci_system(hostile: Report, where: str, width: int) -> None:
    text = _written(hostile, width, force_terminal=where == "terminal")

    seen = re.sub(r"\x1b\[[\d;]*m", "", text) if where == "terminal" else text
    assert "[31mred" in seen
    assert re.findall(r"[^\n\t -~]|^\s*::|##\w*\[", seen, re.MULTILINE) == []


def test_a_stream_of_few_characters_is_no_reason_to_fail(report: Report) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")

    summary.write(replace(report, target="رقم"), Console(file=stream, width=60))
    stream.flush()

    assert rb"\u0631\u0642\u0645 against the contract acme" in raw.getvalue()


def test_one_departure_of_a_hundred_cases_is_one_entry_with_three_examples(crowded: Report) -> None:
    text = _written(crowded)

    assert text.count("FAILED ") == 1
    assert [text.count(f"name of {number} characters:") for number in range(5)] == [1, 1, 1, 0, 0]
    assert "  cases       100 in all; report.json names them\n" in text


def test_what_was_left_over_stands_below_the_verdict_in_a_few_short_lines(crowded: Report) -> None:
    lines = _written(crowded).splitlines()
    verdict = next(index for index, each in enumerate(lines) if each.startswith("BROKEN: "))

    assert lines[verdict + 1].startswith("LEFT OVER on the target: 36.")
    assert lines[verdict + 2].strip() == (
        "emulators sweep acme --url https://acme.example -H 'Authorization: Bearer '\"$ACME_KEY\""
    )
    assert [each.split()[:3] for each in lines[verdict + 3 :]] == [
        ["POST", "/numbers", "0"], ["POST", "/numbers", "1"], ["POST", "/numbers", "2"], ["and", "33", "more"],
    ]  # fmt: skip
    assert max(map(len, lines[verdict:])) < 250


def test_a_command_full_of_filler_is_shortened_and_says_where_it_is_whole(crowded: Report) -> None:
    text = _written(crowded)

    assert "xxxx...(9981 more)'  # shortened; it is whole in report.json\n" in text
    assert "x" * 200 not in text


def test_a_contract_that_reads_nothing_says_so_in_the_mode_readonly(fruitless: Report) -> None:
    report = replace(fruitless, stopped="", details=replace(fruitless.details, mode="readonly"))

    assert _written(report).endswith(
        "INCONCLUSIVE: acme has no operation that reads, so nothing is sent in the mode readonly\n"
    )


def test_what_was_left_at_a_target_of_a_file_is_swept_by_its_name(crowded: Report) -> None:
    command = "emulators verify acme --target staging --ledger='my own.db' --targets t.toml --rate 0"
    described = replace(crowded, details=replace(crowded.details, origin=("t.toml", 1), command=command))

    assert "emulators sweep acme --target staging --ledger 'my own.db' --targets t.toml\n" in _written(described)
