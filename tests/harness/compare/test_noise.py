"""What differs between a target and itself says nothing of another."""

from __future__ import annotations

from dataclasses import replace

from harness.one_case import case

from emulators.harness.compare.differences import Difference
from emulators.harness.compare.noise import Noise, repeatable_cases
from emulators.harness.testcases.case import Risk

READ, WRITE = case(risk=Risk.READ), case(risk=Risk.PROVISION)
LONG = replace(READ, steps=READ.steps * 2)


def test_noise_is_the_same_at_every_index_and_nowhere_else():
    noise = Noise.of("a", 1, [(READ, Difference("value", "/data/0/name", "1", "2"))])

    assert noise.has(READ, Difference("value", "/data/7/name", "3", "4"))
    assert not noise.has(READ, Difference("missing", "/data/0/name", "1", "2"))
    assert not noise.has(READ, Difference("value", "/data/0/name2", "1", "2"))
    assert not noise.has(replace(READ, operation="GET /lines"), Difference("value", "/data/0/name", "1", "2"))


def test_a_target_with_fresh_data_can_be_sent_all_twice_and_any_other_only_reads(stand_in):
    cases = [READ, WRITE, LONG]

    assert repeatable_cases(stand_in(), cases) == cases
    assert repeatable_cases(stand_in(worlds=False), cases) == [READ]


def test_an_account_that_matters_is_not_sent_many_reads_twice(precious):
    _, target = precious()

    assert len(repeatable_cases(target, [READ] * 100)) < 100
