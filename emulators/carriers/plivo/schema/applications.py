"""Applications: what a list is filtered by, what is made, changed and deleted."""

from __future__ import annotations

import re
from typing import Annotated, Any

from annotated_types import MinLen
from pydantic import AfterValidator, ValidationInfo

from emulators.carriers.plivo.schema.paths import Paging
from emulators.carriers.plivo.schema.values import Method, Subaccount, Url
from emulators.carriers.plivo.settings import APP_NAME_CHARACTERS
from emulators.core.provenance import documented, inferred
from emulators.core.schema import Document, Flag, Omissible, Text, malformed

_APP_NAME = re.compile(r"[A-Za-z0-9_-]+")


def _app_name(value: str, info: ValidationInfo) -> str:
    if APP_NAME_CHARACTERS.read(info) and not _APP_NAME.fullmatch(value):
        raise malformed("may hold letters, digits, - and _")
    return value


class ListApplications(Paging):
    """The filters of the application list."""

    app_name: Annotated[Omissible[Text], inferred("the Python client sends it; compared exactly: our choice")] = None
    subaccount: Annotated[Omissible[Subaccount], documented("applications of that subaccount")] = None


class UpdateApplication(Document):
    """The fields of an application that may be changed. What is left out stays as it is."""

    answer_url: Annotated[Omissible[Url], documented("answer_url")] = None
    answer_method: Annotated[Omissible[Method], documented("answer_method")] = None
    hangup_url: Annotated[Omissible[Url], documented("hangup_url")] = None
    hangup_method: Annotated[Omissible[Method], documented("hangup_method")] = None
    fallback_answer_url: Annotated[Omissible[Url], documented("fallback_answer_url")] = None
    fallback_method: Annotated[Omissible[Method], documented("fallback_method")] = None
    message_url: Annotated[Omissible[Url], documented("message_url")] = None
    message_method: Annotated[Omissible[Method], documented("message_method")] = None
    default_number_app: Annotated[Omissible[Flag], inferred("the Python client sends it; answered as default_app")] = (
        None
    )
    default_endpoint_app: Annotated[Omissible[Flag], inferred("the Python client sends it")] = None
    public_uri: Annotated[Omissible[Flag], inferred("the Python client sends it")] = None
    subaccount: Annotated[Omissible[Subaccount], documented("subaccount")] = None

    def columns(self) -> dict[str, Any]:
        """Returns what was sent, by the names that an application is answered with."""
        given = self.given()
        given.pop("subaccount", None)
        if "default_number_app" in given:
            given["default_app"] = given.pop("default_number_app")
        return given


class CreateApplication(UpdateApplication):
    """A new application: `app_name` is required, and so is `answer_url` by a rule; the rest has the defaults that the Python client sends."""

    app_name: Annotated[Text, MinLen(1), AfterValidator(_app_name), documented("app_name (letters, digits, - and _)")]


class DeleteApplication(Document):
    """The fields that a deletion may carry; endpoints are not emulated, so only numbers are taken off."""

    cascade: Annotated[Omissible[Flag], inferred("the Python client sends it")] = None
    new_endpoint_application: Annotated[Omissible[Text], inferred("the Python client sends it")] = None
