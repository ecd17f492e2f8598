import sample_vendor

from emulators.core.discovery import discover
from emulators.core.problem import Problem, Refusal
from emulators.core.provenance import Basis, assumed, documented, inferred


def test_secrets_are_the_marked_fields_and_columns_and_the_credentials_headers() -> None:
    assert sample_vendor.emulator.secrets == {"secret", "authorization"}


def test_the_base_path_is_what_stays_when_a_client_swaps_the_host() -> None:
    assert sample_vendor.emulator.base_path == "/v1"


def test_every_behaviour_is_listed_with_its_basis() -> None:
    behaviours = dict(sample_vendor.emulator.behaviours())

    assert behaviours["number"].basis == Basis.DOCUMENTED
    assert {
        "POST /v1/numbers",
        "barred",
        "{number} is taken",
        "requires label",
        "who are you",
        "setting created_status",
    } <= behaviours.keys()


def test_vendors_are_found_before_carriers_each_in_order() -> None:
    found = [(emulator.kind, emulator.name) for emulator in discover()]

    assert found == sorted(found, key=lambda pair: (pair[0] != "vendor", pair[1]))
    assert {kind for kind, _ in found} == {"vendor", "carrier"}


def test_a_basis_is_said_with_its_source() -> None:
    known = [documented("words"), inferred("page"), assumed("reason")]

    assert [(each.basis, each.cite) for each in known] == [
        ("documented", "words"),
        ("inferred", "page"),
        ("assumed", "reason"),
    ]


def test_a_refusals_message_is_filled_only_with_what_it_was_given() -> None:
    problem = Problem(409, "{number} is taken", assumed("an example"))

    assert [Refusal(problem, number="+1").message, Refusal(problem).message] == ["+1 is taken", "{number} is taken"]
