"""What every method of the SIP service has in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import proposal, rules
from emulators.carriers.livekit.auth import ADMIN
from emulators.carriers.livekit.protocol import SIP_SERVICE
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.carriers.livekit.project import RecordKind
    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call
    from emulators.core.problem import Problem
    from emulators.core.rule import Rule
    from emulators.core.schema import Document

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=SIP)(?=[A-Z])")
"""Where a word of a method's name begins: `CreateSIPTrunk` is `create_sip_trunk`."""

LIST_UPDATES = (
    rules.list_updates_say_what_to_do,
    rules.list_updates_clear_or_change,
    rules.list_updates_set_or_change,
    rules.list_updates_have_no_empty_element,
)


def method(  # noqa: PLR0913 -- what a method has; all but three have a default
    name: str,
    body: type[Document],
    effect: Callable[[Call], Any],
    checks: tuple[Rule, ...] = (),
    raises: tuple[Problem, ...] = (),
    *,
    permission: str = ADMIN,
    package: str = SIP_SERVICE,
) -> Operation:
    """Returns the declaration of a method of the SIP service, or of another, which needs a grant."""
    known = documented(f"protobufs, {package.split('/')[2]}: rpc {name}")
    return Operation(
        "POST",
        package + name,
        effect,
        known,
        name=_WORD.sub("_", name).lower(),
        body=body,
        permission=permission,
        rules=checks,
        raises=raises,
    )


def update(kind: RecordKind, call: Call) -> Info:
    """Keeps the record that the request asks for in place of the one that it names."""
    return proposal.project(call).replace(kind, proposal.updated(kind, call))
