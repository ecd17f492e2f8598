"""Reads exchanges from HAR, whoever wrote it."""

from __future__ import annotations

import base64
import binascii

from pydantic import BaseModel, ConfigDict, Field

from emulators.core.json_document import BadDocument, read_document
from emulators.recording.recorded import BadRecording, Recorded


class HarPart(BaseModel):
    """A part of a HAR log. Fields that are not read here may hold anything."""

    model_config = ConfigDict(extra="ignore", defer_build=True)


class Pair(HarPart):
    """A header of a request or an answer."""

    name: str
    value: str = ""


class PostData(HarPart):
    """The body of a request."""

    mimeType: str = ""
    text: str = ""
    params: list[Pair] = Field(default_factory=list)


class HarRequest(HarPart):
    """A request."""

    method: str
    url: str
    headers: list[Pair] = Field(default_factory=list)
    postData: PostData | None = None


class Body(HarPart):
    """The body of an answer."""

    text: str = ""
    encoding: str = ""


class HarResponse(HarPart):
    """An answer."""

    status: int = 0
    headers: list[Pair] = Field(default_factory=list)
    content: Body = Field(default_factory=Body)


class HarEntry(HarPart):
    """A request and its answer."""

    startedDateTime: str = "2024-01-15T10:30:00Z"
    time: float = 0
    request: HarRequest
    response: HarResponse = Field(default_factory=HarResponse)
    vendor: str = Field("", alias="_vendor")
    target: str = Field("", alias="_target")


class Log(HarPart):
    """The exchanges of a file, in order."""

    entries: list[HarEntry] = Field(min_length=1)


class Har(HarPart):
    """A whole HAR file."""

    log: Log


def read_har(text: bytes) -> list[Recorded]:
    """Returns the exchanges of a HAR file.

    Raises:
        BadRecording: the text is none; the message names the place.
    """
    try:
        return [_recorded(each) for each in read_document(Har, text).log.entries]
    except BadDocument as error:
        raise BadRecording(str(error)) from None


def _recorded(entry: HarEntry) -> Recorded:
    asked, answered = entry.request, entry.response
    headers = {each.name.lower(): each.value for each in asked.headers if not each.name.startswith(":")}
    return Recorded(
        method=asked.method.upper(),
        url=asked.url,
        headers=headers,
        body=asked.postData.text.encode() if asked.postData else b"",
        status=answered.status,
        answer_headers={each.name.lower(): each.value for each in answered.headers},
        answer=_decoded(answered.content),
        at=entry.startedDateTime,
        milliseconds=entry.time,
        vendor=entry.vendor,
        target=entry.target,
    )


def _decoded(body: Body) -> bytes:
    if body.encoding != "base64":
        return body.text.encode()
    try:
        return base64.b64decode(body.text, validate=True)
    except binascii.Error as error:
        raise BadRecording(f"the body of an answer is no base64: {error}") from None
