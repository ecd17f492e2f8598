"""Paths, queries and bodies of the endpoints that are served, by the names of the wire: one module per resource."""

from emulators.carriers.plivo.schema.applications import (
    CreateApplication,
    DeleteApplication,
    ListApplications,
    UpdateApplication,
)
from emulators.carriers.plivo.schema.calls import ListCalls, MakeCall, ShowCall
from emulators.carriers.plivo.schema.numbers import BuyNumber, ListNumbers, SearchNumbers, UpdateNumber
from emulators.carriers.plivo.schema.paths import AccountPath, ApplicationPath, CallPath, NumberPath, Paging

__all__ = [
    "AccountPath",
    "ApplicationPath",
    "BuyNumber",
    "CallPath",
    "CreateApplication",
    "DeleteApplication",
    "ListApplications",
    "ListCalls",
    "ListNumbers",
    "MakeCall",
    "NumberPath",
    "Paging",
    "SearchNumbers",
    "ShowCall",
    "UpdateApplication",
    "UpdateNumber",
]
