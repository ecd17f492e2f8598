import pytest

from emulators.core.http import Request
from emulators.core.media import MAX_DEPTH, Malformed, WrongMediaType, form_document, json_document, pairs


def request(body: bytes | None, media_type: str = "application/json") -> Request:
    return Request("POST", "/", b"", {"content-type": media_type} if media_type else {}, body)


def nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


@pytest.mark.parametrize(
    ("body", "document"),
    [
        (b"{}", {}),
        (b'{"a":"\\u0000"}', {"a": "\0"}),
        (b'{"a":1,"a":2}', {"a": 2}),
        (b'{"a":[' + b"[],{}," * 50 + b"1]}", {"a": [[], {}] * 50 + [1]}),
    ],
    ids=["empty object", "nul character", "duplicate keys", "wide"],
)
def test_an_object_is_read(body, document) -> None:
    assert json_document(None, request(body, "Application/JSON; charset=utf-8")) == document


def test_an_object_may_be_nested_as_deep_as_the_limit() -> None:
    assert json_document(None, request(nested(MAX_DEPTH)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"a"',
        b"null",
        b"\xef\xbb\xbf{}",
        b'{"a":"\xff"}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":"\\ud800"}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        nested(MAX_DEPTH + 1),
        None,
    ],
    ids=[
        "nothing", "half", "array", "string", "null", "byte order mark", "invalid utf-8", "nan", "infinity", "lone surrogate",
        "5000 digits", "20000 deep", "one too deep", "not read",
    ],
)  # fmt: skip
def test_what_is_not_an_object_is_malformed(body) -> None:
    with pytest.raises(Malformed):
        json_document(None, request(body))


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_another_content_type_is_not_read_as_json(media_type) -> None:
    with pytest.raises(WrongMediaType):
        json_document(None, request(b"{}", media_type))


def test_of_a_repeated_form_field_the_last_one_counts() -> None:
    form = form_document(None, request(b"A=1&B=&A=%2B2", "application/x-www-form-urlencoded"))

    assert form == {"A": "+2", "B": ""}


def test_an_empty_form_needs_no_content_type() -> None:
    assert form_document(None, request(b"", "")) == {}


def test_json_is_not_read_as_a_form() -> None:
    with pytest.raises(WrongMediaType):
        form_document(None, request(b"{}"))


@pytest.mark.parametrize("encoded", [b"a=%ff", b"a=\xff"], ids=["escaped", "raw"])
def test_fields_that_are_not_utf8_are_malformed(encoded) -> None:
    with pytest.raises(Malformed):
        pairs(encoded)
