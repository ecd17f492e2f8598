import pytest

from emulators.core.provenance import assumed
from emulators.core.settings import BadSetting, Setting, Settings

STRICT = Setting("strict", default=True, examples=False, provenance=assumed("an example"))
STATUS = Setting("status", default=201, choices=(200, 201), provenance=assumed("an example"))
MODE = Setting("mode", default="accept", choices=("accept", "refuse"), provenance=assumed("an example"))
URL = Setting("url", default="", provenance=assumed("an example"))
DECLARED = (STRICT, STATUS, MODE)


def values(settings: Settings) -> dict[str, object]:
    return {setting.name: settings[setting] for setting in settings}


def test_settings_begin_with_their_defaults() -> None:
    assert values(Settings(DECLARED, {})) == {"strict": True, "status": 201, "mode": "accept"}


def test_the_profile_changes_only_what_the_samples_need() -> None:
    settings = Settings(DECLARED, {}, "examples")

    assert values(settings) == {"strict": False, "status": 201, "mode": "accept"}


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("strict", "false", False),
        ("strict", True, True),
        ("status", "200", 200),
        ("status", 200, 200),
        ("mode", "refuse", "refuse"),
    ],
    ids=str,
)
def test_a_value_is_taken_from_json_or_from_the_command_line(name, given, value) -> None:
    assert values(Settings(DECLARED, {name: given}))[name] is value


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"strict": 1}, "strict takes one of true, false, not 1"),
        ({"status": 204}, "status takes one of 200, 201, not 204"),
        ({"status": True}, "status takes one of 200, 201, not True"),
        ({"mode": None}, "mode takes one of accept, refuse, not None"),
        ({"other": 1}, "no setting 'other' here; there is strict, status, mode"),
    ],
    ids=str,
)
def test_a_value_that_a_setting_does_not_take_is_refused_in_words(given, words) -> None:
    with pytest.raises(BadSetting, match=words):
        Settings(DECLARED, given)


def test_an_emulator_without_settings_says_so() -> None:
    with pytest.raises(BadSetting, match="there is none at all"):
        Settings((), {"other": 1})


def test_a_text_may_be_anything_up_to_its_limit() -> None:
    assert Settings((URL,), {"url": "http://127.0.0.1"})[URL] == "http://127.0.0.1"


@pytest.mark.parametrize("given", [1, "x" * 2_001], ids=["number", "too long"])
def test_a_text_that_is_none_or_too_long_is_refused(given) -> None:
    with pytest.raises(BadSetting, match="url takes a text of at most 2000 characters"):
        Settings((URL,), {"url": given})


def test_a_status_is_the_declared_number_or_the_settings() -> None:
    settings = Settings(DECLARED, {"status": 200})

    assert [settings.status(404), settings.status(STATUS)] == [404, 200]
