"""Offers the types of request schemas: JSON's own, with the meaning that JSON Schema gives them.

pydantic's lax mode takes `"5060"` and `true` for an integer, its strict mode refuses `5060.0`, which JSON Schema and
JavaScript call one; `str | None = None` takes an explicit null where a page says string. These types do neither.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from emulators.core.problem import Violation
from emulators.core.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from emulators.core.settings import Settings

T = TypeVar("T")

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_SINGULAR = re.compile(r"\b(1 character|1 item)s\b")
_DECIMAL = re.compile("-?[0-9]+")
MOST_DIGITS = 18
"""How long a number in a query string or a form may be: what fits in 64 bits whatever its digits are."""


class Document(BaseModel):
    """A request body, query or path, by wire name. Unknown fields are dropped, as every vendor here is read to do."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    def given(self) -> dict[str, Any]:
        """Returns the fields that were sent, and no defaults, as plain JSON values."""
        return self.model_dump(exclude_unset=True)


class Secret:
    """Marks a field whose value is masked wherever it would be shown."""


def malformed(words: str) -> PydanticCustomError:
    """Returns the error for a text in the wrong format; `words` follow the field's name."""
    return PydanticCustomError("format", "{words}", {"words": words})


def missing() -> PydanticCustomError:
    """Returns the error for a value that counts as none, such as an empty string, where one is required."""
    return PydanticCustomError("missing", "is required")


def _integral(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _decimal(value: object) -> object:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        return value
    if len(value.removeprefix("-")) > MOST_DIGITS:
        raise PydanticCustomError("digits", "too long", {"most": MOST_DIGITS})
    return int(value)


def _not_null(value: T) -> T:
    if value is None:
        raise PydanticCustomError("null", "must not be null")
    return value


def fold_uuid(value: str) -> str:
    """Returns a UUID in lower case, and any other text as it is. RFC 9562: UUIDs are written in lower case, and read in any."""
    return value.lower() if _UUID.fullmatch(value) else value


def uuid(value: str) -> str:
    """Returns the UUID that the text is, in lower case: it compares without case, and comes back as it is stored.

    Raises:
        PydanticCustomError: it is none.
    """
    if not _UUID.fullmatch(value):
        raise malformed("must be a UUID")
    return value.lower()


def e164(value: str) -> str:
    """Returns the text where it is an E.164 number with its plus.

    Raises:
        PydanticCustomError: it is none.
    """
    if not _E164.fullmatch(value):
        raise malformed("must be an E.164 number such as +15551234567")
    return value


Text = Annotated[str, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Number = Annotated[float, Field(strict=True)]
Integer = Annotated[int, Field(strict=True), BeforeValidator(_integral)]
Decimal = Annotated[int, Field(strict=True), BeforeValidator(_decimal)]
"""An integer written in a query string or a form."""
Uuid = Annotated[Text, AfterValidator(uuid)]
E164 = Annotated[Text, AfterValidator(e164)]
Omissible = Annotated[T | None, BeforeValidator(_not_null)]
"""A field that may be left out (None inside) and may not be sent as null."""

_WORDS = {
    "missing": ("missing", "is required"),
    "null": ("null", "must not be null"),
    "format": ("format", "{words}"),
    "string_type": ("type", "must be a string"),
    "bool_type": ("type", "must be a boolean"),
    "int_type": ("type", "must be an integer"),
    "float_type": ("type", "must be a number"),
    "list_type": ("type", "must be an array"),
    "dict_type": ("type", "must be an object"),
    "model_type": ("type", "must be an object"),
    "string_too_short": ("length", "must be at least {min_length} characters long"),
    "string_too_long": ("length", "must be at most {max_length} characters long"),
    "too_short": ("length", "must have at least {min_length} items"),
    "too_long": ("length", "must have at most {max_length} items"),
    "string_pattern_mismatch": ("format", "must match {pattern}"),
    "literal_error": ("enum", "must be one of {expected}"),
    "greater_than": ("range", "must be greater than {gt}"),
    "greater_than_equal": ("range", "must be at least {ge}"),
    "less_than": ("range", "must be less than {lt}"),
    "less_than_equal": ("range", "must be at most {le}"),
    "digits": ("range", "must have at most {most} digits"),
    "multiple_of": ("range", "must be a multiple of {multiple_of}"),
    "extra_forbidden": ("unknown", "is not a known field"),
    "value_error": ("invalid", "{error}"),
    "assertion_error": ("invalid", "{error}"),
    "url_scheme": ("format", "must be a URL that begins with {expected_schemes}"),
}
MOST_VIOLATIONS = 100
"""How many mistakes of one body are told."""
_SHOULD = re.compile(r"^[A-Z][A-Za-z ]*? should ")


def violations(error: ValidationError) -> Iterator[Violation]:
    """Yields the first 100 of pydantic's findings as violations, whose words follow the field's name."""
    for found in error.errors(include_url=False, include_input=False)[:MOST_VIOLATIONS]:
        yield _violation(found)


def _violation(found: ErrorDetails) -> Violation:
    kind, words = _WORDS.get(found["type"]) or ("invalid", _own_words(found["msg"]))
    return Violation(found["loc"], kind, _SINGULAR.sub(r"\1", words.format_map(found.get("ctx", {}))))


def _own_words(message: str) -> str:
    """Returns pydantic's message as words that follow a field's name, with the braces of a format template doubled."""
    words, found = _SHOULD.subn("must ", message)
    return (words if found else f"is not valid: {message}").replace("{", "{{").replace("}", "}}")


def check(schema: type[Document], document: Any, settings: Settings) -> Document | tuple[Violation, ...]:
    """Returns the typed document, or everything that is wrong with it. The schema's validators read the settings with
    `Setting.read`."""
    try:
        return schema.model_validate(document, context=settings)
    except ValidationError as error:
        return tuple(violations(error))


@cache
def secret_fields(schema: type[BaseModel]) -> frozenset[str]:
    """Returns the names of the fields marked `Secret`, at any depth."""
    own = {name for name, field in schema.model_fields.items() if Secret in _metadata(field.rebuild_annotation())}
    nested = (inner for field in schema.model_fields.values() for inner in nested_schemas(field))
    return frozenset(own.union(*map(secret_fields, nested)))


def field_provenance(schema: type[BaseModel]) -> Iterator[tuple[str, Provenance]]:
    """Yields every field that says how it is known, with its dotted name, at any depth."""
    for name, field in schema.model_fields.items():
        annotation = field.rebuild_annotation()
        yield from ((name, mark) for mark in _metadata(annotation) if isinstance(mark, Provenance))
        for part in nested_schemas(field):
            yield from ((f"{name}.{inner}", mark) for inner, mark in field_provenance(part))


def nested_schemas(field: FieldInfo) -> tuple[type[BaseModel], ...]:
    """Returns the schemas of the objects in a field's type."""
    parts = _parts(field.rebuild_annotation())
    return tuple(part for part in parts if isinstance(part, type) and issubclass(part, BaseModel))


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _metadata(annotation: Any) -> list[Any]:
    return [mark for part in _parts(annotation) for mark in getattr(part, "__metadata__", ())]
