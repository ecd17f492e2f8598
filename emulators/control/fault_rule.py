"""Defines the JSON of a fault as it is sent to the control plane."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from emulators.core.clock import BadTime, moment

Name = Literal["before", "after", "during", "twice", "slow", "garbage", "second_hop"]
QUESTIONS = ("authenticate", "owns", "configure_webhook", "release_webhook", "create_trunk", "delete_trunk")
HOW: dict[str, tuple[str, ...]] = {
    "during": ("truncated", "trickled"),
    "garbage": ("html", "invalid_json", "content_type"),
    "second_hop": ("refused", "lost", "limited", "denied"),
}
"""What `how` may be, by outcome; the first is what is meant where nothing is said."""

FOR: dict[str, frozenset[str]] = {
    "error": frozenset({"before"}),
    "retry_after": frozenset({"before"}),
    "status": frozenset({"before", "after", "garbage"}),
    "response": frozenset({"before", "after"}),
    "how": frozenset(HOW),
    "carrier": frozenset({"second_hop"}),
    "question": frozenset({"second_hop"}),
}
"""The outcomes that each part of a rule goes with, where it does not go with all."""


SERVERS_OWN = frozenset({"content-length", "transfer-encoding", "connection"})


def _time(written: str) -> datetime:
    try:
        return moment(written)
    except BadTime as error:
        raise ValueError(str(error)) from None


def _header(name: str) -> str:
    if name.lower() in SERVERS_OWN:
        raise ValueError("this header says where the answer ends, so the server sets it")
    return name


Time = Annotated[str, AfterValidator(lambda written: _time(written) and written)]
HeaderName = Annotated[str, Field(pattern=r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"), AfterValidator(_header)]
HeaderValue = Annotated[str, Field(pattern=r"^[\t\x20-\x7e\u0080-\u00ff]*$")]
Seconds = Annotated[float, Field(ge=0, le=300)]
Positive = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """A part of a rule, in which an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class Matching(Strict):
    """What a request must contain for the fault to take it."""

    number: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    fields: dict[str, Any] = Field(default_factory=dict)


class Counting(Strict):
    """Which of the matching requests the fault takes."""

    first: Positive | None = None
    nth: Positive | None = None
    every: Positive | None = None
    since: Time | None = None
    until: Time | None = None
    probability: Annotated[float, Field(ge=0, le=1)] | None = None
    seed: int = 0


class RawAnswer(Strict):
    """An HTTP answer as it is sent."""

    status: Annotated[int, Field(ge=200, le=599)]
    headers: dict[HeaderName, HeaderValue] = Field(default_factory=dict)
    body: str = ""

    @property
    def lower_headers(self) -> list[tuple[str, str]]:
        """The headers, with their names in lower case."""
        return [(name.lower(), value) for name, value in self.headers.items()]


class FaultRule(Strict):
    """A fault: `where` is VENDOR.OPERATION or VENDOR.*, `outcome` what happens to the request. Delays are in seconds."""

    where: str
    outcome: Name
    match: Matching = Field(default_factory=Matching)
    when: Counting = Field(default_factory=Counting)
    delay: Seconds = 0
    jitter: Seconds = 0
    error: str | None = None
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    response: RawAnswer | None = None
    retry_after: Annotated[int, Field(ge=1, le=86_400)] | None = None
    how: str | None = None
    carrier: str | None = None
    question: str | None = None
