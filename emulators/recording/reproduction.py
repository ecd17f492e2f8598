"""Finds out what makes an emulator answer a recorded request as the vendor did, and keeps it as a bundle."""

from __future__ import annotations

import re
from contextlib import closing, suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from importlib.metadata import version
from typing import TYPE_CHECKING

import orjson

from emulators.bundles.bundle import Bundle, BundledAnswer, BundledRequest, content, to_bytes
from emulators.bundles.redaction import without_secrets
from emulators.bundles.replay import complete
from emulators.control.fault_reading import read_fault
from emulators.core.clock import BadTime, moment
from emulators.core.namespaces import Namespaces
from emulators.recording.comparison import form
from emulators.recording.hypotheses import RAW, Hypothesis, as_request, hypotheses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emulators.core.emulator import Emulator
    from emulators.recording.recorded import Recorded

_MADE = re.compile(rb"[A-Za-z0-9+_-]*[0-9][A-Za-z0-9+_-]*")
"""Words with a digit in them: telephone numbers, identifiers, times."""

NOW = "2024-01-15T10:30:00+00:00"


class Likeness(IntEnum):
    """How alike two answers are."""

    OTHER = 0
    STATUS = 1
    FORM = 2
    SAME = 3


@dataclass(frozen=True)
class Reproduction:
    """The reproduction of a recorded request: the answer without changes, the best hypothesis, and its bundle."""

    first_status: int
    hypothesis: Hypothesis
    likeness: Likeness
    bundle: Bundle

    @property
    def is_reproduced(self) -> bool:
        """Whether the vendor's answer came out, and not only because a fault repeats it."""
        return self.likeness is Likeness.SAME and self.hypothesis.words != RAW


async def reproduce(emulators: tuple[Emulator, ...], emulator: Emulator, exchanges: Sequence[Recorded]) -> Reproduction:
    """Returns what makes the emulator answer the last of these exchanges as the vendor did; the others came before it.

    Raises:
        CannotReplay: what was found cannot be written without its secrets.
    """
    *before, wanted = exchanges
    earlier = tuple(as_request(emulator, each) for each in before)
    tried: list[tuple[Likeness, float, Hypothesis, Bundle]] = []
    with closing(Namespaces(emulators)) as every:
        for hypothesis in hypotheses(every, emulator, earlier, as_request(emulator, wanted), wanted):
            bundle = await complete(_bundle(emulator, hypothesis, wanted.at), every, read_fault)
            answered = bundle.requests[-1].answer
            likeness = compare(wanted, answered)
            tried.append((likeness, _similarity(wanted.answer, to_bytes(answered.body)), hypothesis, bundle))
            if wanted.status == 0 or likeness is Likeness.SAME:
                break
    likeness, _, hypothesis, bundle = max(tried, key=lambda each: _rank(*each[:3]))
    first = tried[0][3].requests[-1].answer.status
    return Reproduction(first, hypothesis, likeness, await without_secrets(bundle, emulators, read_fault))


def _rank(likeness: Likeness, similarity: float, hypothesis: Hypothesis) -> tuple[float, float]:
    """Returns how good a reproduction is. A fault that repeats the answer is better than one that does not, and than another
    status, and not than what the emulator answers by itself."""
    if hypothesis.words == RAW:
        return 0.5, 0
    return (0.25 if hypothesis.fault and likeness is not Likeness.SAME else likeness, similarity)


def _similarity(there: bytes, here: bytes) -> float:
    return SequenceMatcher(None, there[:2_000], here[:2_000], autojunk=False).quick_ratio()


def _bundle(emulator: Emulator, hypothesis: Hypothesis, at: str) -> Bundle:
    last = len(hypothesis.requests)
    settings = {each.name: each.default for each in emulator.settings} | dict(hypothesis.settings)
    return Bundle(
        made_by=f"voice-emulators {version('voice-emulators')}",
        settings={emulator.name: settings} if settings else {},
        requests=[
            BundledRequest(
                number=number,
                emulator=emulator.name,
                at=_time(at),
                method=request.method,
                path=request.path,
                query=request.query.decode("latin-1"),
                headers=dict(request.headers),
                body=None if request.body is None else content(request.body),
                url=request.url,
                fault=dict(hypothesis.fault) if hypothesis.fault and number == last else None,
                answer=BundledAnswer(status=0),
            )
            for number, request in enumerate(hypothesis.requests, 1)
        ],
    )


def _time(written: str) -> str:
    """Returns the time of a recording, or a fixed one where it cannot be read."""
    try:
        return moment(written).isoformat()
    except BadTime:
        return NOW


def compare(wanted: Recorded, answer: BundledAnswer) -> Likeness:
    """Returns how alike the vendor's answer and the emulator's are. The values of a success are not compared, as they
    are made anew."""
    if wanted.status != answer.status:
        return Likeness.OTHER
    there, here = wanted.answer, to_bytes(answer.body)
    if not there or _texts(there) == _texts(here) or (wanted.status < 400 and form(there) == form(here)):
        return Likeness.SAME
    return Likeness.FORM if form(there) == form(here) else Likeness.STATUS


def _texts(body: bytes) -> bytes:
    """Returns a body in a form in which other numbers, other identifiers and another notation are equal."""
    with suppress(orjson.JSONDecodeError):
        body = orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    return _MADE.sub(b"#", body)
