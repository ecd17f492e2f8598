import pytest

from emulators.core.carrier import Account, CarrierFailure, SipTrunk, Webhook
from emulators.core.second_hop import AskedCarrier, Question

ACCOUNT = Account("id", "secret")
NUMBER = "+15550100001"


class Carrier:
    """Knows no account, makes one trunk, and takes no webhook."""

    def authenticate(self, _account: Account) -> bool:
        return False

    def owns(self, _account: Account, _number: str) -> bool:
        return True

    def configure_webhook(self, _account: Account, _number: str, _webhook: Webhook) -> None:
        raise CarrierFailure("not now")

    def release_webhook(self, _account: Account, _number: str) -> None:
        return None

    def create_trunk(self, _account: Account, _trunk: SipTrunk) -> tuple[str, ...]:
        return ("a", "b")

    def delete_trunk(self, _account: Account, _made: tuple[str, ...]) -> None:
        return None


QUESTIONS = [
    (lambda carrier: carrier.authenticate(ACCOUNT), False, ("authenticate", "", "no")),
    (lambda carrier: carrier.owns(ACCOUNT, NUMBER), True, ("owns", NUMBER, "yes")),
    (lambda carrier: carrier.release_webhook(ACCOUNT, NUMBER), None, ("release_webhook", NUMBER, "done")),
    (
        lambda carrier: carrier.create_trunk(ACCOUNT, SipTrunk("t", NUMBER)),
        ("a", "b"),
        ("create_trunk", NUMBER, "made a, b"),
    ),
    (lambda carrier: carrier.delete_trunk(ACCOUNT, ("a", "b")), None, ("delete_trunk", "a, b", "done")),
]


@pytest.mark.parametrize(("ask", "answer", "kept"), QUESTIONS, ids=[each[2][0] for each in QUESTIONS])
def test_a_question_is_answered_by_the_carrier_and_kept_with_its_answer(ask, answer, kept) -> None:
    questions: list[Question] = []

    answered = ask(AskedCarrier("twilio", Carrier(), questions))

    method, about, said = kept
    assert (answered, questions) == (answer, [Question("twilio", method, ACCOUNT, about, said)])


def test_a_failure_is_kept_and_goes_on_its_way() -> None:
    questions: list[Question] = []
    webhook = Webhook("name", "https://example.com/voice", "https://example.com/status")

    with pytest.raises(CarrierFailure, match="not now"):
        AskedCarrier("twilio", Carrier(), questions).configure_webhook(ACCOUNT, NUMBER, webhook)

    about = f"{NUMBER} -> https://example.com/voice"
    assert questions == [Question("twilio", "configure_webhook", ACCOUNT, about, "failed: not now")]
