import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest

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
