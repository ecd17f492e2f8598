"""Answers a request in fixed stages: authenticate -> validate -> rules -> effect -> envelope. Each stage may raise a
refusal."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any

import orjson

from emulators.core import magic
from emulators.core.call import Call
from emulators.core.carrier import CarrierFailure
from emulators.core.ignored import ignored_fields
from emulators.core.journal import Entry
from emulators.core.media import Malformed, WrongMediaType, pairs
from emulators.core.problem import Refusal, Violation
from emulators.core.provenance import Basis
from emulators.core.schema import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.emulator import Emulator
    from emulators.core.faults.exchange import Injected
    from emulators.core.http import Reply, Request
    from emulators.core.namespace import Namespace
    from emulators.core.operation import Operation
    from emulators.core.problem import Problem
    from emulators.core.schema import Document

LOGGER = logging.getLogger("emulators")
"""Tells whoever serves or tests of bugs of an emulator. Where nobody configures logging, Python prints them to stderr."""

Methods = dict[str, "Operation"]
"""The operations of one path by method; empty for a path that no operation has."""


def answer(  # noqa: PLR0913, PLR0917 -- the parts of one request, and what a fault adds to them
    emulator: Emulator,
    methods: Methods,
    path: Mapping[str, str],
    request: Request,
    namespace: Namespace,
    injected: Injected | None = None,
) -> tuple[Reply, bytes, int]:
    """Returns the reply, its body as bytes, and the number of its journal entry. No request makes it raise.

    `injected` is what a fault does to this request.
    """
    begun = perf_counter_ns()
    running = namespace.clock
    namespace.clock = running.freeze()  # one request happens at one time, also for the carriers that are asked
    call = Call(request, namespace, namespace.settings[emulator.name], namespace.clock.now(), emulator=emulator.name)
    operation = methods.get("GET" if request.method == "HEAD" else request.method)
    namespace.store.committed, namespace.ids.drawn = [], []
    refusal, error = None, ""
    try:
        early = _injected(injected, call) if injected else None
        reply = early or _reply(emulator, methods, operation, path, call)
        body = _encoded(reply)
    except Refusal as refused:
        refusal = refused
    except CarrierFailure as failure:
        refusal, error = Refusal(emulator.refusals.fault), str(failure)
    except Exception:
        LOGGER.exception("a bug in %s, while it answered %s %s", emulator.name, request.method, request.path)
        refusal, error = Refusal(emulator.refusals.fault), traceback.format_exc()
    finally:
        namespace.clock = running
    if refusal is not None:
        refusal.problem = _in_the_pages_words(emulator, operation, refusal.problem, call)
        refusal.status = call.settings.status(refusal.problem.status)
        refusal.__traceback__ = refusal.__context__ = None  # the journal would keep every frame alive
        reply = _told_to_wait(emulator.envelope.refusal(call, refusal), refusal)
        body = _encoded(reply)
    number = namespace.journal.count + 1
    namespace.journal.add(
        Entry(
            number,
            call.now,
            emulator.name,
            emulator.secrets,
            request,
            reply.status,
            body,
            refusal,
            error,
            operation=operation.name if operation else "",
            rule=_rule(operation, refusal) if operation and refusal else "",
            headers=reply.headers,
            media_type=reply.media_type,
            microseconds=(perf_counter_ns() - begun) // 1_000,
            changes=namespace.store.committed,
            questions=call.questions,
            identifiers=tuple(namespace.ids.drawn),
            ignored=call.ignored,
            fault=injected.note if injected else None,
        )
    )
    return reply, body, number


def _injected(injected: Injected, call: Call) -> Reply | None:
    """Returns the reply that a fault gives before anything is read or written, or None where it does something else.

    Raises:
        Refusal: the fault asks for a problem.
    """
    call.between = injected.hop
    if injected.problem:
        raise Refusal(injected.problem, (), **injected.values)
    return injected.reply


def _reply(
    emulator: Emulator, methods: Methods, operation: Operation | None, path: Mapping[str, str], call: Call
) -> Reply:
    if operation is None:
        raise Refusal(emulator.refusals.no_method if methods else emulator.refusals.no_route)
    wrong: list[Violation] = []
    call.params = _typed(operation.params, path, call, wrong)
    call.status = call.settings.status(operation.status)
    call.principal = emulator.authenticate(call)
    if operation.permission and operation.permission not in call.principal.permissions:
        raise Refusal(emulator.refusals.forbidden, permission=operation.permission)
    _validate(emulator, operation, call, wrong)
    with call.store.transaction():
        with call.store.reading():
            for rule in operation.rules:
                if not rule.holds(call):
                    raise Refusal(rule.problem)
        result = operation.effect(call)
        draw = operation.success or emulator.envelope.success
        return draw(call, operation, result)


def _in_the_pages_words(emulator: Emulator, operation: Operation | None, problem: Problem, call: Call) -> Problem:
    """Returns a failure that was asked for by its status alone in the words of the page for this status, where the page has
    such; any other problem as it is."""
    if (
        operation is None
        or not problem.asked_for
        or problem.message != magic.phrase(call.settings.status(problem.status))
    ):
        return problem
    own = (*(rule.problem for rule in operation.rules), *operation.raises, *emulator.problems)
    for each in own:
        told = each.provenance.basis is not Basis.ASSUMED and "{" not in each.message
        if told and call.settings.status(each.status) == problem.status:
            return replace(problem, message=each.message, code=each.code, field=each.field)
    return problem


def _told_to_wait(reply: Reply, refusal: Refusal) -> Reply:
    if not refusal.retry_after:
        return reply
    return replace(reply, headers=(*reply.headers, ("Retry-After", str(refusal.retry_after))))


def _rule(operation: Operation, refusal: Refusal) -> str:
    """Returns the name of the rule that refused, or an empty text."""
    own = [rule.name for rule in operation.rules if rule.problem is refusal.problem]
    equal = [rule.name for rule in operation.rules if rule.problem == refusal.problem]
    return next(iter(own or equal), "")


def _validate(emulator: Emulator, operation: Operation, call: Call, wrong: list[Violation]) -> None:
    """Types query and body, and refuses with everything that is wrong with them and with the path at once.

    Raises:
        Refusal: something is wrong.
    """
    document = _document(emulator, operation, call) if operation.body else {}
    call.query = _typed(operation.query, _query(emulator, call), call, wrong) if operation.query else None
    call.body = _typed(operation.body, document, call, wrong)
    wrong += _missing(operation, document, call)
    if wrong:
        raise _invalid(emulator, operation, wrong)
    call.refuse_magic_number(document.get(operation.number))


def _invalid(emulator: Emulator, operation: Operation, wrong: list[Violation]) -> Refusal:
    """Returns the refusal of all that is wrong: with the best known of the problems that the page has for it, and each
    violation as it is known itself."""
    problems = [operation.invalid.get(violation.cause, emulator.refusals.invalid) for violation in wrong]
    known = zip(wrong, problems, strict=True)
    violations = tuple(replace(violation, provenance=problem.provenance) for violation, problem in known)
    return Refusal(min(problems, key=lambda problem: problem.provenance.rank), violations)


def _typed(schema: type[Document] | None, document: Any, call: Call, wrong: list[Violation]) -> Document | None:
    if schema is None:
        return None
    checked = check(schema, document, call.settings)
    call.ignored += ignored_fields(schema, document, checked)
    if isinstance(checked, tuple):
        wrong += checked
        return None
    return checked


def _document(emulator: Emulator, operation: Operation, call: Call) -> dict[str, Any]:
    if call.request.body is None:
        raise Refusal(emulator.refusals.too_large)
    try:
        document: dict[str, Any] = emulator.decode(operation, call.request)
    except WrongMediaType:
        raise Refusal(emulator.refusals.media_type) from None
    except Malformed as malformed:
        raise Refusal(emulator.refusals.malformed, (Violation((), "malformed", str(malformed)),)) from None
    return document


def _query(emulator: Emulator, call: Call) -> dict[str, str]:
    try:
        return pairs(call.request.query)
    except Malformed as malformed:
        raise Refusal(emulator.refusals.invalid, (Violation((), "malformed", str(malformed)),)) from None


def _missing(operation: Operation, document: Mapping[str, Any], call: Call) -> list[Violation]:
    return [
        Violation((name,), "missing", "is required")
        for row in operation.requires
        if row.when(document, call.settings)
        for name in row.fields
        if name not in document
    ]


def _encoded(reply: Reply) -> bytes:
    if reply.content is None:
        return b""
    return reply.content if isinstance(reply.content, bytes) else orjson.dumps(reply.content)
