"""Changes one thing in a copy of the code, again and again, and lists the changes that no test notices.

`make mutants` takes a sample, the same one for the same seed. The mutations are Cosmic Ray's, and one of our own for text, for much of the code is
declarations. What a mutation cannot change for anybody who uses the package stands in `equivalent_mutants.toml`, with the reason.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import tomllib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider
from cosmic_ray.testing import run_tests
from cosmic_ray.work_item import TestOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parent.parent
AREAS = ("core", "control", "vendors", "carriers")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "node_modules", "__pycache__", ".*_cache", "dist", "build")
PROSE = {"documented", "observed", "inferred", "assumed"}
"""Calls whose text says how something is known; it is read by people."""
PATIENCE = 600
REQUIRED = 95


class ReplaceText(Operator):  # type: ignore[misc] # Cosmic Ray has no types
    """Puts something into a text."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type in ("string", "fstring_string"):
            yield (node.start_pos, node.end_pos)

    def mutate(self, node: Any, _index: int) -> Any:
        node.value = re.sub(r"^(\w*(?:'''|\"\"\"|'|\")|(?!\w*['\"]))", r"\1XX", node.value, count=1)
        return node

    @classmethod
    def examples(cls) -> tuple[Any, ...]:
        return ()


OPERATORS: dict[str, Operator] = {
    **{name: OperatorProvider()[name]() for name in OperatorProvider() if not OperatorProvider()[name].arguments()},
    "ReplaceText": ReplaceText(),
}


@dataclass(frozen=True)
class Mutant:
    """One change: the n-th place in a file where an operator can make one."""

    path: str
    operator: str
    occurrence: int
    line: int

    def code(self, original: str) -> str:
        mutated: str = mutate_code(original, OPERATORS[self.operator], self.occurrence)
        return mutated

    def shown(self) -> str:
        """The line before and after, without what stands around it."""
        original = (CHECKOUT / self.path).read_text()
        pairs = zip(original.splitlines(), self.code(original).splitlines(), strict=False)
        before, after = next(((a, b) for a, b in pairs if a != b), ("", ""))
        return f"{before.strip()}  ->  {after.strip()}"


def places() -> dict[tuple[str, int, int, str], list[Mutant]]:
    """All mutants, by place and kind: what replaces one operator by each of the others is one choice."""
    found = defaultdict(list)
    for area in AREAS:
        for path in sorted((CHECKOUT / "emulators" / area).rglob("*.py")):
            for mutant, column in _of_file(path):
                found[mutant.path, mutant.line, column, mutant.operator.partition("_")[0]].append(mutant)
    return found


def _of_file(path: Path) -> Iterator[tuple[Mutant, int]]:
    tree, name = get_ast(path.read_text()), str(path.relative_to(CHECKOUT))
    nodes = list(ast_nodes(tree))
    for operator_name, operator in OPERATORS.items():
        occurrence = 0
        for node in nodes:
            for (line, column), _ in operator.mutation_positions(node):
                if not _is_for_people(node):
                    yield Mutant(name, operator_name, occurrence, line), column
                occurrence += 1


def _is_for_people(node: Any) -> bool:
    """Whether it is a docstring, a type, a citation, an import for the type checker, a list of public names, whether a class
    has slots, or the message of an error of ours."""
    if node.type == "string" and node.parent.type in ("simple_stmt", "file_input"):
        return True
    if node.type == "if_stmt" and "TYPE_CHECKING" in node.children[1].get_code():
        return True
    is_text = node.type in ("string", "fstring_string")
    while node.parent is not None:
        above = node.parent
        is_type = (above.type == "tfpdef" and node is above.children[-1]) or (
            above.type == "funcdef" and node is not above.children[-1] and node.type not in ("parameters", "decorator")
        )
        called = above.children[0].get_code().strip() if hasattr(above, "children") else ""
        raised = above.type == "raise_stmt" and node.type == "atom_expr" and is_text
        if (
            is_type
            or raised
            or called in PROSE
            or called in ("__all__", "slots")
            or (above.type == "if_stmt" and "TYPE_CHECKING" in above.children[1].get_code())
        ):
            return True
        node = above
    return False


def tests_of(path: str) -> str:
    """The tests that are to notice a change in this file, the quick ones first."""
    _, area, name, *_ = path.split("/")
    if area in ("vendors", "carriers"):
        own = [f"tests/{area}/{name}"] if (CHECKOUT / "tests" / area / name).is_dir() else []
        selected = f"tests/emulated tests/carriers {' '.join(own)} -k {name}"
    else:
        selected = "tests/core tests/control tests/emulated tests/carriers"
    slow = "--ignore tests/emulated/test_plain_schemathesis.py --ignore tests/emulated/test_explored.py"
    return f"{sys.executable} -m pytest -x -q -n0 {selected} {slow}"


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests pass in this copy of the checkout with the change in it."""
    file = copy / mutant.path
    original = file.read_text()
    file.write_text(mutant.code(original))
    try:
        outcome, _ = run_tests(f"env --chdir={copy} PYTHONPATH={copy} {tests_of(mutant.path)}", PATIENCE)
    finally:
        file.write_text(original)
    return bool(outcome is TestOutcome.SURVIVED)


def equivalents() -> set[tuple[str, str]]:
    """Changes that nobody could notice: the file, and the line before and after."""
    return {(each["file"], each["change"]) for each in tomllib.loads(EQUIVALENT.read_text()).get("mutant", [])}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Prints what survived; 1 where fewer than 95 of 100 were noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--area", choices=AREAS)
    asked = parser.parse_args()
    chosen = random.Random(asked.seed)
    groups = [group for group in places().values() if not asked.area or f"/{asked.area}/" in group[0].path]
    sample = [chosen.choice(group) for group in chosen.sample(groups, min(asked.sample, len(groups)))]
    known = equivalents()
    sample = [mutant for mutant in sample if (mutant.path, mutant.shown()) not in known]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.jobs) as pool:
        copies: Queue[Path] = Queue()
        for number in range(asked.jobs):
            copies.put(Path(shutil.copytree(CHECKOUT, Path(folder) / str(number), ignore=LEFT_OUT)))

        def try_one(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return survives(mutant, copy)
            finally:
                copies.put(copy)

        living = []
        for mutant, lives in zip(sample, pool.map(try_one, sample), strict=True):
            if lives:
                living.append(mutant)
                say(f"{mutant.path}:{mutant.line}: {mutant.operator}: {mutant.shown()}")
    noticed = 100 * (1 - len(living) / len(sample))
    say(f"{len(sample) - len(living)} of {len(sample)} were noticed ({noticed:.1f} %, {REQUIRED} % are required)")
    return 0 if noticed >= REQUIRED else 1


if __name__ == "__main__":
    sys.exit(main())
