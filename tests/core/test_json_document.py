import pytest
from pydantic import BaseModel

from emulators.core.json_document import BadDocument, read_document


class Form(BaseModel):
    names: list[str]


def test_a_document_of_the_form_is_read() -> None:
    assert read_document(Form, '{"names": ["a"]}') == Form(names=["a"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"names": ["a", 1]}', "names.1: Input should be a valid string"),
        ("[]", "the document: Input should be an object"),
        ('{\n"names" [', "line 2, column 9: Expecting ':' delimiter"),
        (b"\xff", "it is no text in UTF-8"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
    ids=["a_value", "another_form", "no_json", "no_text", "nested"],
)
def test_what_departs_from_the_form_is_told_with_its_place(text, message) -> None:
    with pytest.raises(BadDocument) as refused:
        read_document(Form, text)

    assert str(refused.value) == message
