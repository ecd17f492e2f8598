"""The paths, queries and bodies of the endpoints that are served: one module per resource."""

from emulators.carriers.telnyx.schema.applications import (
    CallControlApplication,
    ListCallControlApplications,
    ListTexmlApplications,
    TexmlApplication,
)
from emulators.carriers.telnyx.schema.available_numbers import SearchNumbers
from emulators.carriers.telnyx.schema.calls import (
    Answer,
    CallControlId,
    Command,
    Dial,
    Reject,
    Speak,
    StartStreaming,
    Transfer,
)
from emulators.carriers.telnyx.schema.connections import (
    CredentialConnection,
    FqdnConnection,
    ListConnections,
    UpdateCredentialConnection,
    UpdateFqdnConnection,
)
from emulators.carriers.telnyx.schema.fqdns import CreateFqdn, ListFqdns, UpdateFqdn
from emulators.carriers.telnyx.schema.jobs import DeleteNumbers, JobFilters, JobId, ListJobs, UpdateNumbers
from emulators.carriers.telnyx.schema.number_orders import ListOrders, OrderId, OrderNumbers, UpdateOrder
from emulators.carriers.telnyx.schema.numbers import ListNumbers, ListSlimNumbers, UpdateNumber
from emulators.carriers.telnyx.schema.paging import Id, Paging
from emulators.carriers.telnyx.schema.voice_settings import UpdateVoiceSettings

__all__ = [
    "Answer",
    "CallControlApplication",
    "CallControlId",
    "Command",
    "CreateFqdn",
    "CredentialConnection",
    "DeleteNumbers",
    "Dial",
    "FqdnConnection",
    "Id",
    "JobFilters",
    "JobId",
    "ListCallControlApplications",
    "ListConnections",
    "ListFqdns",
    "ListJobs",
    "ListNumbers",
    "ListOrders",
    "ListSlimNumbers",
    "ListTexmlApplications",
    "OrderId",
    "OrderNumbers",
    "Paging",
    "Reject",
    "SearchNumbers",
    "Speak",
    "StartStreaming",
    "TexmlApplication",
    "Transfer",
    "UpdateCredentialConnection",
    "UpdateFqdn",
    "UpdateFqdnConnection",
    "UpdateNumber",
    "UpdateNumbers",
    "UpdateOrder",
    "UpdateVoiceSettings",
]
