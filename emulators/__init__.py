"""Stateful local stand-ins for voice-AI phone-number APIs and the telephone companies behind them.

What is listed in `__all__` is the public interface; the rest of the package may change from one version to the next.

    import emulators

    with emulators.background("chorus", options=emulators.Options(seed=1)) as url:
        ...  # a client of Chorus at f"{url}/chorus/v1"

    contract = emulators.Contract.load("chorus")
    target = emulators.Target("staging", "https://staging.example/v1", headers={"Authorization": "Bearer ..."})
    report = emulators.verify(contract, target)
    assert report.verdict is emulators.Verdict.HOLDS

`verify`, `compare` and what they take need the extra `verify`. Nothing is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.clock import Clock
    from emulators.core.database import BadData
    from emulators.core.options import Options
    from emulators.core.settings import BadSetting
    from emulators.extras import MissingExtra
    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Limits, Mode, Target
    from emulators.harness.compare.baseline import Baseline
    from emulators.harness.compare.compare import Comparison
    from emulators.harness.contract.contract import Contract
    from emulators.harness.errors import ConfigError, ContractError
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report, Verdict
    from emulators.harness.fuzzing.corpus import Corpus
    from emulators.harness.linted import compare, verify
    from emulators.harness.model.finding import Finding
    from emulators.server import UnknownEmulator
    from emulators.serving import background, serve

__all__ = [
    "BadData",
    "BadSetting",
    "Baseline",
    "Clock",
    "Comparison",
    "ConfigError",
    "Contract",
    "ContractError",
    "Corpus",
    "Finding",
    "Ledger",
    "Limits",
    "MissingExtra",
    "Mode",
    "Options",
    "Outcome",
    "Report",
    "Target",
    "UnknownEmulator",
    "Verdict",
    "background",
    "compare",
    "serve",
    "verify",
]

_MODULES = {
    "core.clock": ("Clock",),
    "core.database": ("BadData",),
    "core.options": ("Options",),
    "core.settings": ("BadSetting",),
    "extras": ("MissingExtra",),
    "harness.client.ledger": ("Ledger",),
    "harness.client.target": ("Limits", "Mode", "Target"),
    "harness.compare.baseline": ("Baseline",),
    "harness.compare.compare": ("Comparison",),
    "harness.contract.contract": ("Contract",),
    "harness.errors": ("ConfigError", "ContractError"),
    "harness.execution.outcome": ("Outcome",),
    "harness.execution.report": ("Report", "Verdict"),
    "harness.fuzzing.corpus": ("Corpus",),
    "harness.linted": ("compare", "verify"),
    "harness.model.finding": ("Finding",),
    "server": ("UnknownEmulator",),
    "serving": ("background", "serve"),
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, and returns it.

    Raises:
        AttributeError: there is no such name.
        MissingExtra: it belongs to a part of the package that is not installed.
    """
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
