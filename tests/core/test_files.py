import pytest

from emulators.core.files import write_whole


def test_a_file_is_written_over_another_one_and_read_by_its_owner_alone(tmp_path) -> None:
    write_whole(tmp_path / "a", b"1")
    write_whole(tmp_path / "a", b"2")

    assert (tmp_path / "a").read_bytes() == b"2"
    assert [(file.name, file.stat().st_mode & 0o777) for file in tmp_path.iterdir()] == [("a", 0o600)]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "folder", b"1")

    assert [file.name for file in tmp_path.iterdir()] == ["folder"]
