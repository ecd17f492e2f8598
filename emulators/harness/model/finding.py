"""A finding is one departure of a target from one clause of its contract."""

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
    """One departure from one clause: a failure where the clause's basis binds, and otherwise a notice.

    `subject` is the id of the case, `pointer` a JSON pointer into the response's body, `curl` the request as a command.
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
        """Whether the target fails because of it."""
        return self.clause.basis.binds


def finding_key(finding: Finding) -> tuple[str, str, str]:
    """Returns what findings of the same defect share: layer, clause, and pointer without indices."""
    return finding.layer, finding.clause.pointer, re.sub(r"/\d+", "/*", finding.pointer)
