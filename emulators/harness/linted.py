"""Lints a contract before it is verified or compared, as the commands do."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from emulators.harness.compare.compare import compare as compare_targets
from emulators.harness.errors import ContractError
from emulators.harness.execution.run import verify as verify_target
from emulators.harness.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.harness.contract.contract import Contract

P = ParamSpec("P")
T = TypeVar("T")


def _linted(function: Callable[P, T]) -> Callable[P, T]:
    """Returns a function that raises `ContractError` where its contract breaks the conventions, before anything is sent."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        contract: Contract = signature(function).bind(*args, **kwargs).arguments["contract"]
        mistakes = lint(contract)
        if mistakes:
            more = f" (and {len(mistakes) - 1} more: emulators lint {contract.file})" if mistakes[1:] else ""
            raise ContractError(f"{mistakes[0]}{more}")
        return function(*args, **kwargs)

    return checked


verify = _linted(verify_target)
compare = _linted(compare_targets)
