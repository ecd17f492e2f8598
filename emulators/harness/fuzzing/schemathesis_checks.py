"""Runs the checks of Schemathesis on answers in which our own checks found nothing wrong.

They read the same contract but know no basis, so what they find is a notice and never a failure.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.fuzzing.openapi import openapi
from emulators.harness.model.clause import Basis, with_basis
from emulators.harness.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.model.finding import Layer

CHECKS: Mapping[str, Layer] = {
    "not_a_server_error": "class",
    "status_code_conformance": "status",
    "content_type_conformance": "content type",
    "response_headers_conformance": "body",
    "response_schema_conformance": "body",
}
"""Its checks of one answer, with the layers of ours. Those that would send more are covered by cases and by the state
machine.
"""


class SchemathesisChecks:
    """Runs Schemathesis's checks on answers that were already received. It sends nothing."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    @cached_property
    def _schema(self) -> Any:
        import schemathesis  # noqa: PLC0415 (it takes half a second, which only those pay who ask)

        config = schemathesis.Config.from_dict(
            {"cache": {"enabled": False}, "analysis": {"constants": {"enabled": False}}}
        )
        return schemathesis.openapi.from_dict(openapi(self._contract), config=config)

    @cached_property
    def _checks(self) -> list[Any]:
        from schemathesis.checks import CHECKS as REGISTERED  # noqa: PLC0415 (see above)
        from schemathesis.checks import load_all_checks  # noqa: PLC0415

        load_all_checks()
        return REGISTERED.get_by_names(list(CHECKS))

    def findings(self, subject: str, operation: ContractOperation, exchange: Exchange, curl: str) -> Iterator[Finding]:
        """Yields what its checks find in an exchange, which may be masked."""
        for name, message in self._failures(operation, exchange):
            response = operation.response(exchange.response.status)
            node = response.node if response else operation.node.child("responses") or operation.node
            clause = with_basis(node.clause(f"{name} of Schemathesis", ""), Basis.ASSUMED)
            yield Finding(subject, CHECKS.get(name, "body"), clause, name, message, curl)

    def _failures(self, operation: ContractOperation, exchange: Exchange) -> Iterator[tuple[str, str]]:
        from schemathesis.errors import FailureGroup  # noqa: PLC0415 (see above)

        arguments = operation.arguments_of(exchange.request.path.partition("?")[0])
        case = self._schema[operation.path][operation.method].Case(path_parameters=arguments)
        try:
            case.validate_response(_answer(exchange), checks=self._checks)
        except FailureGroup as group:
            for failure in group.exceptions:
                yield _name(failure), " ".join(str(failure.message or failure.title).split())[:300]


def _name(failure: Any) -> str:
    return next(iter(failure.checks), type(failure).__name__)


def _answer(exchange: Exchange) -> Any:
    """Returns the response as an object of Schemathesis."""
    import requests  # noqa: PLC0415 (it comes with Schemathesis)
    from schemathesis.core.transport import Response  # noqa: PLC0415 (see above)

    asked = requests.Request(exchange.request.method, f"http://target{exchange.request.path}").prepare()
    headers = {name: [value] for name, value in exchange.response.headers.items()}
    return Response(exchange.response.status, headers, exchange.response.body, asked, 0.0, verify=False)
