"""Placeholders: values of a request that are known only when it is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Template: TypeAlias = Any
"""Plain JSON whose leaves may be placeholders."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value that is resolved when the request is sent. `stand_in` is one of the right form, for validation beforehand."""

    name: str
    stand_in: Any


@dataclass(frozen=True, slots=True)
class Known(Placeholder):
    """A value that exists at the target. `printed` says that the stand-in is the value of the contract's own example.

    An `optional` one is left out of the request where the target has none.
    """

    printed: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Foreign(Placeholder):
    """A value that exists at the target and belongs to somebody else. An `invented` one serves where the target names
    none.
    """

    invented: bool = False


@dataclass(frozen=True, slots=True)
class Fresh(Placeholder):
    """A value that was not used before: a telephone number, perhaps in a wrong `form`, or a text with a new ending.

    Two of one name and form in one case are the same value. An `owned` number must be one of the account's.
    """

    kind: str = ""
    form: str = ""
    owned: bool = False
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Unknown(Placeholder):
    """An identifier that names nothing: the stand-in with other characters."""


@dataclass(frozen=True, slots=True)
class Bound(Placeholder):
    """A value from the answer to an earlier step: its index among the case's steps, and a JSON pointer into the body."""

    step: int = 0
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class InventedSecret(Placeholder):
    """A made-up credential in a body. It only has to be recognised if it comes back."""


@dataclass(frozen=True, slots=True)
class Spoiled(Placeholder):
    """The target's own header made wrong: in its `key`, in its `user` alone, in its `scheme`, or in the `form` of its key."""

    way: str = "key"


_HASHED_NAMES: dict[type[Placeholder], str] = {
    Known: "Known",
    Foreign: "Foreign",
    Fresh: "Fresh",
    Unknown: "Unknown",
    Bound: "Bound",
    InventedSecret: "Secret",
    Spoiled: "Spoiled",
}
"""Names of placeholders as ids hash them: they stay, whatever the classes are called."""


def placeholders(template: Template) -> Iterator[Placeholder]:
    """Yields every placeholder of a template."""
    if isinstance(template, Placeholder):
        yield template
    elif isinstance(template, dict):
        for value in template.values():
            yield from placeholders(value)
    elif isinstance(template, list):
        for value in template:
            yield from placeholders(value)


def without_owned_numbers(template: Template) -> Template:
    """Returns the template with fictional numbers for owned ones, for requests that will be refused anyway."""
    if isinstance(template, Fresh):
        return replace(template, owned=False)
    if isinstance(template, dict):
        return {name: without_owned_numbers(value) for name, value in template.items()}
    return [without_owned_numbers(value) for value in template] if isinstance(template, list) else template


def with_stand_ins(template: Template) -> Any:
    """Returns the template with every placeholder replaced by its stand-in."""
    if isinstance(template, Placeholder):
        return template.stand_in
    if isinstance(template, dict):
        return {name: with_stand_ins(value) for name, value in template.items()}
    if isinstance(template, list):
        return [with_stand_ins(value) for value in template]
    return template


def describe(template: Template) -> Any:
    """Returns the template as plain JSON that names its placeholders. Ids of cases are hashes of it."""
    if isinstance(template, Placeholder):
        return {_HASHED_NAMES[type(template)]: [str(getattr(template, slot)) for slot in _slots(template)]}
    if isinstance(template, dict):
        return {name: describe(value) for name, value in template.items()}
    if isinstance(template, list):
        return [describe(value) for value in template]
    return template if isinstance(template, (str, int, float, bool, type(None))) else repr(template)


def _slots(placeholder: Placeholder) -> list[str]:
    return list(type(placeholder).__dataclass_fields__)
