"""A finding: one departure of a target from one clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from emulators.harness.model.clause import Clause


Layer = Literal[
    "class", "status", "content type", "body", "echo", "default", "secret", "envelope", "value", "order", "extra"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from one clause. It is a failure if the clause binds, and otherwise a notice.

    `subject` is the case's id, `pointer` the place in the response's body.
    """

    subject: str
    layer: Layer
    clause: Clause
    expected: str
    got: str
    curl: str
    pointer: str = ""

    @property
    def is_failure(self) -> bool:
        return self.clause.basis.binds


def finding_key(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same one: the layer, the clause, and the place whatever the index."""
    return finding.layer, finding.clause.pointer, re.sub(r"/\d+", "/*", finding.pointer)
