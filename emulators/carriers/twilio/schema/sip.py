"""Credential lists and IP access control lists, and what is on them."""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import Annotated

from annotated_types import Interval, Len
from pydantic import AfterValidator

from emulators.carriers.twilio.schema.paths import AccountPath
from emulators.carriers.twilio.schema.values import Form, Name
from emulators.core.provenance import assumed, documented
from emulators.core.schema import Decimal, Omissible, Secret, Text, malformed

_STRONG = (re.compile("[0-9]"), re.compile("[a-z]"), re.compile("[A-Z]"))


def _password(value: str) -> str:
    if len(value) < 12 or not all(kind.search(value) for kind in _STRONG):
        raise malformed("must be at least 12 characters long, with a digit and letters of both cases")
    return value


def _ipv4(value: str) -> str:
    try:
        return str(IPv4Address(value))
    except ValueError:
        raise malformed("must be an IPv4 address") from None


LongName = Annotated[Text, Len(0, 255)]
Strong = Annotated[
    Annotated[Text, AfterValidator(_password), Secret],
    documented("a minimum of 12 characters, contain at least 1 digit, and have mixed case"),
]
Address = Annotated[
    Annotated[Text, AfterValidator(_ipv4)], documented("dotted decimal notation. IPv4 only supported today")
]
Prefix = Annotated[
    Annotated[Decimal, Interval(ge=0, le=32)],
    assumed("the length of the CIDR prefix: an IPv4 address has 32 bits"),
]


class CredentialListPath(AccountPath):
    """The path of what is on a credential list."""

    CredentialListSid: Annotated[Text, documented("identifies the credential list")]


class CredentialPath(CredentialListPath):
    """The path of one credential."""

    Sid: Annotated[Text, documented("The unique id that identifies the resource")]


class AccessListPath(AccountPath):
    """The path of what is on an IP access control list."""

    IpAccessControlListSid: Annotated[Text, documented("identifies the IpAddress resources")]


class AddressPath(AccessListPath):
    """The path of one address."""

    Sid: Annotated[Text, documented("uniquely identifies the resource")]


class CredentialList(Form):
    """A credential list, new or renamed."""

    FriendlyName: Annotated[Name, documented("up to 64 characters long")]


class CreateCredential(Form):
    """A new credential."""

    Username: Annotated[Annotated[Text, Len(1, 32)], documented("It can be up to 32 characters long")]
    Password: Strong


class UpdateCredential(Form):
    """What of a credential may be changed."""

    Password: Omissible[Strong] = None


class AccessList(Form):
    """An IP access control list, new or renamed."""

    FriendlyName: Annotated[LongName, documented("up to 255 characters long")]


class CreateAddress(Form):
    """A new address, or block of addresses."""

    FriendlyName: Annotated[LongName, documented("up to 255 characters long")]
    IpAddress: Address
    CidrPrefixLength: Annotated[Prefix, documented("By default the entire IP address is used")] = 32


class UpdateAddress(Form):
    """What of an address may be changed. Only what is posted changes."""

    FriendlyName: Annotated[Omissible[LongName], documented("up to 255 characters long")] = None
    IpAddress: Omissible[Address] = None
    CidrPrefixLength: Omissible[Prefix] = None
