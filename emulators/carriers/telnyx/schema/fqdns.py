"""The hosts that an FQDN connection leads to."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval, MinLen
from pydantic import Field

from emulators.carriers.telnyx.schema.connections import ConnectionPaging
from emulators.carriers.telnyx.schema.values import DOCUMENT
from emulators.core.provenance import assumed, documented
from emulators.core.schema import Decimal, Document, Integer, Omissible, Text

DnsRecord = Literal["a", "srv"]
PORT = documented("port: where there is none the DNS record type must be srv, where there is one it must be a")
Port = Annotated[Integer, Interval(ge=0, le=65535), assumed("no bounds are printed: a port's own")]
Host = Annotated[Text, MinLen(1), assumed("an empty name is no host")]


class UpdateFqdn(Document):
    """What of a host may be changed."""

    connection_id: Annotated[Omissible[Text], DOCUMENT] = None
    fqdn: Annotated[Omissible[Host], DOCUMENT] = None
    dns_record_type: Annotated[Omissible[DnsRecord], PORT] = None
    port: Annotated[Port | None, PORT] = None


class CreateFqdn(Document):
    """A host of a connection."""

    connection_id: Annotated[Text, DOCUMENT]
    fqdn: Annotated[Host, DOCUMENT]
    dns_record_type: Annotated[DnsRecord, PORT]
    port: Annotated[Port | None, PORT] = None


class ListFqdns(ConnectionPaging):
    """The filters of the list of hosts, all of which must match."""

    connection_id: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[connection_id]")
    fqdn: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[fqdn]")
    port: Annotated[Omissible[Decimal], DOCUMENT] = Field(None, alias="filter[port]")
    dns_record_type: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[dns_record_type]")
