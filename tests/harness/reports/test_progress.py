import io
import re

from rich.console import Console

from emulators.harness.execution.report import Report
from emulators.harness.reports.progress import Progress


def _told(report: Report, *, terminal: bool, seconds: float) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=70, force_terminal=terminal, color_system=None, _environ={})
    clock = iter(range(1000))
    with Progress(console, "acme", len(report.outcomes), now=lambda: next(clock) * seconds) as progress:
        for outcome in report.outcomes:
            progress.record_outcome(outcome)
    return stream.getvalue()


def test_a_log_hears_of_failures_at_once_and_of_the_rest_now_and_then(report: Report) -> None:
    assert _told(report, terminal=False, seconds=6) == (
        "failed: POST /numbers: number left out: refused\nacme: 3 of 6 1 failed\nacme: 5 of 6 1 failed, 1 not checked\n"
    )


def test_a_quick_run_leaves_only_its_failures_in_a_log(report: Report) -> None:
    assert _told(report, terminal=False, seconds=0.001) == "failed: POST /numbers: number left out: refused\n"


def test_a_terminal_sees_a_bar_that_goes_away(report: Report) -> None:
    text = _told(report, terminal=True, seconds=0.001)

    assert "6/6" in text
    assert "1 failed, 2 not checked" in text
    assert "failed: POST /numbers: number left out: refused" in text
    assert text.endswith("\x1b[2K")


def test_hostile_words_do_not_steer_the_terminal(hostile: Report) -> None:
    for terminal in (False, True):
        text = _told(hostile, terminal=terminal, seconds=0.001)

        seen = re.sub(r"\x1b\[\?25[lh]|\x1b\[(2K|1A|[\d;]*m)|\r", "", text)
        assert "failed: POST /numbers: </pre>" in seen
        assert re.findall(r"[^\n -~━╸╺…]|^\s*::|##\w*\[", seen, re.MULTILINE) == []
