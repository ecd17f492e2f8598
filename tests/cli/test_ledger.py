"""The command `emulators ledger`: what runs made, where it is kept, and how it is forgotten."""

from __future__ import annotations

import json
import re
import stat

from command import emulators

from emulators.harness.client.ledger import Ledger


def made(path) -> int:
    ledger = Ledger(path)
    entry = ledger.record_request("run", "some", "https://api.example.com", "create_line", "POST /lines {}")
    ledger.close()
    return entry


def test_the_ledger_is_found_listed_and_readable_by_its_owner_alone(tmp_path) -> None:
    path = tmp_path / "state" / "ledger.db"
    entry = made(path)

    done = emulators("ledger", "--ledger", path)

    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == f"{path}: 1 open"
    assert done.stdout.splitlines()[1].startswith(f"{entry}  ")
    assert "not known whether it was made" in done.stdout
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_entry_is_forgotten_once(tmp_path) -> None:
    entry = made(tmp_path / "ledger.db")

    first, second = (emulators("ledger", "--ledger", tmp_path / "ledger.db", "--forget", entry) for _ in range(2))

    assert (first.returncode, first.stdout) == (0, f"{tmp_path}/ledger.db: 0 open\n")
    assert (second.returncode, second.stderr) == (
        2,
        f"emulators: the ledger {tmp_path}/ledger.db has no entry {entry}\n",
    )


def test_a_program_reads_it_as_json(tmp_path) -> None:
    made(tmp_path / "ledger.db")

    done = emulators("ledger", "--ledger", tmp_path / "ledger.db", "--json")

    assert [each["request"] for each in json.loads(done.stdout)["entries"]] == ["POST /lines {}"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path) -> None:
    (tmp_path / "file").touch()

    done = emulators("ledger", "--ledger", tmp_path / "file" / "ledger.db")

    assert done.returncode == 2
    assert done.stderr.startswith(f"emulators: {tmp_path}/file/ledger.db: cannot be used as a ledger: ")
    assert len(done.stderr.splitlines()) == 1


def test_settled_and_old_entries_go_by_themselves(tmp_path) -> None:
    path = tmp_path / "ledger.db"
    ledger = Ledger(path)
    for url, state in (
        ("https://api.example.com", "refused"),
        ("https://api.example.com", "created"),
        ("http://127.0.0.1:9", "created"),
    ):
        ledger.record_answer(ledger.record_request("run", "some", url, "op", "POST /lines"), state, {})
    ledger._db.execute("update creates set asked_at = '2020-01-01T00:00:00+00:00'")
    ledger.close()

    kept = [(entry.url, entry.state) for entry in Ledger(path).open_entries()]

    assert kept == [("https://api.example.com", "created")]
    assert Ledger(path)._creates.count == 1


def test_what_a_target_answered_commands_no_ci_system(tmp_path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    entry = ledger.record_request("run", "some", "https://api.example.com", "create_line", "POST /lines {}")
    ledger.record_answer(entry, "created", {"/id": "1\n::error::x ##vso[task.setvariable]\u202e"})
    ledger.close()

    told = [emulators("ledger", "--ledger", tmp_path / "ledger.db", *more).stdout for more in ([], ["--json"])]

    assert re.findall(r"^\s*::|##\w*\[|[^\n -~]", "\n".join(told), re.MULTILINE) == []
    assert json.loads(told[1])["entries"][0]["ids"] == {"/id": "1\n::error::x ##vso[task.setvariable]\u202e"}
