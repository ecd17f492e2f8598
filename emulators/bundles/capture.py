"""Captures requests of a namespace as a bundle without secrets."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import orjson

from emulators.bundles.bundle import Bundle, BundledRequest, content, to_bytes
from emulators.bundles.pseudonyms import Pseudonyms
from emulators.bundles.replay import answer_of, differences, replay
from emulators.bundles.world import differing_rows, tables
from emulators.explanation.rehearsal import rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from emulators.bundles.bundle import BundledAnswer, Settings
    from emulators.bundles.replay import ReadFault
    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace


class CannotReplay(ValueError):
    """Raised where a bundle would not give the answers that were given. The message is meant for the user."""


def capture(space: Namespace, emulators: tuple[Emulator, ...], entries: Sequence[Entry]) -> Bundle:
    """Returns the bundle of these requests, secrets included. They are in order, and the emulator itself sent none of them."""
    first = entries[0]
    base = {name: dict(values) for name, values in space.settings_at(first.number).items()}
    asked = {entry.emulator for entry in entries}
    with rehearsal(space, emulators, first) as stage:
        state = differing_rows(stage.namespace, emulators)
    return Bundle(
        made_by=f"voice-emulators {version('voice-emulators')}",
        namespace=space.name,
        settings={
            each.name: kept for each in emulators if (kept := _settings(each, base[each.name], each.name in asked))
        },
        state=state,
        requests=[_request(entry, _changed(base, space.settings_at(entry.number))) for entry in entries],
    )


def _settings(emulator: Emulator, values: Mapping[str, Any], asked: bool) -> dict[str, Any]:  # noqa: FBT001 -- a fact
    """Returns the settings of an emulator: all of one that was called, and of another one those that were changed."""
    defaults = {each.name: each.default for each in emulator.settings}
    return {name: value for name, value in values.items() if asked or value != defaults[name]}


def _changed(base: Settings, values: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Returns the settings that differ from those of the request before, and remembers them."""
    changed = {
        emulator: {name: value for name, value in own.items() if base[emulator][name] != value}
        for emulator, own in values.items()
    }
    for emulator, own in changed.items():
        base[emulator].update(own)
    return {emulator: own for emulator, own in changed.items() if own}


def _request(entry: Entry, settings: Settings) -> BundledRequest:
    request = entry.request
    twice = entry.fault is not None and entry.fault["outcome"] == "twice"  # then each of the two is an entry of its own
    return BundledRequest(
        number=entry.number,
        emulator=entry.emulator,
        at=entry.at.isoformat(),
        method=request.method,
        path=request.path,
        query=request.query.decode("latin-1"),
        headers=dict(request.headers),
        body=None if request.body is None else content(request.body),
        url=request.url,
        identifiers=list(entry.identifiers),
        settings=settings,
        fault=dict(entry.fault["rule"]) if entry.fault and not twice else None,
        answer=answer_of(entry).model_copy(update={"sent": None} if twice else {}),
    )


async def without_secrets(bundle: Bundle, emulators: tuple[Emulator, ...], read_fault: ReadFault) -> Bundle:
    """Returns the bundle with every secret replaced by a value of its form, and with the answers that this gives.

    A credential that was made with a secret of the demo world, such as a signed token, stays where it was accepted and nothing
    else is answered alike: everybody can make it.

    Raises:
        CannotReplay: with another secret the answers are others all the same.
    """
    found = _learned(bundle, emulators)
    hidden, alike = await _hide(bundle, found, emulators, read_fault)
    if not all(alike):
        both = zip(bundle.requests, alike, strict=True)
        signed = frozenset(each.number for each, same in both if not same and each.answer.status != 401)
        found = _learned(bundle, emulators, signed)
        hidden, alike = await _hide(bundle, found, emulators, read_fault)
    if not all(alike):
        raise CannotReplay("without its secrets this is answered otherwise; ask for the bundle with them")
    return hidden


async def _hide(
    bundle: Bundle, found: Pseudonyms, emulators: tuple[Emulator, ...], read_fault: ReadFault
) -> tuple[Bundle, list[bool]]:
    """Returns the bundle without secrets, with the answers that this gives, and which of them are as they were otherwise."""
    requests = [_hidden(each, found) for each in bundle.requests]
    hidden = bundle.model_copy(update={"state": found.json(bundle.state), "requests": requests})
    answers = await replay(hidden, emulators, read_fault)
    wanted = [_answer(each.answer, found) for each in bundle.requests]
    alike = [_comparable(now) == _comparable(then) for now, then in zip(answers, wanted, strict=True)]
    answered = [each.model_copy(update={"answer": now}) for each, now in zip(requests, answers, strict=True)]
    return hidden.model_copy(update={"requests": answered}), alike


def _learned(bundle: Bundle, emulators: tuple[Emulator, ...], signed: frozenset[int] = frozenset()) -> Pseudonyms:
    """Returns the secrets of a bundle, except the credentials of the requests that are `signed`."""
    found = Pseudonyms(frozenset(_public(emulators)))
    for name, table in tables(emulators).items():
        found.learn(bundle.state.get(name, []), table.secret)
    secrets = {each.name: each.secrets for each in emulators}
    for each in bundle.requests:
        names = secrets[each.emulator]
        if each.number not in signed:
            found.learn_headers(each.headers, names)
        found.learn_body(each.query.encode("latin-1"), names)
        found.learn_body(None if each.body is None else to_bytes(each.body), names)
        found.learn_body(to_bytes(each.answer.body), names)
    return found


async def check(bundle: Bundle, emulators: tuple[Emulator, ...], read_fault: ReadFault) -> Bundle:
    """Returns the bundle, once it is known to replay byte for byte.

    Raises:
        CannotReplay: it does not.
    """
    lines = differences(bundle, await replay(bundle, emulators, read_fault))
    if lines:
        raise CannotReplay("tried again, this is answered otherwise: " + " ".join(lines[2:8]))
    return bundle


def _hidden(request: BundledRequest, found: Pseudonyms) -> BundledRequest:
    return request.model_copy(
        update={
            "path": found.text(request.path),
            "url": found.text(request.url),
            "query": found.query(request.query.encode("latin-1")).decode("latin-1"),
            "headers": found.headers(request.headers),
            "body": None if request.body is None else content(found.body(to_bytes(request.body))),
        }
    )


def _answer(answer: BundledAnswer, found: Pseudonyms) -> BundledAnswer:
    return answer.model_copy(
        update={"headers": found.headers(answer.headers), "body": content(found.answer(to_bytes(answer.body)))}
    )


def _comparable(answer: BundledAnswer) -> tuple[Any, ...]:
    """Returns an answer in a form in which the spaces of its JSON do not count."""
    body = to_bytes(answer.body)
    try:
        return answer.status, answer.headers, answer.sent, orjson.loads(body)
    except orjson.JSONDecodeError:
        return answer.status, answer.headers, answer.sent, body


def _public(emulators: tuple[Emulator, ...]) -> Iterator[str]:
    """Yields every text of the demo world, none of which is a secret."""
    for emulator in emulators:
        for rows in emulator.seed.values():
            for row in rows:
                yield from (value for value in row.values() if isinstance(value, str))
        for credential in emulator.world.credentials:
            for value in credential.headers.values():
                yield from (value, value.partition(" ")[2])
        for values in emulator.world.known.values():
            yield from values
