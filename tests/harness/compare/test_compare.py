"""Two targets are asked the very same, and the one that is wrong is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from harness.switchboard import AGENT

from emulators.harness.client.target import Mode
from emulators.harness.compare.attribution import Attribution
from emulators.harness.compare.baseline import Baseline, KnownDifference, Standing
from emulators.harness.compare.compare import compare
from emulators.harness.compare.report import record, text
from emulators.harness.compare.sent_values import tokens_of_sent_values
from emulators.harness.errors import ConfigError
from emulators.harness.model.exchange import Exchange, HttpRequest, HttpResponse

TODAY = date(2026, 11, 21)
BUGS = [
    "403 for no key",
    "another default",
    "another envelope on 409",
    "auth not enforced",
    "delete does nothing",
    "duplicates accepted",
    "list forgets",
    "no createdAt",
    "plain text on 404",
    "token echoed",
    "trunk refused",
]


@pytest.fixture
def sides(stand_in):
    """Makes two emulators: a good one, and one that does some things wrong."""

    def make(*wrong: str):
        return _named("good", stand_in), _named("bad", lambda: stand_in(*wrong))

    return make


@pytest.fixture
def vendor(stand_in):
    """Makes a vendor's account with nothing in it."""

    def make(*wrong: str):
        return replace(stand_in(*wrong, worlds=False), name="vendor", emulator=False, is_vendor=True)

    return make


def _named(name, make):
    return replace(make(), name=name, fresh=lambda: _named(name, make))


def test_the_same_twice_does_not_differ(contract, sides, frozen):
    found = compare(contract, *sides(), frozen=frozen, today=TODAY)

    assert (found.drifts, found.exit_code) == ((), 0)
    assert found.count(Attribution.NOBODY) == len(found.pairs) > 250
    assert (found.noise.tried, found.noise.places) == (len(found.pairs), frozenset())


@pytest.mark.parametrize("bug", BUGS)
def test_the_one_that_is_wrong_is_named(contract, sides, bug):
    found = compare(contract, *sides(bug), today=TODAY)

    assert found.exit_code == 1
    assert Attribution.RIGHT in {drift.attribution for drift in found.drifts}
    assert Attribution.LEFT not in {drift.attribution for drift in found.drifts}


def test_nobody_is_wrong_where_the_contract_does_not_say(contract, sides):
    found = compare(contract, *sides("faithful"), today=TODAY)

    assert {drift.attribution for drift in found.drifts} == {Attribution.UNDECIDED}


def test_a_vendor_is_right_and_the_contract_is_to_be_changed(contract, sides, vendor):
    good, _ = sides()
    found = compare(contract, good, _unlimited(vendor("port 65536 accepted")), operations=["create_line"], today=TODAY)

    (strict,) = [drift for drift in found.drifts if drift.attribution is Attribution.STRICT]
    assert (strict.difference.left, strict.difference.right) == ("400", "201")
    assert strict.clause.pointer.endswith("/port/maximum")


def test_of_two_equals_the_contract_judges(contract, sides, vendor):
    good, _ = sides()
    other = replace(_unlimited(vendor("port 65536 accepted")), is_vendor=False, name="other")

    found = compare(contract, good, other, operations=["create_line"], today=TODAY)

    (wrong,) = [drift for drift in found.drifts if drift.difference.kind == "status"]
    assert (wrong.attribution, wrong.why) == (
        Attribution.RIGHT,
        "good refuses, other accepts: the contract says reject, so other is wrong",
    )
    assert "vendor" not in text(found)


@pytest.mark.parametrize("seed", [None, 7])
def test_a_baseline_repeats_on_a_target_that_keeps_what_it_was_sent(contract, sides, vendor, seed):
    good, _ = sides()
    other = _unlimited(vendor("port 65536 accepted", "delete does nothing"))
    first = compare(contract, good, other, seed=seed, today=TODAY)
    known = Baseline({each.fingerprint: each for each in first.entries("somebody", "why")})

    second = compare(contract, good, other, seed=seed, baseline=known, today=TODAY)

    assert len(first.standing(Standing.NEW)) >= 1
    assert second.standing(Standing.NEW) == ()
    assert (second.exit_code, second.fixed) == (0, ())


def test_both_sides_are_sent_the_same_where_one_of_them_cannot_take_what_is_printed(contract, sides, vendor):
    good, _ = sides()

    found = compare(contract, good, replace(_unlimited(vendor()), numbers=()), today=TODAY)

    sent = [
        [[each.values for each in side.outcome.exchanges] for side in (pair.left, pair.right)]
        for pair in found.pairs
        if pair.attribution is not Attribution.INCONCLUSIVE
    ]
    assert len(sent) > 100
    assert [left for left, _ in sent] == [right for _, right in sent]
    assert found.drifts == ()


def test_what_differs_only_because_each_side_was_sent_its_own_is_no_difference(contract, sides, vendor):
    good, _ = sides()
    other = replace(_unlimited(vendor()), known={"agentId": (AGENT,), "number": ("+14155552671",)}, numbers=())

    found = compare(contract, good, other, seed=7, today=TODAY)

    assert [each for each in found.drifts if each.difference.kind == "value"] == []


def _exchange(path: str, values: object) -> Exchange:
    return Exchange("create_line", HttpRequest("POST", path, {}), HttpResponse(201, {}, b""), values)


def test_values_at_the_same_place_of_both_requests_have_the_same_token():
    left = _exchange("/lines/a%20b?kind=x&same=1", {"number": "+12025550101", "list": [{"id": "one"}], "port": 1})
    right = _exchange("/lines/c?kind=y&same=1&more=2", {"number": "+12025550102", "list": [{"id": "two"}], "port": 2})

    tokens = tokens_of_sent_values([left], [right])

    assert tokens[0] == {
        "a b": "<sent 0 segment 2>",
        "x": "<sent 0 query kind>",
        "+12025550101": "<sent 0/number>",
        "12025550101": "<sent 0/number without its plus>",
        "one": "<sent 0/list/0/id>",
    }
    assert sorted(tokens[1].values()) == sorted(tokens[0].values())


def test_an_emulator_that_is_not_like_the_vendor_is_wrong(contract, sides, vendor):
    _, bad = sides("port 65535 refused")
    found = compare(contract, bad, _unlimited(vendor()), operations=["create_line"], today=TODAY)

    assert Attribution.LEFT in {drift.attribution for drift in found.drifts}
    assert {drift.attribution for drift in found.drifts} <= {Attribution.LEFT, Attribution.UNDECIDED}


def test_a_side_that_is_too_busy_concludes_nothing(contract, sides):
    found = compare(contract, *sides("too busy"), today=TODAY)

    assert (found.drifts, found.exit_code) == ((), 3)
    assert found.count(Attribution.INCONCLUSIVE) == len(found.pairs)
    assert found.reasons["bad: it answered 429"] > 100


def test_what_differs_between_a_side_and_itself_counts_nowhere(contract, stand_in):
    moods = iter(range(10_000))

    def moody():
        target = stand_in() if next(moods) % 2 else stand_in("another default")
        return replace(target, fresh=moody)

    found = compare(contract, moody(), stand_in(), today=TODAY)

    assert ("POST /lines", "value", "/data/kind") in found.noise.places
    assert not [drift for drift in found.drifts if drift.difference.pointer == "/data/kind"]
    assert "not compared: POST /lines value /data/kind" in text(found)


def test_both_sides_get_the_same_numbers_and_each_its_own_known_values(contract, stand_in, sides):
    left, right = sides()
    elsewhere = replace(right, known={"agentId": ("7d9f3c52-0000-4000-8000-000000000001",)}, fresh=None)

    found = compare(contract, left, replace(elsewhere, app=stand_in("any agent").app), only=["cases"], today=TODAY)

    assert not [drift for drift in found.drifts if drift.difference.pointer in ("/data/number", "/data/agentId")]


def test_what_is_known_is_known_until_it_expires_and_fixed_when_it_is_gone(contract, sides):
    new = compare(contract, *sides("port 65536 accepted"), today=TODAY)
    (entry,) = new.entries("somebody", "it is being mended", date(2026, 12, 31))
    baseline = Baseline({entry.fingerprint: entry})

    known = compare(contract, *sides("port 65536 accepted"), baseline=baseline, today=TODAY)
    expired = compare(contract, *sides("port 65536 accepted"), baseline=baseline, today=date(2027, 1, 1))
    fixed = compare(contract, *sides(), baseline=baseline, today=TODAY)
    elsewhere = compare(contract, *sides(), baseline=baseline, operations=["list_lines"], today=TODAY)

    assert [(each.drifts[0].standing, each.exit_code) for each in (new, known, expired)] == [
        (Standing.NEW, 1),
        (Standing.KNOWN, 0),
        (Standing.EXPIRED, 1),
    ]
    assert (fixed.fixed, fixed.exit_code) == ((entry,), 0)
    assert elsewhere.fixed == ()
    assert f"FIXED {entry.fingerprint}" in text(fixed)


def test_the_report_names_the_line_of_the_contract_and_both_requests(contract, sides):
    found = compare(contract, *sides("port 65536 accepted"), today=TODAY)

    shown = text(found)
    (drift,) = json.loads(record(found))["drifts"]

    assert "switchboard.yaml:" in shown
    assert "bad is wrong" in shown
    assert shown.count("curl -sS -X POST") == 2
    assert (drift["standing"], drift["attribution"], drift["left"], drift["right"]) == ("new", "right", "400", "201")


def test_secrets_stay_in(contract, sides):
    found = compare(contract, *sides("token echoed"), today=TODAY)

    assert "secret-token-of-a-test" not in text(found) + record(found)


def test_an_unknown_operation_is_a_mistake(contract, sides):
    with pytest.raises(ConfigError, match="no operation 'ring_line'"):
        compare(contract, *sides(), operations=["ring_line"])


def _unlimited(target):
    limits = replace(target.limits, requests=10_000, creates=10_000, rate=0)
    return replace(target, limits=limits, mode="provision")


def test_an_entry_says_who_answers_for_it(contract, sides):
    found = compare(contract, *sides("label of 21"), operations=["change_line"], today=TODAY)

    (entry,) = found.entries("somebody", "why")

    assert entry == KnownDifference(
        found.drifts[0].fingerprint,
        "somebody",
        "why",
        None,
        found.drifts[0].case.id,
        "PATCH /lines/{id}, label: 21 characters (maxLength): refused: status",
    )


def test_a_comparison_says_when_by_which_version_and_how_each_side_was_asked(contract, sides, vendor):
    good, _ = sides()
    other = replace(_unlimited(vendor()), mode=Mode.READONLY)
    found = compare(contract, good, other, operations=["list_lines"], today=TODAY)
    found = replace(
        found, details=tuple(replace(each, command="emulators compare switchboard") for each in found.details)
    )

    lines = text(found).splitlines()
    runs = json.loads(record(found))["runs"]

    assert [each.split(":")[0] for each in lines[1:7]] == [
        "  began", "  by", "  url", "  seed", "  command", "  left",
    ]  # fmt: skip
    assert lines[6:8] == ["  left: mode emulator", "  right: mode readonly"]
    assert [(each["mode"], each["seed"], each["command"]) for each in runs] == [
        ("emulator", None, "emulators compare switchboard"),
        ("readonly", None, "emulators compare switchboard"),
    ]


def test_a_comparison_tells_what_it_is_doing_and_how_far_it_is(contract, sides):
    told: list[tuple[str, int]] = []
    steps: list[int] = []

    compare(
        contract,
        *sides(),
        operations=["list_lines"],
        today=TODAY,
        on_stage=lambda *stage: told.append(stage),
        on_step=lambda: steps.append(len(told)),
    )

    assert [what for what, _ in told] == ["cases, good", "cases, bad", "cases, good once more"]
    assert [steps.count(stage) for stage in (1, 2, 3)] == [total for _, total in told]
