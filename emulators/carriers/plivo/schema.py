"""Paths, queries and bodies of the endpoints that are served, by the names of the wire."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from annotated_types import Ge, Interval, MinLen
from pydantic import AfterValidator, ValidationInfo

from emulators.carriers.plivo.settings import APP_NAME_CHARACTERS
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Decimal, Document, Flag, Omissible, Text, malformed

_APP_NAME = re.compile(r"[A-Za-z0-9_-]+")


def _app_name(value: str, info: ValidationInfo) -> str:
    if APP_NAME_CHARACTERS.read(info) and not _APP_NAME.fullmatch(value):
        raise malformed("may hold letters, digits, - and _")
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise malformed("must be a URL") from None
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise malformed("must be a URL")
    return value


def _services(value: str) -> str:
    if not set(value.split(",")) <= {"voice", "sms", "mms"}:
        raise malformed("must list voice, sms and mms, separated by commas")
    return value


Url = Annotated[Text, AfterValidator(_url), inferred("the Python client checks it before it sends")]
Method = Annotated[Literal["GET", "POST"], assumed("the methods that a callback can have")]
Limit = Annotated[Decimal, Interval(ge=1, le=20), inferred("the Python client refuses more than 20 and less than 1")]
Offset = Annotated[Decimal, Ge(0), inferred("the Python client refuses less than 0")]
Cnam = Annotated[Literal["enabled", "disabled"], inferred("the answers recorded in the client's own tests")]
Subaccount = Annotated[Text, documented("an SA Auth ID")]


class AccountPath(Document):
    """The path of an account: `/v1/Account/{auth_id}/`."""

    auth_id: Annotated[Text, documented("MA and 18 characters")]


class NumberPath(AccountPath):
    """The path of a number, given with or without its plus: `Number/{number}/`."""

    number: Annotated[Text, documented("digits, no plus")]


class ApplicationPath(AccountPath):
    """The path of an application: `Application/{app_id}/`."""

    app_id: Annotated[Text, documented("a numeric string")]


class Paging(Document):
    """The query that every list takes."""

    limit: Limit = 20
    offset: Offset = 0


class ListNumbers(Paging):
    """The filters of the number list, all of which must match."""

    number_startswith: Annotated[Omissible[Text], documented("the first digits")] = None
    type: Annotated[
        Omissible[Literal["local", "fixed", "tollfree", "mobile", "national"]], documented("number_type")
    ] = None
    alias: Annotated[Omissible[Text], documented("alias, compared exactly: our choice")] = None
    services: Annotated[Omissible[Annotated[Text, AfterValidator(_services)]], documented("voice, sms, mms")] = None
    subaccount: Annotated[Omissible[Subaccount], documented("numbers of that subaccount")] = None


class UpdateNumber(Document):
    """The fields of a number that may be changed. A null `app_id` takes it off its application."""

    app_id: Annotated[Text | None, documented("the application it shall point at")] = None
    alias: Annotated[Text | None, documented("alias")] = None
    subaccount: Annotated[Subaccount | None, documented("subaccount")] = None
    cnam_lookup: Annotated[Omissible[Cnam], documented("cnam_lookup")] = None


class ListApplications(Paging):
    """The filters of the application list."""

    app_name: Annotated[Omissible[Text], documented("app_name, compared exactly: our choice")] = None
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
    """A new application: `app_name` is required; the rest has the defaults that the Python client sends."""

    app_name: Annotated[Text, MinLen(1), AfterValidator(_app_name), documented("app_name (letters, digits, - and _)")]


class DeleteApplication(Document):
    """The fields that a deletion may carry; endpoints are not emulated, so only numbers are taken off."""

    cascade: Annotated[Omissible[Flag], inferred("the Python client sends it")] = None
    new_endpoint_application: Annotated[Omissible[Text], inferred("the Python client sends it")] = None
