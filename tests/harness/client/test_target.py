"""A target is read from `targets.toml`, and every mistake in it is one clear line."""

from __future__ import annotations

import pytest

from emulators.harness.client.target import Limits, Mode, NetworkOptions, Target
from emulators.harness.client.targets_file import find, load
from emulators.harness.client.transport import open_transport
from emulators.harness.errors import ConfigError

GOOD = """
[staging]
contract = "chorus"
url = "https://staging.example/v1"
headers = {Authorization = "Bearer ${API_KEY}", X-Tenant = "t-1"}
numbers = ["+14155552671"]
mode = "provision"
profile = "examples"

[staging.known]
agentId = "a-1"
accSId = ["AC1", "${SID}"]

[staging.foreign]
agentId = "a-2"

[staging.limits]
requests = 10
rate = 0.5
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "targets.toml"
        path.write_text(text)
        return path

    return write


def test_everything_that_is_written_is_read(written):
    path = written(GOOD)

    target = load("staging", path, {"API_KEY": "k-123456", "SID": "AC2"})

    assert target == Target(
        name="staging",
        url="https://staging.example/v1",
        headers={"Authorization": "Bearer k-123456", "X-Tenant": "t-1"},
        shown={"Authorization": "Bearer $API_KEY"},
        known={"agentId": ("a-1",), "accSId": ("AC1", "AC2")},
        foreign={"agentId": ("a-2",)},
        numbers=("+14155552671",),
        mode=Mode.PROVISION,
        limits=Limits(requests=10, rate=0.5),
        profile="examples",
        origin=(str(path), 2),
    )


def test_a_target_that_says_little_has_the_default_limits(written):
    target = load("plain", written('[plain]\nurl = "https://plain.example"\n'), {})

    assert (target.mode, target.limits, target.numbers, target.is_guarded) == (
        Mode.NO_PROVISION,
        Limits(requests=60, creates=3, rate=1.0, seconds=600.0),
        (),
        True,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[other]\n", "there is no [staging] in it; there are other"),
        ("[stagings]\n", "there is no [staging] in it; did you mean stagings?"),
        ("[staging\n", "is not TOML"),
        ("[staging]\n", "[staging] url: is missing"),
        ("[staging]\nurl = 1\n", "[staging] url: must be a text"),
        ("[staging]\nurl = 'ftp://x'\n", "the url must be http(s)://host[:port][/path], not 'ftp://x'"),
        ("[staging]\nurl = 'http://x'\ncolour = 1\n", "[staging] colour: is no setting; there are contract, url"),
        ("[staging]\nurl = 'http://x'\nnumber = []\n", "[staging] number: is no setting; did you mean numbers?"),
        (
            "[staging]\nurl = 'http://x'\nnumbers = ['6505550100']\n",
            "[staging] numbers: '6505550100' is not in E.164 form, such as +16505550100",
        ),
        (
            "[staging]\nurl = 'http://x'\nmode = 'noprovision'\n",
            "[staging] mode: must be one of readonly, no-provision, provision; did you mean no-provision?",
        ),
        ("[staging]\nurl = 'http://${HOST}'\n", "[staging] url: the environment variable HOST is not set"),
        ("[staging]\nurl = 'http://x'\nheaders = 1\n", "[staging] headers: must be a table"),
        ("[staging]\nurl = 'http://x'\nheaders = {A = 1}\n", "[staging] headers.A: must be a text"),
        ("[staging]\nurl = 'http://x'\nheaders = {A = '${NO}'}\n", "headers.A: the environment variable NO is not set"),
        ("[staging]\nurl = 'http://x'\nknown = {a = 1}\n", "[staging] known.a: must be a text or a list of texts"),
        ("[staging]\nurl = 'http://x'\nnumbers = 'any'\nmode = 'wild'\n", "[staging] mode: must be one of readonly"),
        ("[staging]\nurl = 'http://x'\nemulator = 'yes'\n", "[staging] emulator: must be true or false"),
        ("[staging]\nurl = 'http://x'\nlimits = {rate = -1}\n", "[staging] limits.rate: must be a number, 0 or more"),
        ("[staging]\nurl = 'http://x'\nlimits = {speed = 1}\n", "[staging] limits.speed: is no setting"),
        ("[staging]\nurl = 'http://x'\nlimits = {rate = 0}\n", "an unlimited rate is for loopback only"),
    ],
)
def test_a_mistake_is_one_clear_line(written, text, message):
    with pytest.raises(ConfigError) as mistake:
        load("staging", written(text), {})

    assert message in str(mistake.value)
    assert "\n" not in str(mistake.value)


def test_the_file_is_found_upward(written, tmp_path):
    path = written(GOOD)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)

    assert find(below) == path.resolve()


def test_where_there_is_no_file_that_is_said(tmp_path):
    with pytest.raises(ConfigError, match=r"no targets\.toml in"):
        find(tmp_path)


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load("staging", tmp_path / "nowhere.toml", {})


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("http://127.0.0.1:9", True),
        ("http://localhost", True),
        ("http://[::1]:8", True),
        ("https://api.example", False),
        ("https://127.evil.example", False),
    ],
)
def test_loopback_is_known(url, near):
    assert Target("t", url).is_loopback is near


def test_an_empty_variable_of_the_environment_is_one_clear_line(tmp_path):
    file = tmp_path / "targets.toml"
    file.write_text('[t]\nurl = "https://x.test"\nheaders = { Authorization = "Bearer ${KEY}" }\n')

    with pytest.raises(ConfigError, match="the environment variable KEY is empty"):
        load("t", file, {"KEY": ""})


def test_a_password_in_a_url_becomes_a_header_and_is_in_no_name():
    target = Target.at("https://us%2Fer:pass@host.test/base", headers={"X": "y"})

    assert (target.name, target.url) == ("https://host.test/base", "https://host.test/base")
    assert target.headers == {"Authorization": "Basic dXMvZXI6cGFzcw==", "X": "y"}


def test_certificates_and_a_proxy_stand_in_the_file(tmp_path):
    file = tmp_path / "targets.toml"
    file.write_text('[t]\nurl = "https://x.test"\nca_file = "ca.pem"\ncert = "me.pem"\nproxy = "http://p:1"\n')

    assert load("t", file).connection == NetworkOptions("ca.pem", "me.pem", "http://p:1")


@pytest.mark.parametrize(
    "connection", [NetworkOptions(ca_file="/no/file"), NetworkOptions(cert="/no/file"), NetworkOptions(proxy="x")]
)
def test_certificates_or_a_proxy_that_cannot_be_used_are_one_clear_line(connection):
    with pytest.raises(ConfigError, match=r"cannot be used as a certificate|the proxy must be"):
        open_transport(Target("t", "https://x.test", connection=connection))
