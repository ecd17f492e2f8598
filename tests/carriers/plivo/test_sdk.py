"""The official Python SDK drives the emulator over a socket, as a user's code would. P1 to P5 are what it insists on."""

from __future__ import annotations

import httpx
import pytest
from plivo import exceptions

from emulators.carriers.plivo import seed

NUMBER, SPARE, TOLL_FREE = "12125550101", "12125550102", "18005550103"


@pytest.fixture
def choose(served, space):
    """Sets one of the emulator's settings."""

    def choose(**settings: object) -> None:
        httpx.put(f"{served}/~{space}/__admin/settings", json={"plivo": settings}).raise_for_status()

    return choose


def shown(resource: object) -> dict[str, object]:
    """Everything that the SDK read from the body, but for what is new every time."""
    return {name: value for name, value in vars(resource).items() if name not in ("client", "_name", "api_id")}


# The account


def test_the_account_is_fetched(client) -> None:
    account = client.account.get()

    assert (account.auth_id, account.billing_mode, account.cash_credits) == (seed.DEMO, "prepaid", "25.00000")


def test_every_answer_has_an_api_id_of_version_1(client) -> None:
    assert client.account.get().api_id[14] == "1"


@pytest.mark.parametrize(
    ("auth_id", "auth_token", "error"),
    [
        pytest.param(seed.DEMO, "wrong-token", exceptions.AuthenticationError, id="wrong_token"),
        pytest.param("MA" + "X" * 18, "plivo-demo-token", exceptions.AuthenticationError, id="unknown_account"),
        pytest.param("MASUSPENDED000000001", "plivo-suspended-token", exceptions.ForbiddenError, id="suspended"),
        pytest.param("MARATELIMITED0000001", "plivo-limited-token", exceptions.PlivoRestError, id="rate_limited"),
    ],
)
@pytest.mark.parametrize("ask", ["account.get", "numbers.list", "applications.list"])
def test_an_account_that_fails_on_purpose_raises_the_sdks_own_exception(
    connect, auth_id, auth_token, error, ask
) -> None:
    resource, method = ask.split(".")

    with pytest.raises(exceptions.PlivoRestError) as caught:
        getattr(getattr(connect(auth_id, auth_token), resource), method)()

    assert type(caught.value) is error


# Numbers


def test_a_number_is_fetched_with_and_without_its_plus(client) -> None:
    assert shown(client.numbers.get(NUMBER)) == shown(client.numbers.get(f"+{NUMBER}"))


def test_a_number_shows_its_application_and_its_dates(client) -> None:
    number = client.numbers.get(NUMBER)

    assert number.application == f"/v1/Account/{seed.DEMO}/Application/{seed.DEMO_APP}/"
    assert (number.added_on, number.renewal_date) == ("2024-01-15", "2024-02-15")


@pytest.mark.parametrize("number", ["12125550199", "12125550190", "15005550000"], ids=["nobodys", "others", "magic"])
def test_a_number_that_is_not_owned_is_not_found(client, number) -> None:
    with pytest.raises(exceptions.ResourceNotFoundError, match="not found"):
        client.numbers.get(number)


def test_the_magic_invalid_number_is_invalid(client) -> None:
    with pytest.raises(exceptions.ValidationError):
        client.numbers.get("15005550001")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [NUMBER, SPARE, TOLL_FREE]),
        ({"limit": 2}, [NUMBER, SPARE]),
        ({"limit": 2, "offset": 2}, [TOLL_FREE]),
        ({"number_startswith": "1212"}, [NUMBER, SPARE]),
        ({"type": "tollfree"}, [TOLL_FREE]),
        ({"alias": "Toll-free"}, [TOLL_FREE]),
        ({"services": ["voice", "sms"]}, [NUMBER, SPARE, TOLL_FREE]),
        ({"services": ["voice", "mms"]}, []),
        ({"subaccount": "SA" + "X" * 18}, []),
    ],
    ids=str,
)
def test_numbers_are_listed_by_every_filter(client, filters, expected) -> None:
    assert [number.number for number in client.numbers.list(**filters)] == expected


def test_numbers_are_walked_over_several_pages(connect) -> None:
    client = connect(seed.ANY_NUMBER, "plivo-any-token")
    expected = [f"121255501{last:02}" for last in range(45)]
    for number in expected:
        client.numbers.get(number)
    client.answers.clear()

    assert [number.number for number in client.numbers] == expected
    assert [answer.json()["meta"]["next"] is None for answer in client.answers] == [False, False, True]


def test_a_number_is_pointed_at_an_application_and_off_it_again(client) -> None:
    answer = client.numbers.update(SPARE, app_id=seed.DEMO_APP, alias="Support")

    assert answer.message == "changed"
    assert client.numbers.get(SPARE).application.endswith(f"/Application/{seed.DEMO_APP}/")
    assert client.numbers.get(SPARE).alias == "Support"


def test_a_number_is_not_pointed_at_somebody_elses_application(client) -> None:
    with pytest.raises(exceptions.ValidationError, match="app_id"):
        client.numbers.update(SPARE, app_id=seed.OTHER_APP)

    assert client.numbers.get(SPARE).application is None


def test_a_number_given_back_is_gone(client) -> None:
    client.numbers.delete(SPARE)

    with pytest.raises(exceptions.ResourceNotFoundError):
        client.numbers.get(SPARE)
    assert len(client.numbers.list()) == 2


def test_an_account_that_owns_any_number_owns_none_that_it_gave_back(connect) -> None:
    client = connect(seed.ANY_NUMBER, "plivo-any-token")
    client.numbers.delete(NUMBER)

    with pytest.raises(exceptions.ResourceNotFoundError):
        client.numbers.get(NUMBER)


# Applications


def test_an_application_lives(client) -> None:
    made = client.applications.create("Support", answer_url="http://127.0.0.1:9000/answer")
    fetched = client.applications.get(made.app_id)

    assert (made.message, len(made.app_id)) == ("created", 17)
    assert (fetched.app_name, fetched.answer_method, fetched.hangup_url) == ("Support", "POST", "")
    assert fetched.sip_uri == f"sip:{made.app_id}@app.plivo.com"

    changed = client.applications.update(made.app_id, answer_url="http://localhost:9000/other", answer_method="GET")
    fetched = client.applications.get(made.app_id)

    assert changed.message == "changed"
    assert (fetched.answer_url, fetched.answer_method) == ("http://localhost:9000/other", "GET")

    client.applications.delete(made.app_id, cascade=False)

    with pytest.raises(exceptions.ResourceNotFoundError):
        client.applications.get(made.app_id)


def test_an_application_is_found_by_its_name(client) -> None:
    client.applications.create("Support", answer_url="http://127.0.0.1:9000/answer")

    assert [each.app_name for each in client.applications.list(app_name="Support")] == ["Support"]
    assert len(client.applications.list()) == 2


def test_applications_are_walked_over_several_pages(client) -> None:
    for number in range(40):
        client.applications.create(f"app-{number}", answer_url="http://127.0.0.1:9000/answer")
    client.answers.clear()

    assert len(list(client.applications)) == 41
    assert len(client.answers) == 3


def test_deleting_an_application_takes_its_numbers_off_it(client) -> None:
    client.applications.delete(seed.DEMO_APP)

    assert client.numbers.get(NUMBER).application is None


def test_a_name_with_a_space_is_refused_by_name(client) -> None:
    with pytest.raises(exceptions.ValidationError, match="app_name"):
        client.applications.create("my application", answer_url="http://127.0.0.1:9000/answer")


def test_somebody_elses_application_is_not_found(client) -> None:
    with pytest.raises(exceptions.ResourceNotFoundError):
        client.applications.get(seed.OTHER_APP)


# What the SDK insists on


@pytest.mark.parametrize("auth_id", [seed.PLACEHOLDER, "MASHORT", "XX" + "0" * 18])
def test_p1_an_auth_id_of_another_form_never_reaches_the_server(connect, auth_id) -> None:
    with pytest.raises(exceptions.AuthenticationError, match="Invalid auth_id"):
        connect(auth_id)


def test_p2_a_refusal_as_json_would_crash_the_sdks_lists(connect, choose) -> None:
    choose(unauthorized_as_json=True)
    client = connect(seed.DEMO, "wrong-token")

    with pytest.raises(exceptions.AuthenticationError, match="does not accept"):
        client.account.get()
    with pytest.raises(AttributeError, match="objects"):
        client.numbers.list()


def test_p3_a_failure_is_asked_for_three_times_at_applications_and_once_at_numbers(connect, capsys) -> None:
    client = connect("MAREFUSESWRITES00001", "plivo-readonly-token")

    with pytest.raises(exceptions.PlivoServerError):
        client.applications.create("Support", answer_url="http://127.0.0.1:9000/answer")
    assert [answer.status_code for answer in client.answers] == [500, 500, 500]
    assert capsys.readouterr().out.count("Fallback for URL") == 3

    client.answers.clear()
    with pytest.raises(exceptions.PlivoServerError, match="was not made"):
        client.numbers.update(NUMBER, alias="Support")
    assert [answer.status_code for answer in client.answers] == [500]


def test_p3_the_magic_number_fails_its_write_at_any_account(client) -> None:
    assert client.numbers.get("15005550002").number == "15005550002"
    with pytest.raises(exceptions.PlivoServerError, match="was not made"):
        client.numbers.update("15005550002", app_id=seed.DEMO_APP)


def test_p4_too_many_requests_lose_their_words(connect) -> None:
    client = connect("MARATELIMITED0000001", "plivo-limited-token")

    with pytest.raises(exceptions.PlivoRestError, match="status code 429"):
        client.account.get()
    assert client.answers[0].json()["error"] == "too many requests"


def test_p5_a_longer_page_never_reaches_the_server(client) -> None:
    with pytest.raises(exceptions.ValidationError):
        client.numbers.list(limit=21)

    assert client.answers == []
