"""The paths, queries and forms of the documented operations: one module per resource."""

from emulators.carriers.twilio.schema.applications import Application, ApplicationsQuery
from emulators.carriers.twilio.schema.available import AvailableQuery, CountryPath
from emulators.carriers.twilio.schema.calls import CallsQuery, CreateCall, UpdateCall
from emulators.carriers.twilio.schema.numbers import BuyNumber, BuyNumberOfAKind, NumbersQuery, UpdateNumber
from emulators.carriers.twilio.schema.paging import Paged
from emulators.carriers.twilio.schema.paths import AccountPath, ResourcePath, TrunkPath, TrunkResourcePath
from emulators.carriers.twilio.schema.sip import (
    AccessList,
    AccessListPath,
    AddressPath,
    CreateAddress,
    CreateCredential,
    CredentialList,
    CredentialListPath,
    CredentialPath,
    UpdateAddress,
    UpdateCredential,
)
from emulators.carriers.twilio.schema.trunks import (
    AttachAddresses,
    AttachCredentials,
    AttachNumber,
    CreateOriginationUrl,
    TrunkFields,
    UpdateOriginationUrl,
)

__all__ = [
    "AccessList",
    "AccessListPath",
    "AccountPath",
    "AddressPath",
    "Application",
    "ApplicationsQuery",
    "AttachAddresses",
    "AttachCredentials",
    "AttachNumber",
    "AvailableQuery",
    "BuyNumber",
    "BuyNumberOfAKind",
    "CallsQuery",
    "CountryPath",
    "CreateAddress",
    "CreateCall",
    "CreateCredential",
    "CreateOriginationUrl",
    "CredentialList",
    "CredentialListPath",
    "CredentialPath",
    "NumbersQuery",
    "Paged",
    "ResourcePath",
    "TrunkFields",
    "TrunkPath",
    "TrunkResourcePath",
    "UpdateAddress",
    "UpdateCall",
    "UpdateCredential",
    "UpdateNumber",
    "UpdateOriginationUrl",
]
