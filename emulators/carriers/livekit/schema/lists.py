"""What lists are filtered by, and pages of them."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.livekit.schema.values import MODELS, PROTO, Texts
from emulators.core.schema import Document, Text


class Page(Document):
    """Pagination: ids greater than `after_id`, and no more than `limit`; 0 means all."""

    after_id: Annotated[Text, MODELS] = ""
    limit: Annotated[int, MODELS] = 0


class ListTrunks(Document):
    """ListSIPInboundTrunkRequest and ListSIPOutboundTrunkRequest."""

    page: Annotated[Page | None, PROTO] = None
    trunk_ids: Annotated[Texts | None, PROTO] = None
    numbers: Annotated[Texts | None, PROTO] = None


class ListLegacyTrunks(Document):
    """ListSIPTrunkRequest, deprecated."""

    page: Annotated[Page | None, PROTO] = None


class ListDispatchRules(Document):
    """ListSIPDispatchRuleRequest."""

    page: Annotated[Page | None, PROTO] = None
    dispatch_rule_ids: Annotated[Texts | None, PROTO] = None
    trunk_ids: Annotated[Texts | None, PROTO] = None
