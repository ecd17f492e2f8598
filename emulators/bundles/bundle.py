"""Describes a bundle: the state that some requests found, and each request with its clock, identifiers, fault and
answer."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from emulators.core.clock import BadTime, moment
from emulators.core.json_document import BadDocument, read_document

FORMAT = "voice-emulators bundle"
Settings = dict[str, dict[str, bool | int | str]]


class BadBundle(ValueError):
    """Raised for what is no bundle, or for one that cannot be replayed here. The message is meant for the user."""


def _time(written: str) -> str:
    try:
        moment(written)
    except BadTime as error:
        raise ValueError(str(error)) from None
    return written


class BundlePart(BaseModel):
    """A part of a bundle, in which an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


def _base64(written: str) -> str:
    try:
        base64.b64decode(written, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
    return written


class Binary(BundlePart):
    """The bytes of a body that is no text."""

    base64: Annotated[str, AfterValidator(_base64)]


Content = str | Binary


def content(body: bytes) -> Content:
    """Returns a body as a bundle holds it: as text where it is UTF-8, otherwise as bytes."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return Binary(base64=base64.b64encode(body).decode())


def to_bytes(body: Content) -> bytes:
    """Returns the bytes of a body that a bundle holds."""
    return body.encode() if isinstance(body, str) else base64.b64decode(body.base64)


class BundledAnswer(BundlePart):
    """What the emulator answered. `sent` says what the client got instead, where a fault changed it."""

    status: int
    headers: dict[str, str] = Field(default_factory=dict)
    body: Content = ""
    sent: str | None = None


class BundledRequest(BundlePart):
    """One request. `body` is null where it was larger than what is read; `settings` are those that differ from the
    bundle's."""

    number: Annotated[int, Field(ge=1)]
    emulator: str
    at: Annotated[str, AfterValidator(_time)]
    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    body: Content | None = ""
    url: str = ""
    identifiers: list[str] = Field(default_factory=list)
    settings: Settings = Field(default_factory=dict)
    fault: dict[str, Any] | None = None
    answer: BundledAnswer


class Bundle(BundlePart):
    """Rows by table, where a table differs from the demo world; settings by emulator; and the requests in order."""

    format: Literal["voice-emulators bundle"] = "voice-emulators bundle"
    version: Literal[1] = 1
    made_by: str = ""
    namespace: str = "default"
    settings: Settings = Field(default_factory=dict)
    state: dict[str, list[dict[str, Any]]] = Field(default_factory=dict)
    requests: Annotated[list[BundledRequest], Field(min_length=1)]

    def text(self) -> str:
        """Returns the bundle as the text of its file, in ASCII."""
        return json.dumps(self.model_dump(mode="json"), indent=2) + "\n"


def read_bundle(text: str | bytes) -> Bundle:
    """Returns the bundle that a file's text holds.

    Raises:
        BadBundle: it holds none; the message names the place.
    """
    try:
        return read_document(Bundle, text)
    except BadDocument as error:
        raise BadBundle(str(error)) from None
