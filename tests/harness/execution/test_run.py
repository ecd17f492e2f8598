"""A target is held to a contract: what is wrong is found, and what nobody said is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import pytest
from harness.account import OWN
from harness.switchboard import BASE

from emulators.harness.checks.evaluate import Evaluator
from emulators.harness.client.target import Limits, Mode
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.errors import ConfigError
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import SEED, verify
from emulators.harness.lint import lint

BUGS = {
    "auth not enforced": "class",
    "any scheme": "class",
    "403 for no key": "status",
    "422 for 400": "status",
    "plain text on 404": "content type",
    "another envelope on 409": "body",
    "duplicates accepted": "class",
    "any agent": "class",
    "any kind": "class",
    "any filter": "class",
    "crash on a trunk": "class",
    "trunk refused": "class",
    "host not required": "class",
    "E.164 of sixteen digits": "class",
    "port 65536 accepted": "class",
    "port 65535 refused": "class",
    "another default": "default",
    "number not echoed": "echo",
    "token echoed": "secret",
    "no createdAt": "body",
    "id is no UUID": "body",
    "list forgets": "value",
    "label of 21": "class",
    "delete does nothing": "class",
}


def test_the_made_up_contract_keeps_the_conventions(contract):
    assert lint(contract) == []


def test_a_good_target_holds(contract, stand_in):
    report = verify(contract, stand_in())

    assert [finding for finding in report.findings if finding.layer != "extra"] == []
    assert report.verdict is Verdict.HOLDS
    assert report.successes > 20


@pytest.mark.parametrize("bug", BUGS)
def test_what_is_planted_is_found(contract, stand_in, bug):
    report = verify(contract, stand_in(bug))

    assert BUGS[bug] in {finding.layer for finding in report.failures}
    assert report.exit_code == 1


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug not in ("list forgets", "delete does nothing")])
def test_what_is_planted_is_found_on_one_account_too(contract, stand_in, bug):
    report = verify(contract, stand_in(bug, worlds=False), seed=7)

    assert BUGS[bug] in {finding.layer for finding in report.failures}


def test_a_change_before_the_making_is_noticed_for_no_page_forbids_it(contract, stand_in):
    report = verify(contract, stand_in("changed before it was made"))

    assert "order" in {finding.layer for finding in report.notices}
    assert report.failures == ()


def test_a_faithful_target_that_decides_otherwise_fails_nothing(contract, stand_in):
    report = verify(contract, stand_in("faithful"))

    assert report.failures == ()
    assert {finding.layer for finding in report.notices} >= {"status", "extra", "class"}
    assert report.exit_code == 0


def test_a_target_behind_a_wall_of_401_is_inconclusive(contract, stand_in):
    report = verify(contract, stand_in("wall"))

    assert report.verdict is Verdict.INCONCLUSIVE
    assert "401" in report.stopped
    assert report.requests < 30


@pytest.mark.parametrize("outage", ["down", "moved"])
@pytest.mark.parametrize("mode", Mode)
def test_an_outage_or_a_redirect_breaks_no_clause_before_a_success_was_met(contract, stand_in, outage, mode):
    target = replace(stand_in(outage, worlds=False), emulator=False, mode=mode, limits=Limits(rate=0))

    report = verify(contract, target)

    assert (report.findings, report.verdict, report.exit_code) == ((), Verdict.INCONCLUSIVE, 3)


@pytest.mark.parametrize("outage", ["down", "moved"])
def test_an_outage_of_an_emulator_is_inconclusive_too(contract, stand_in, outage):
    report = verify(contract, stand_in(outage))

    assert (report.findings, report.exit_code) == ((), 3)
    assert any(outcome.reason.endswith("and no success was met") for outcome in report.outcomes)


@pytest.mark.parametrize("guarded", [True, False])
@pytest.mark.parametrize("words", ["not here", "not here, as the contract says it"])
def test_a_wall_of_404_asks_for_the_base_url(contract, stand_in, guarded, words):
    target = replace(stand_in(words, worlds=False), emulator=not guarded, limits=Limits(rate=0))

    report = verify(contract, target)

    words = "is the base URL right? the contract's is https://api.switchboard.example/v1"
    assert (report.stopped, report.exit_code) == (f"the target answers 404 to everything: {words}", 3)
    assert report.findings == ()
    assert report.requests < 30


def test_an_operation_that_the_target_does_not_have_is_one_finding(contract, stand_in):
    report = verify(contract, stand_in("no changes"))

    (found,) = report.failures
    assert (found.expected, found.clause.text) == ("an answer of PATCH /lines/{id}", "there is PATCH /lines/{id}")
    assert found.got == "404: <h1>Not Found</h1>"
    states = {each.case.kind: each.state for each in report.outcomes if each.case.operation == "PATCH /lines/{id}"}
    assert states.pop("served") is State.FAILED
    assert set(states.values()) == {State.UNCHECKED}
    assert report.exit_code == 1


def test_methods_that_the_target_does_not_have_are_a_finding_each(contract, stand_in):
    report = verify(contract, stand_in("only to be listed"))

    missing = {"POST /lines", "PATCH /lines/{id}", "DELETE /lines/{id}"}
    assert sorted(found.expected for found in report.failures) == sorted(f"an answer of {each}" for each in missing)


def test_what_needs_an_unknown_value_is_not_checked(contract, stand_in):
    target = stand_in()
    poor = type(target)(**{**target.__dict__, "known": {}, "fresh": None})

    report = verify(contract, poor, seed=1)

    needing = [outcome for outcome in report.outcomes if "agentId" in outcome.case.needs]
    assert needing
    assert {outcome.state for outcome in needing} == {State.UNCHECKED}
    assert {outcome.reason for outcome in needing} == {
        "needs known.agentId, which exists there: in targets.toml, or --known agentId=VALUE"
    }


def test_a_known_value_that_is_not_known_after_all_is_not_checked(contract, stand_in):
    target = stand_in()
    mistaken = type(target)(
        **{**target.__dict__, "known": {"agentId": ("0b5a3a56-1c3f-4b7d-9a2e-999999999999",)}, "fresh": None}
    )

    report = verify(contract, mistaken, seed=1)

    assert report.failures == ()
    assert [outcome.state for outcome in report.outcomes if outcome.case.kind == "known"] == [State.UNCHECKED]


def test_only_what_was_asked_for_is_played(contract, stand_in):
    report = verify(contract, stand_in(), only=["examples"], operations=["GET /lines"])

    assert [outcome.case.title for outcome in report.outcomes] == ["the exchange both"]


def test_an_operation_that_the_contract_does_not_have_is_a_mistake_of_ours(contract, stand_in):
    with pytest.raises(ConfigError, match="no operation 'GET /trunks'; did you mean GET /lines"):
        verify(contract, stand_in(), operations=["GET /trunks"])


def test_outcomes_are_told_as_they_come(contract, stand_in):
    told: list[Outcome] = []

    report = verify(contract, stand_in(), on_outcome=told.append)

    assert tuple(told) == report.outcomes


def test_a_run_repeats(contract, stand_in):
    first, second = (verify(contract, stand_in(), seed=3) for _ in range(2))

    assert sent_first(first) == sent_first(second)
    assert [outcome.case.id for outcome in first.outcomes] == [outcome.case.id for outcome in second.outcomes]


def sent_first(report):
    """The first request of each case: the later ones hold what the server made up."""
    return [outcome.exchanges[0].request for outcome in report.outcomes if outcome.exchanges]


@pytest.fixture
def unread(contract):
    """The same contract before anybody has read the page: everything in it is assumed."""
    text = contract.document.path.read_text()
    for basis in ("documented", "inferred"):
        text = text.replace(f"basis: {basis}", "basis: assumed")
    return Contract.of(YamlDocument.parse(text, contract.document.path))


def test_a_report_says_when_by_which_version_against_what_and_with_which_seed(contract, stand_in):
    account = replace(stand_in(worlds=False), emulator=False, mode=Mode.READONLY, limits=Limits(rate=0))

    details = [
        verify(contract, target, operations=["list_lines"], seed=seed).details
        for target, seed in ((stand_in(), None), (stand_in(), 7), (account, None))
    ]

    assert [(each.mode, each.seed) for each in details] == [("emulator", SEED), ("emulator", 7), ("readonly", None)]
    assert {(each.tool, each.url, each.command) for each in details} == {(version("voice-emulators"), BASE, "")}
    assert all(each.began and datetime.now(UTC) - each.began < timedelta(minutes=5) for each in details)


def test_a_contract_that_nobody_has_read_a_page_for_can_hold(unread, stand_in):
    report = verify(unread, stand_in())

    assert report.verdict is Verdict.HOLDS
    assert report.successes > 20


def test_a_contract_that_nobody_has_read_a_page_for_fails_nobody_and_proves_nothing_of_whom_it_does_not_fit(
    unread, stand_in
):
    report = verify(unread, stand_in("id is no UUID"), only=("cases",))

    assert report.failures == ()
    assert all(not outcome.success for outcome in report.outcomes if outcome.findings)
    assert report.notices


def test_ctrl_c_ends_a_run_with_a_report_and_takes_away_what_it_made(contract, precious, time):
    board, target = precious()
    seen = []

    async def interrupting(scope, receive, send):
        seen.append(scope["method"])
        if len(set(board.lines) - set(OWN)) and scope["method"] == "POST":
            raise KeyboardInterrupt
        await board.app(scope, receive, send)

    report = verify(contract, replace(target, app=interrupting), clock=time.clock)

    assert (report.interrupted, report.stopped, report.exit_code) == (True, "interrupted", 130)
    assert report.outcomes
    assert board.lines == OWN


def test_ctrl_c_while_it_is_told_ends_a_run_in_the_same_way(contract, precious, time):
    board, target = precious()

    def heard(_outcome):
        if len(board.lines) > len(OWN):
            raise KeyboardInterrupt

    report = verify(contract, target, clock=time.clock, on_outcome=heard)

    assert report.exit_code == 130
    assert board.lines == OWN


def test_a_fault_of_the_harness_is_inconclusive_and_leaves_nothing(contract, precious, time, monkeypatch, caplog):
    board, target = precious()
    evaluate = Evaluator.evaluate

    def faulty(self, case, observation):
        if len(board.lines) > len(OWN):
            raise ZeroDivisionError("planted")
        return evaluate(self, case, observation)

    monkeypatch.setattr(Evaluator, "evaluate", faulty)

    report = verify(contract, target, clock=time.clock)

    assert (report.stopped, report.exit_code) == ("the harness itself failed: ZeroDivisionError: planted", 3)
    assert "planted" in caplog.text
    assert board.lines == OWN
