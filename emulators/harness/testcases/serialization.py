"""Writes templates as plain JSON: a placeholder is an object with one key that starts with a dollar sign."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from emulators.harness.testcases.placeholders import Bound, Fresh, InventedSecret, Known, Placeholder

if TYPE_CHECKING:
    from emulators.harness.testcases.placeholders import Template

PLACEHOLDERS: dict[str, type[Placeholder]] = {"$known": Known, "$fresh": Fresh, "$secret": InventedSecret}


def serialize(template: Template) -> Any:
    """Returns a template as plain JSON."""
    if isinstance(template, Bound):
        return {"$bound": {"name": template.name, "stand_in": template.stand_in}}
    if isinstance(template, Placeholder):
        word = next(word for word, kind in PLACEHOLDERS.items() if type(template) is kind)
        return {
            word: {each.name: getattr(template, each.name) for each in fields(template) if _is_told(template, each)}
        }
    if isinstance(template, dict):
        plain = {name: serialize(value) for name, value in template.items()}
        return {"$plain": plain} if len(plain) == 1 and next(iter(plain)).startswith("$") else plain
    return [serialize(value) for value in template] if isinstance(template, list) else template


def _is_told(template: Placeholder, each: Any) -> bool:
    return bool(getattr(template, each.name) != each.default)


def deserialize(value: Any) -> Template:
    """Returns the template that `serialize` wrote as this value. A `$bound` is bound to a step by its operation's
    builder."""
    if isinstance(value, list):
        return [deserialize(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((word, inner),) = value.items()
        if word == "$plain":
            return {name: deserialize(each) for name, each in inner.items()}
        if word == "$bound":
            return Bound(**inner)
        if word in PLACEHOLDERS:
            return PLACEHOLDERS[word](**inner)
    return {name: deserialize(each) for name, each in value.items()}
