"""Names the errors that an emulator can answer with: what `emulators errors` lists and a fault may ask for."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from emulators.core.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.operation import Operation
    from emulators.core.rule import Rule

LONGEST_NAME = 60

CAUSES = {
    "no_route": "a path that no operation has",
    "no_method": "a method that the path does not have",
    "too_large": "a body of more than 1 MiB",
    "media_type": "a body with another content type",
    "malformed": "a body that cannot be read",
    "invalid": "a missing field, or a value that the schema does not take",
    "forbidden": "credentials without the permission that the operation asks for",
    "fault": "a fault of the emulator's own",
}
"""What makes the pipeline refuse, by the name of the refusal."""


@dataclass(frozen=True, slots=True)
class Error:
    """One error of one operation: its name, the problem, and what makes the emulator answer with it."""

    name: str
    problem: Problem
    cause: str


def errors_of(emulator: Emulator, operation: Operation) -> dict[str, Error]:
    """Returns every error that the operation can answer with, by name: first the vendor's own, then those of every
    operation.

    An error is named after its constant in the vendor's `problems`, in lower case; without a constant, after its
    message.
    """
    names = _constants(emulator)
    own = [(rule.problem, _broken(rule)) for rule in operation.rules]
    own += [(problem, "decided while the request is carried out") for problem in operation.raises]
    own += [(problem, _wrong(name)) for name, problem in operation.invalid.items()]
    own += [(problem, "refused before the operation begins") for problem in emulator.problems]
    errors = [Error(names.get(problem) or _slug(problem.message), problem, cause) for problem, cause in own]
    refused = [(field.name, getattr(emulator.refusals, field.name)) for field in fields(emulator.refusals)]
    errors += [Error(name, problem, CAUSES[name]) for name, problem in refused]
    found: dict[str, Error] = {}
    for error in errors:
        known = found.setdefault(error.name, error)
        if error.problem.provenance.rank < known.problem.provenance.rank:
            found[error.name] = error
    return found


def _constants(emulator: Emulator) -> dict[Problem, str]:
    """Returns the names of the problems that are constants of the emulator's module `problems`, or of the module that
    authenticates."""
    package = emulator.authenticate.__module__
    modules = (sys.modules.get(name) for name in (package, f"{package.rpartition('.')[0]}.problems"))
    named = [(problem, name) for module in modules if module for name, problem in _problems(vars(module))]
    return dict(reversed(named))  # the first of equal ones: the others only say otherwise how it is known


def _problems(constants: dict[str, object]) -> Iterator[tuple[str, Problem]]:
    return ((name.lower(), value) for name, value in constants.items() if isinstance(value, Problem))


def _slug(message: str) -> str:
    return re.sub(r"\W+", "_", message.lower()).strip("_")[:LONGEST_NAME]


def _wrong(name: str) -> str:
    return "a field that is missing" if name == "missing" else f"a value of {name} that the schema does not take"


def _broken(rule: Rule) -> str:
    """Returns what a refused request broke, in the words of the rule's name."""
    return f"not: {rule.name.replace('_', ' ')}" if rule.name else "a rule of the operation"
