import io
import re

from rich.console import Console

from emulators.harness.execution.report import Report
from emulators.harness.reports.progress import Progress


def _told(report: Report, *, terminal: bool, seconds: float) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=70, force_terminal=terminal, color_system=None, _environ={})
    clock = iter(range(1000))
    with Progress(console, "acme", now=lambda: next(clock) * seconds) as progress:
        progress.begin("the contract's cases", len(report.outcomes))
        for outcome in report.outcomes:
            progress.record_case(outcome)
        progress.begin("generated requests", 0)
    return stream.getvalue()


def test_a_log_hears_of_failures_at_once_and_of_the_rest_now_and_then(report: Report) -> None:
    assert _told(report, terminal=False, seconds=6) == (
        "acme: the contract's cases: 0 of 6\n"
        "failed: POST /numbers: number left out: expected 400, got 201\n"
        "acme: the contract's cases: 2 of 6, 1 failed\n"
        "acme: the contract's cases: 4 of 6, 1 failed\n"
        "acme: the contract's cases: 6 of 6, 1 failed, 2 not checked\n"
        "acme: generated requests, 1 failed, 2 not checked\n"
    )


def test_a_quick_run_leaves_its_stages_and_its_failures_in_a_log(report: Report) -> None:
    assert _told(report, terminal=False, seconds=0.001) == (
        "acme: the contract's cases: 0 of 6\n"
        "failed: POST /numbers: number left out: expected 400, got 201\n"
        "acme: generated requests, 1 failed, 2 not checked\n"
    )


def test_a_stage_that_takes_more_steps_than_it_was_to_has_so_many() -> None:
    stream = io.StringIO()
    clock = iter(range(1000))

    with Progress(Console(file=stream), "acme", now=lambda: next(clock) * 100) as progress:
        progress.begin("life cycles, calls", 1)
        progress.advance()
        progress.advance()

    assert stream.getvalue().splitlines()[-1] == "acme: life cycles, calls: 2 of 2"


def test_a_terminal_sees_a_bar_that_goes_away(report: Report) -> None:
    text = _told(report, terminal=True, seconds=0.001)

    assert "6/6" in text
    assert "1 failed, 2 not checked" in text
    assert "failed: POST /numbers: number left out: expected 400, got 201" in text
    assert "acme: the contract's cases" in text
    assert text.endswith("\x1b[2K")


def test_hostile_words_do_not_steer_the_terminal(hostile: Report) -> None:
    for terminal in (False, True):
        text = _told(hostile, terminal=terminal, seconds=0.001)

        seen = re.sub(r"\x1b\[\?25[lh]|\x1b\[(2K|1A|[\d;]*m)|\r", "", text)
        assert "failed: POST /numbers: </pre>" in seen
        assert re.findall(r"[^\n -~━╸╺…]|^\s*::|##\w*\[", seen, re.MULTILINE) == []
