"""Freezes generated requests as JSON lines, so that they can be sent to any target at any time."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.errors import ConfigError
from emulators.harness.execution.run import selected_labels
from emulators.harness.fuzzing.generation import EXAMPLES, GeneratedCase, generate
from emulators.harness.fuzzing.known_values import Inexpressible, KnownValues
from emulators.harness.fuzzing.oracle import Oracle
from emulators.harness.model.absent import NOTHING
from emulators.harness.private_file import write_private
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Step
from emulators.harness.testcases.placeholders import Bound, Known, Template
from emulators.harness.testcases.serialization import deserialize, serialize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from emulators.harness.contract.contract import Contract
    from emulators.harness.testcases.case import Case

FORMAT = "voice-emulators corpus 1"
"""Changes when a reader of the last one would no longer understand."""
SEED = 20251121


@dataclass(frozen=True, eq=False)
class CorpusEntry:
    """One request of a corpus: the phase that generated it, what distinguishes it, and the step that sends it."""

    operation: str
    phase: str
    what: str
    step: Step

    @cached_property
    def id(self) -> str:
        """The hash of the request, equal for entries that send the same."""
        text = json.dumps([self.operation, _request(self.step)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Corpus:
    """The generated requests of one contract. The expected answers are not frozen, but read from the contract."""

    contract: str
    version: str
    seed: int
    entries: tuple[CorpusEntry, ...]

    def cases(self, contract: Contract) -> Iterator[tuple[CorpusEntry, Case]]:
        """Yields each entry with its case by today's contract. Entries of operations that no longer exist are left out.

        Raises:
            ConfigError: the corpus is of another contract.
        """
        if contract.name != self.contract:
            raise ConfigError(f"the corpus is one of {self.contract}, not of {contract.name}")
        oracles = {builder.operation.id: Oracle(builder) for builder in CaseBuilder.all(contract)}
        for entry in self.entries:
            oracle = oracles.get(entry.operation)
            if oracle is not None:
                label = CaseLabel(
                    "property", f"{entry.phase}: {entry.what or 'a request'}", f"{entry.phase}-{entry.id}"
                )
                yield entry, oracle.case(label, _bound(entry.step, oracle.builder))


def build(
    contract: Contract, *, seed: int = SEED, examples: int = EXAMPLES, operations: Collection[str] = ()
) -> Corpus:
    """Generates a corpus: printed examples, every boundary, and `examples` random requests of each kind for each
    operation.

    `operations` are ids or `METHOD /path`; none means all. The same contract and seed give the same corpus.

    Raises:
        ConfigError: the contract has no such operation.
        GenerationFailed: the generator failed.
    """
    labels = selected_labels(contract, operations)
    wanted = [each.id for each in contract.operations if each.label in labels]
    known_values = {builder.operation.id: KnownValues(builder) for builder in CaseBuilder.all(contract)}
    found: dict[str, CorpusEntry] = {}
    for generated in generate(contract, seed=seed, examples=examples, operations=wanted):
        entry = _entry(generated, known_values[generated.operation])
        if entry is not None:
            found.setdefault(entry.id, entry)
    return Corpus(contract.name, contract.version, seed, tuple(found.values()))


def _entry(generated: GeneratedCase, known_values: KnownValues) -> CorpusEntry | None:
    try:
        return CorpusEntry(generated.operation, generated.phase, generated.what, known_values.step(generated))
    except Inexpressible:
        return None


# On disk.


def write(corpus: Corpus, path: Path) -> None:
    """Writes a corpus to a file.

    Raises:
        ConfigError: the file cannot be written.
    """
    head = {"format": FORMAT, "contract": corpus.contract, "version": corpus.version, "seed": corpus.seed}
    lines = [head, *(_line(entry) for entry in corpus.entries)]
    try:
        write_private(path, "".join(json.dumps(line, sort_keys=True) + "\n" for line in lines), "ascii")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from None


def read(path: Path) -> Corpus:
    """Reads a corpus from a file.

    Raises:
        ConfigError: the file cannot be read, or is no corpus; the message has the line.
    """
    number = 1
    try:
        head, *lines = path.read_text(encoding="ascii").splitlines()
        told = json.loads(head)
        if told["format"] != FORMAT:
            raise ConfigError(f"{path}:1: is of the format {told['format']!r}, not {FORMAT!r}")
        entries = []
        for number, line in enumerate(lines, start=2):  # noqa: B007 (the error below names the line)
            entries.append(_read(json.loads(line)))
        return Corpus(told["contract"], told["version"], told["seed"], tuple(entries))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(f"{path}:{number}: is no line of a corpus") from None


def _line(entry: CorpusEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "operation": entry.operation,
        "phase": entry.phase,
        "what": entry.what,
        **_request(entry.step),
    }


def _request(step: Step) -> dict[str, Any]:
    described: dict[str, Any] = {"path": serialize(dict(step.path)), "query": serialize(dict(step.query))}
    if step.raw is not None:
        described["raw"] = b64encode(step.raw).decode("ascii")
    elif step.body is not NOTHING:
        described["body"] = serialize(step.body)
    return described | {"media_type": step.media_type}


def _read(line: dict[str, Any]) -> CorpusEntry:
    step = Step(
        operation=line["operation"],
        path=deserialize(line["path"]),
        query=deserialize(line["query"]),
        body=deserialize(line["body"]) if "body" in line else NOTHING,
        raw=b64decode(line["raw"]) if "raw" in line else None,
        media_type=line["media_type"],
    )
    return CorpusEntry(line["operation"], line["phase"], line["what"], step)


def _bound(step: Step, builder: CaseBuilder) -> Step:
    """Returns the step with each `$bound` as its operation binds it today."""
    return Step(
        operation=step.operation,
        risk=builder.risk,
        path={name: _bind_again(value, builder) for name, value in step.path.items()},
        query={name: _bind_again(value, builder) for name, value in step.query.items()},
        body=_bind_again(step.body, builder),
        raw=step.raw,
        media_type=step.media_type,
    )


def _bind_again(template: Template, builder: CaseBuilder) -> Template:
    if isinstance(template, Bound):
        found = builder.bound.get(template.name)
        return replace(found, stand_in=template.stand_in) if found else Known(template.name, template.stand_in)
    if isinstance(template, dict):
        return {name: _bind_again(value, builder) for name, value in template.items()}
    return [_bind_again(value, builder) for value in template] if isinstance(template, list) else template
