"""A baseline is a file that people read and change, and its mistakes are told with their place."""

from __future__ import annotations

from datetime import date

import pytest

from emulators.harness.compare.baseline import Baseline, KnownDifference, read, write
from emulators.harness.errors import ConfigError

ENTRY = KnownDifference(
    "0123456789ab", "somebody", 'a "quoted" reason\nof two lines', date(2026, 12, 31), "id-1", "caf\u00e9 \x7f"
)
GOOD = '[[known]]\nfingerprint = "a"\nowner = "b"\nreason = "c"\n'


def test_what_is_written_is_read(tmp_path):
    baseline = Baseline({ENTRY.fingerprint: ENTRY, "ffff": KnownDifference("ffff", "a", "b")})

    write(baseline, tmp_path / "known.toml")

    assert read(tmp_path / "known.toml") == baseline


def test_what_is_known_already_stays_as_it_is():
    baseline = Baseline({ENTRY.fingerprint: ENTRY})

    more = baseline.with_entries(
        [KnownDifference(ENTRY.fingerprint, "another", "reason"), KnownDifference("ffff", "a", "b")]
    )

    assert more.entries == {ENTRY.fingerprint: ENTRY, "ffff": KnownDifference("ffff", "a", "b")}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param("[[known]]\n", "fingerprint must be a text", id="nothing said"),
        pytest.param(GOOD.replace('"b"', '" "'), "owner must be a text", id="nobody answers for it"),
        pytest.param(GOOD.replace('"c"', "1"), "reason must be a text", id="no reason"),
        pytest.param(GOOD + 'expires = "soon"\n', "expires must be a date", id="no date"),
        pytest.param(GOOD + "expires = 2026-12-31T00:00:00Z\n", "expires must be a date", id="a moment"),
        pytest.param("known = 1\n", "must be a list of tables", id="no list"),
        pytest.param("known = [1]\n", "must be a list of tables", id="no tables"),
        pytest.param("[[known\n", "is not TOML", id="no TOML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, content, complaint):
    path = tmp_path / "known.toml"
    path.write_text(content)

    with pytest.raises(ConfigError, match=f"known.toml.*{complaint}"):
        read(path)


def test_a_file_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path / "nothing.toml")


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="cannot be written"):
        write(Baseline(), tmp_path / "nowhere" / "known.toml")


def test_a_baseline_is_its_owners_alone(tmp_path):
    write(Baseline(), tmp_path / "known.toml")

    assert (tmp_path / "known.toml").stat().st_mode & 0o777 == 0o600
