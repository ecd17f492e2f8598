"""Shows journal entries as JSON, with no secret in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson

from emulators.core.clock import milliseconds
from emulators.core.mask import fingerprint, masked, masked_headers, without_userinfo
from emulators.core.media import Malformed, pairs

if TYPE_CHECKING:
    from emulators.core.journal import Entry
    from emulators.core.problem import Refusal
    from emulators.core.second_hop import Question
    from emulators.core.store import Change

FORM = "application/x-www-form-urlencoded"
_PAIRS = re.compile(rb"[\w.%+\[\]-]+=[^&\s]*(&[\w.%+\[\]-]+=[^&\s]*)*")


def show_entry(entry: Entry) -> dict[str, Any]:
    """Returns an entry as JSON. A secret is shown as `***` with a fingerprint, which is the same for the same secret."""
    secrets, request = entry.secrets, entry.request
    return {
        "number": entry.number,
        "at": milliseconds(entry.at),
        "emulator": entry.emulator,
        "operation": entry.operation or None,
        "outgoing": entry.outgoing,
        "method": request.method,
        "path": without_userinfo(request.path),
        "query": _body(request.query, FORM, secrets),
        "status": entry.status,
        "microseconds": entry.microseconds,
        "headers": masked_headers(request.headers, secrets, fingerprint),
        "request": _body(request.body, request.headers.get("content-type", ""), secrets),
        "response_headers": masked_headers(_answered(entry), secrets, fingerprint),
        "response": _body(entry.body, entry.media_type, secrets),
        "refusal": _refusal(entry, entry.refusal) if entry.refusal else None,
        "carriers": [_question(question) for question in entry.questions],
        "changes": [_change(change) for change in entry.changes],
        "ignored": [{"field": each.field, "nearest": each.nearest or None} for each in entry.ignored],
        "fault": dict(entry.fault) if entry.fault else None,
        "error": entry.error or None,
        "why": why(entry) or None,
    }


def why(entry: Entry) -> str:
    """Returns in one line why a request did not simply succeed; an empty text where it did. Line breaks in it are the
    client's own."""
    parts = [f"fault, {entry.fault['outcome']}: {entry.fault['sent']}"] if entry.fault else []
    parts += [
        f"{question.carrier} {question.method}: {question.answer}"
        for question in entry.questions
        if question.answer == "no" or question.answer.startswith("failed")
    ]
    if entry.refusal:
        wrong = "; ".join(f"{each.field} {each.words}".strip() for each in entry.refusal.violations)
        basis = entry.refusal.problem.provenance.basis
        more = "; ".join(filter(None, (entry.refusal.reason, wrong)))
        parts.append(f"{entry.refusal.message}{more and f': {more}'} ({basis})")
    if entry.ignored:
        parts.append(f"ignored: {', '.join(each.text for each in entry.ignored)}")
    parts += entry.error.strip().splitlines()[-1:]
    return "; ".join(parts)


def _answered(entry: Entry) -> dict[str, str]:
    """Returns the headers of the answer; none where the emulator itself sent the request."""
    if entry.outgoing:
        return {}
    content = {"content-type": entry.media_type} if entry.body else {}
    return {name.lower(): value for name, value in entry.headers} | content


def _body(body: bytes | None, media_type: str, secrets: frozenset[str]) -> Any:
    """Returns a body with its secrets masked, read as what it looks like where its content type is wrong. Of a body
    that cannot be read, only the size is shown."""
    if not body:
        return None
    for read in (_form, _structure) if media_type.startswith(FORM) else (_structure, _unnamed_form):
        try:
            return masked(read(body), secrets, fingerprint)
        except (Malformed, ValueError):
            continue
    return f"<{len(body)} bytes that are not {media_type.partition(';')[0] or 'JSON'}>"


def _form(body: bytes) -> dict[str, str]:
    """Returns the fields of a form.

    Raises:
        Malformed: it is JSON that is only sent as a form, as `curl -d` does, and would be all name and no value.
    """
    if b"=" not in body or body.lstrip()[:1] in b'{["':
        raise Malformed
    return pairs(body)


def _unnamed_form(body: bytes) -> dict[str, str]:
    """Returns the fields of a form that is not sent as one.

    Raises:
        Malformed: a part of it does not look like a form.
    """
    if not _PAIRS.fullmatch(body):
        raise Malformed
    return pairs(body)


def _structure(body: bytes) -> Any:
    """Returns the body as a JSON object or list.

    Raises:
        Malformed: it is a mere string, which could hold JSON once more.
    """
    read = orjson.loads(body)
    if isinstance(read, str):
        raise Malformed
    return read


def _refusal(entry: Entry, refusal: Refusal) -> dict[str, Any]:
    problem = refusal.problem
    return {
        "message": refusal.message,
        "reason": refusal.reason or None,
        "violations": [
            {
                "field": wrong.field,
                "kind": wrong.kind,
                "words": wrong.words,
                "basis": (wrong.provenance or problem.provenance).basis,
            }
            for wrong in refusal.violations
        ],
        "rule": entry.rule or None,
        "basis": problem.provenance.basis,
        "cite": problem.provenance.cite,
        "asked_for": problem.asked_for,
    }


def _question(question: Question) -> dict[str, Any]:
    """Returns a question to a carrier. The account's identifier is masked, as some vendors' pages count it among the
    credentials."""
    return {
        "carrier": question.carrier,
        "asked": question.method,
        "account": fingerprint(question.account.id),
        "secret": fingerprint(question.account.secret),
        "about": without_userinfo(question.about) or None,
        "answer": question.answer,
    }


def _change(change: Change) -> dict[str, Any]:
    """Returns one write; `row` has the columns that were written, `where` the values by which the rows were chosen."""
    secret = change.table.secret
    return {
        "change": change.verb,
        "table": change.table.name,
        "rows": change.rows,
        "where": masked(dict(change.where), secret, fingerprint),
        "row": masked(change.row, secret, fingerprint),
        "before": masked(change.rows_before, secret, fingerprint),
    }
