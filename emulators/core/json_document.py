"""Reads a JSON document of a declared form, and says where one departs from it."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)


class BadDocument(ValueError):
    """Raised for a document of another form. The message is meant for the user, and begins with the place."""


def read_document(form: type[M], text: str | bytes) -> M:
    """Returns the document of a text. Raises `BadDocument`."""
    try:
        return form.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, found["loc"]))
        raise BadDocument(_syntax(text) or f"{place or 'the document'}: {found['msg']}") from None


def _syntax(text: str | bytes) -> str:
    """Returns where a text stops being JSON, or an empty text where it is JSON."""
    try:
        json.loads(text)
    except UnicodeDecodeError:
        return "it is no text in UTF-8"
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    except RecursionError:
        return "it is nested too deeply"
    return ""
