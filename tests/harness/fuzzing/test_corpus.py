"""A corpus is the same wherever and whenever it is made, and reads as it was written."""

from __future__ import annotations

import json

import pytest

from emulators.harness.errors import ConfigError
from emulators.harness.fuzzing import corpus
from emulators.harness.fuzzing.corpus import Corpus, CorpusEntry
from emulators.harness.testcases.case import Acceptance, Step
from emulators.harness.testcases.placeholders import Bound, Fresh, InventedSecret, Known

READS = ["list_lines"]


def test_every_phase_has_cases_of_both_kinds(frozen, contract):
    owed = {(entry.phase, case.expect.answer) for entry, case in frozen.cases(contract)}

    assert owed >= {
        ("examples", Acceptance.ACCEPT),
        ("coverage", Acceptance.ACCEPT),
        ("coverage", Acceptance.REJECT),
        ("fuzzing", Acceptance.ACCEPT),
        ("fuzzing", Acceptance.REJECT),
    }


def test_no_two_entries_ask_the_same(frozen):
    ids = [entry.id for entry in frozen.entries]

    assert len(ids) == len(set(ids)) > 150


def test_each_conditionally_required_field_is_left_out_alone(frozen):
    bodies = [
        entry.step.body for entry in frozen.entries if entry.operation == "create_line" and entry.phase == "coverage"
    ]
    trunks = [body for body in bodies if isinstance(body, dict) and body.get("kind") == "trunk" and "number" in body]

    assert any("host" not in body for body in trunks)


def test_what_only_a_target_can_know_is_laid_over_what_was_generated(frozen):
    bodies = [
        entry.step.body for entry in frozen.entries if entry.operation == "create_line" and entry.phase == "examples"
    ]
    (trunk,) = [body for body in bodies if body.get("kind") == "trunk"]

    assert (type(trunk["number"]), type(trunk["agentId"])) == (Fresh, Known)
    assert all(isinstance(body["token"], InventedSecret) for body in bodies if "token" in body)
    assert all(
        isinstance(entry.step.path["id"], Bound)
        for entry in frozen.entries
        if entry.operation == "delete_line" and "pattern" not in entry.what and entry.phase == "examples"
    )


def test_the_working_directory_and_the_environment_change_nothing(contract, frozen, tmp_path, monkeypatch):
    (tmp_path / "schemathesis.toml").write_text("[generation]\nmode = 'no such mode'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHEMATHESIS_HOOKS", "no.such.module")

    again = corpus.build(contract, seed=7, examples=8, operations=READS)

    before = [entry.id for entry in frozen.entries if entry.operation in READS]
    assert [entry.id for entry in again.entries] == before
    assert list(tmp_path.iterdir()) == [tmp_path / "schemathesis.toml"]


def test_operations_may_be_chosen(contract):
    made = corpus.build(contract, examples=0, operations=["GET /lines"])

    assert {entry.operation for entry in made.entries} == {"list_lines"}


def test_an_unknown_operation_is_a_mistake(contract):
    with pytest.raises(ConfigError, match="no operation 'ring_line'; there are POST /lines"):
        corpus.build(contract, operations=["ring_line"])


def test_what_is_written_is_read(frozen, contract, tmp_path):
    path = tmp_path / "lines.jsonl"

    corpus.write(frozen, path)
    again = corpus.read(path)

    ids = [entry.id for entry in frozen.entries]
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()[1:]] == ids
    assert [entry.id for entry in again.entries] == ids
    assert _cases(again, contract) == _cases(frozen, contract)


def _cases(frozen, contract):
    return [case for _, case in frozen.cases(contract)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("", "1: is no line of a corpus", id="empty"),
        pytest.param('{"format": "another"}\n', "1: is of the format 'another'", id="another format"),
        pytest.param('{"format": "voice-emulators corpus 1"}\n{}\n', "2: is no line of a corpus", id="no request"),
        pytest.param("\u00e9", "1: is no line of a corpus", id="not ASCII"),
    ],
)
def test_what_is_no_corpus_is_a_mistake_with_its_line(tmp_path, text, complaint):
    path = tmp_path / "lines.jsonl"
    path.write_text(text)

    with pytest.raises(ConfigError, match=complaint):
        corpus.read(path)


def test_a_corpus_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        corpus.read(tmp_path / "nothing")


def test_a_corpus_of_another_contract_is_a_mistake(contract):
    other = Corpus("another", "1", 1, (CorpusEntry("create_line", "fuzzing", "", Step("create_line")),))

    with pytest.raises(ConfigError, match="one of another, not of switchboard"):
        list(other.cases(contract))


def test_an_operation_that_the_contract_has_no_more_is_left_out(contract):
    old = Corpus("switchboard", "1", 1, (CorpusEntry("ring_line", "fuzzing", "", Step("ring_line")),))

    assert list(old.cases(contract)) == []


def test_a_corpus_is_its_owners_alone(frozen, tmp_path):
    corpus.write(frozen, tmp_path / "corpus")

    assert (tmp_path / "corpus").stat().st_mode & 0o777 == 0o600
