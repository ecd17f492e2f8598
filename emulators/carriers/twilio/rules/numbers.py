"""The conditions that a request about numbers and what answers them must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import numbers, problems, stock
from emulators.carriers.twilio.rules.ownership import own
from emulators.carriers.twilio.tables import APPLICATIONS, NUMBERS, TRUNKS
from emulators.core import magic
from emulators.core.rule import must

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.rule import Rule


TEST_NUMBER, TEST_AREA, EMPTY_AREA = "+15005550006", "500", "533"
"""What Twilio lists for its test credentials: the number that can be bought, and where it is; an area without numbers."""


@must(problems.NOT_FOUND)
def number_exists(call: Call) -> bool:
    return own(call, NUMBERS, call.params.Sid) is not None


@must(problems.NOT_FOUND)
def application_exists(call: Call) -> bool:
    return own(call, APPLICATIONS, call.params.Sid) is not None


@must(problems.NOT_FOUND)
def numbers_are_sold_in_the_country(call: Call) -> bool:
    return call.params.CountryCode in stock.COUNTRIES


def kind_is_sold_in_the_country(kind: stock.Kind) -> Rule:
    """Returns the rule that there are numbers of this kind in the country, sold or not."""

    @must(problems.NOT_FOUND)
    def kind_is_sold_in_the_country(call: Call) -> bool:
        return kind in stock.kinds_of(call.store, call.params.CountryCode)

    return kind_is_sold_in_the_country


@must(problems.NO_NUMBER_NAMED)
def number_or_area_code_is_given(call: Call) -> bool:
    return bool(call.body.PhoneNumber or call.body.AreaCode)


@must(problems.BAD_NUMBER)
def number_is_valid(call: Call) -> bool:
    return wanted(call) != magic.INVALID


@must(problems.NOT_AVAILABLE)
def number_is_available(call: Call) -> bool:
    """Test credentials find the one number that Twilio lists for them; everybody else what nobody else has."""
    number = wanted(call)
    if not number:
        return True
    if call.principal.details["test_credentials"]:
        return number == TEST_NUMBER
    holders = {row["account_sid"] for row in call.store.select(NUMBERS, {"phone_number": number})}
    return number != magic.NOT_OWNED and holders <= {call.principal.tenant}


@must(problems.NONE_IN_AREA)
def area_has_numbers(call: Call) -> bool:
    return bool(wanted(call)) or call.body.AreaCode != EMPTY_AREA


@must(problems.NO_SUCH_ACCOUNT)
def number_stays_with_the_account(call: Call) -> bool:
    return call.body.AccountSid in (None, call.principal.tenant)


@must(problems.NO_SUCH_APPLICATION)
def application_is_ours(call: Call) -> bool:
    sid = call.body.VoiceApplicationSid
    return not sid or own(call, APPLICATIONS, sid) is not None


@must(problems.NO_SUCH_TRUNK)
def trunk_is_ours(call: Call) -> bool:
    sid = call.body.TrunkSid
    return not sid or own(call, TRUNKS, sid) is not None


@must(problems.NO_SUCH_NUMBER)
def number_is_ours(call: Call) -> bool:
    return own(call, NUMBERS, call.body.PhoneNumberSid) is not None


@must(problems.WRITE_FAILS)
def number_may_be_written(call: Call) -> bool:
    return _may_be_written(call, call.params.Sid)


@must(problems.WRITE_FAILS)
def attached_number_may_be_written(call: Call) -> bool:
    return _may_be_written(call, call.body.PhoneNumberSid)


def _may_be_written(call: Call, sid: str) -> bool:
    row = own(call, NUMBERS, sid) or {}
    return not call.principal.details["refuses_webhooks"] and row.get("phone_number") != magic.WRITE_FAILS


def wanted(call: Call) -> str:
    """Returns the number that a purchase names, in E.164; empty where it names an area code that leaves the choice open."""
    named = numbers.normalize(call.body.PhoneNumber or "")
    return named or (TEST_NUMBER if call.body.AreaCode == TEST_AREA else "")
