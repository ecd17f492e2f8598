"""Applications: the URLs that hear of the calls to a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo.uris import application_uri

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers
    from emulators.core.store import Row


def new_id(ids: Identifiers) -> str:
    """Returns a new `app_id`: 17 digits, as in every sample."""
    return ids.digits(17)


def new(auth_id: str, app_id: str, name: str, *, answer_url: str = "", hangup_url: str = "") -> Row:
    """Returns a row of `APPLICATIONS` with everything left out that may be left out."""
    return {
        "app_id": app_id,
        "auth_id": auth_id,
        "app_name": name,
        "answer_url": answer_url,
        "answer_method": "POST",
        "hangup_url": hangup_url,
        "hangup_method": "POST",
        "fallback_answer_url": "",
        "fallback_method": "POST",
        "message_url": "",
        "message_method": "POST",
        "default_app": False,
        "default_endpoint_app": False,
        "enabled": True,
        "public_uri": False,
        "sip_uri": f"sip:{app_id}@app.plivo.com",
        "resource_uri": application_uri(auth_id, app_id),
    }
