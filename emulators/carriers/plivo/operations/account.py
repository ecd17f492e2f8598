"""The account that the credentials open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo.envelope import ACCOUNT, one
from emulators.carriers.plivo.schema import AccountPath
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call

ROOT = "/v1/Account/{auth_id}/"


def show_account(call: Call) -> Mapping[str, Any]:
    """Returns the account that the credentials open."""
    return call.principal.details


OPERATIONS = (
    Operation(
        "GET",
        ROOT,
        provenance=documented("GET /v1/Account/{auth_id}/"),
        params=AccountPath,
        effect=show_account,
        success=one(ACCOUNT),
    ),
)
