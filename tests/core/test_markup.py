import pytest

from emulators.core.markup import root_of


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param(b"<Response/>", "Response", id="empty_element"),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF-8"?>\n<Response><Say>Hi</Say></Response>', "Response", id="nested"
        ),
        pytest.param("<Response><Say>\u00fc</Say></Response>".encode("utf-16"), "Response", id="utf-16"),
        pytest.param(b"<response/>", "response", id="lower_case"),
        pytest.param(b"<!DOCTYPE html><html></html>", "html", id="doctype"),
        pytest.param(b"", None, id="nothing"),
        pytest.param(b"<Response><Broken></Response>", None, id="unclosed"),
        pytest.param(b"<Response/><Response/>", None, id="two_roots"),
        pytest.param(b"{}", None, id="json"),
        pytest.param(b"<Response>\xff</Response>", None, id="bad_utf-8"),
        pytest.param(b'<?xml version="1.0" encoding="nonsense"?><Response/>', None, id="unknown_encoding"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY b "c">]><Response>&b;</Response>', None, id="entity"),
    ],
)
def test_the_root_of_a_document_has_a_name(document, expected) -> None:
    assert root_of(document) == expected
