"""Takes the secrets out of a bundle, so that its answers stay what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from emulators.bundles.bundle import content, to_bytes
from emulators.bundles.capture import CannotReplay
from emulators.bundles.pseudonyms import Pseudonyms
from emulators.bundles.replay import replay
from emulators.bundles.world import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.bundles.bundle import Bundle, BundledAnswer, BundledRequest
    from emulators.bundles.replay import ReadFault
    from emulators.core.emulator import Emulator


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
