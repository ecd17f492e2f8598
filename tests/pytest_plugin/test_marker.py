"""How namespaces begin, as a marker and the fixture of options say it."""

from __future__ import annotations

import pytest
from sample_operation import VENDOR

BOOLEAN = next(each for each in VENDOR.settings if isinstance(each.default, bool))


@pytest.mark.parametrize(
    ("marker", "line"),
    [
        ("sed=1", "in the marker emulators, a namespace begins with no 'sed'; did you mean 'seed'?"),
        ("profile='exmples'", "in the marker emulators, profile takes one of default, examples, not 'exmples'"),
        ("now='soon'", "in the marker emulators, now takes an ISO 8601 time such as 2024-01-15T10:30:00Z, not 'soon'"),
        ("3", "the marker emulators takes names and values: seed=1, and the like"),
        (
            f"settings={{'{VENDOR.name}x': {{}}}}",
            f"in the marker emulators, there is no emulator '{VENDOR.name}x'; did you mean '{VENDOR.name}'?",
        ),
        (
            f"settings={{'{VENDOR.name}': {{'{BOOLEAN.name}x': True}}}}",
            f"in the marker emulators, {VENDOR.name} has no setting '{BOOLEAN.name}x'; did you mean '{BOOLEAN.name}'?",
        ),
        (
            f"settings={{'{VENDOR.name}': {{'{BOOLEAN.name}': 7}}}}",
            f"in the marker emulators, {BOOLEAN.name} takes one of true, false, not 7",
        ),
    ],
)
def test_a_marker_that_cannot_be_is_one_line_when_it_is_collected(run, marker, line) -> None:
    result = run(f"import pytest\n\n@pytest.mark.emulators({marker})\ndef test_it(): pass\n")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.errlines[-1:] or result.outlines
    assert [each for each in result.errlines + result.outlines if line in each] != []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ("{'sed': 1}", "the fixture emulators_options: there is no option 'sed'; did you mean 'seed'?"),
        ("{'seed': 'x'}", "the fixture emulators_options: seed takes a whole number, not 'x'"),
        ("3", "the fixture emulators_options: "),
        (f"{{'settings': {{'{VENDOR.name}': {{'x': 1}}}}}}", f"the fixture emulators_options: {VENDOR.name} has no"),
    ],
)
def test_options_that_cannot_be_are_one_line(run, options, line) -> None:
    result = run(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def emulators_options(): return {options}

        def test_it(emulators): pass
        """,
        errors=1,
    )

    assert [each for each in result.outlines if each.startswith(line)] != []
    assert not [each for each in result.outlines if "marker.py" in each]


def test_options_hold_for_every_namespace_and_a_marker_over_them(run) -> None:
    run(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def emulators_options():
            return {{"now": "2024-01-15", "settings": {{"{VENDOR.name}": {{"{BOOLEAN.name}": {not BOOLEAN.default}}}}}}}

        def test_options(emulators):
            assert emulators.control("GET", "/clock")["now"].startswith("2024-01-15")
            assert emulators["{VENDOR.name}"].settings["{BOOLEAN.name}"] is {not BOOLEAN.default}

        @pytest.mark.emulators(now="2025-01-15")
        class TestMarked:
            @pytest.mark.emulators(settings={{"{VENDOR.name}": {{"{BOOLEAN.name}": {BOOLEAN.default}}}}})
            def test_marker(self, emulators):
                assert emulators.control("GET", "/clock")["now"].startswith("2025-01-15")
                assert emulators["{VENDOR.name}"].settings["{BOOLEAN.name}"] is {BOOLEAN.default}
        """,
        passed=2,
    )
