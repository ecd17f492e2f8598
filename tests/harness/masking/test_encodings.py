import base64
import html
import json
import time
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.harness.masking.encodings import EncodedSecret

SECRET = 'k/4711+ "äß" <&>\\'


@pytest.mark.parametrize(
    "written",
    [
        SECRET,
        json.dumps(SECRET)[1:-1],
        json.dumps(SECRET, ensure_ascii=False)[1:-1],
        json.dumps(json.dumps(SECRET)[1:-1])[1:-1],
        "".join(f"\\u{ord(each):04X}" for each in SECRET),
        quote(SECRET),
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        quote(quote(SECRET)),
        html.escape(SECRET),
        html.escape(html.escape(SECRET)),
        SECRET.encode().decode("latin-1"),
        SECRET.replace("/", "\\/"),
    ],
)
def test_a_secret_is_found_however_it_is_written(written: str) -> None:
    assert EncodedSecret(SECRET).mask_in(f"a{written}b", "$KEY") == "a$KEYb"


@pytest.mark.parametrize("before", [b"", b"u", b"us", b"user:"])
def test_base64_gives_nothing_away(before: bytes) -> None:
    told = EncodedSecret(SECRET).mask_in(base64.b64encode(before + SECRET.encode() + b"!").decode(), "$KEY")

    assert "$KEY" in told
    assert len(told) <= len("$KEY") + 2 * len(before) + 6


@pytest.mark.parametrize("kept", range(4, len(SECRET)))
def test_a_secret_that_was_cut_off_is_found(kept: int) -> None:
    assert EncodedSecret(SECRET).mask_in(f"got {SECRET[:kept]}...", "$KEY") == "got $KEY..."


@pytest.mark.parametrize("text", ["", "k/47", "k/4711", "got k/4711 ...", "%6b/4711 \\u006b"])
def test_other_words_stay(text: str) -> None:
    assert EncodedSecret(SECRET).mask_in(text, "$KEY") == text


LONG = "sk-live/4711-äöü-0123456789abcdef"


@pytest.mark.parametrize(
    "written",
    [
        LONG.encode().hex(),
        LONG.encode().hex().upper(),
        base64.b64encode(base64.b64encode(LONG.encode())).decode().rstrip("="),
    ],
)
def test_a_secret_in_digits_or_encoded_twice_is_found(written: str) -> None:
    told = EncodedSecret(LONG).mask_in(f"<{written}>", "$KEY")

    assert "$KEY" in told
    assert len(told) <= len("<$KEY>") + 8


@pytest.mark.parametrize("part", [LONG[3:15], LONG[10:], LONG[:20]])
def test_a_part_of_a_long_secret_is_found(part: str) -> None:
    assert EncodedSecret(LONG).mask_parts_in(f"<{part}> {LONG[:11]}", "$KEY") == f"<$KEY> {LONG[:11]}"


@pytest.mark.parametrize("unit", ["\\", "%25", "&amp;", "&#0", "a", LONG[:11], LONG[:4] + "..."])
def test_masking_takes_time_in_proportion_to_the_text(unit: str) -> None:
    """A text twice as long takes about twice as long: a quadratic one would take four times."""
    secret = EncodedSecret(LONG)
    secret.mask_in("\\", "$KEY")

    once, twice = (min(_seconds(secret, unit * count) for _ in range(5)) for count in (8_000, 16_000))

    assert twice < 3 * once + 0.01


def _seconds(secret: EncodedSecret, text: str) -> float:
    begun = time.process_time()
    secret.mask_parts_in(secret.mask_in(text, "$KEY"), "$KEY")
    return time.process_time() - begun


ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)[1:-1])[1:-1],
    "URL": lambda text: quote(text, safe=""),
    "form": quote_plus,
    "HTML": html.escape,
    "hexadecimal digits": lambda text: text.encode().hex(),
}
SECRETS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=8, max_size=24)
AROUND = st.text("xyz .:,", max_size=6)


@given(SECRETS, st.sampled_from(sorted(ENCODINGS)), AROUND, AROUND)
def test_no_secret_survives_any_encoding(secret, encoding, before, after):
    written = ENCODINGS[encoding](secret)

    told = EncodedSecret(secret).mask_in(f"{before}{written}{after}", "$")

    assert written not in told
    assert "$" in told
