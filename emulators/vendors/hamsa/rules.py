"""Declares the conditions that must hold for a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core import magic
from emulators.core.carrier import Account
from emulators.core.problem import Refusal
from emulators.core.provenance import documented
from emulators.core.rule import Required, must
from emulators.vendors.hamsa import problems
from emulators.vendors.hamsa.settings import CHECK_CARRIER, SIP_TYPE, TAKE_OVER, TYPE_REQUIRED
from emulators.vendors.hamsa.tables import PHONE_NUMBERS, VOICE_AGENTS

if TYPE_CHECKING:
    from emulators.core.call import Call


CONDITIONS = (
    Required(
        ("type",),
        documented("type enum<string> required"),
        lambda _body, settings: settings[TYPE_REQUIRED],
    ),
    Required(
        ("twilioAccountSid", "twilioAuthToken"),
        documented("twilioAccountSid string required, twilioAuthToken string required"),
        lambda body, settings: body.get("type", "TWILIO") != "SIP" or not settings[SIP_TYPE],
    ),
)


@must(problems.TWILIO_REFUSES)
def twilio_accepts_the_credentials(call: Call) -> bool:
    return not asks_twilio(call) or call.carrier("twilio").authenticate(twilio_account(call))


@must(problems.NOT_OWNED)
def twilio_account_owns_the_number(call: Call) -> bool:
    """Holds where the account owns the number, or nobody asks. Raises `Refusal` for a number that Twilio calls invalid."""
    owned = not asks_twilio(call) or call.carrier("twilio").owns(twilio_account(call), call.body.phoneNumber)
    if not owned and call.body.phoneNumber == magic.INVALID:
        raise Refusal(problems.NOT_VALID)
    return owned


@must(problems.NO_SUCH_NUMBER)
def phone_number_exists(call: Call) -> bool:
    return own_number(call) is not None


@must(problems.NO_SUCH_AGENT)
def agent_exists(call: Call) -> bool:
    return call.store.find(VOICE_AGENTS, id=call.body.voiceAgentId, userId=call.principal.tenant) is not None


@must(problems.NUMBER_ASSIGNED)
def number_has_no_other_agent(call: Call) -> bool:
    agent = (own_number(call) or {}).get("voiceAgentId")
    return call.setting(TAKE_OVER) or agent in (None, call.body.voiceAgentId)


def asks_twilio(call: Call) -> bool:
    """Returns whether Twilio is asked about this number."""
    return call.setting(CHECK_CARRIER) and call.body.type == "TWILIO"


def twilio_account(call: Call) -> Account:
    """Returns the Twilio credentials of the body."""
    return Account(call.body.twilioAccountSid, call.body.twilioAuthToken)


def own_number(call: Call) -> dict[str, Any] | None:
    """Returns the user's number that the request names, by `pid` in the query or by `phoneNumber` in the body, or
    None."""
    named = {"id": call.query.pid} if call.query else {"number": call.body.phoneNumber}
    return call.store.find(PHONE_NUMBERS, userId=call.principal.tenant, **named)
