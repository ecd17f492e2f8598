"""Resources of SIP trunking: absolute URLs that lead back here, dates of ISO 8601."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.representations.core_api import CAPABILITIES
from emulators.carriers.twilio.tables import TRUNK_CREDENTIAL_LISTS, TRUNK_IP_ACCESS_CONTROL_LISTS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


def trunk(call: Call, row: Row) -> dict[str, Any]:
    """Returns a trunk, with links to what hangs on it."""
    url = f"{_base(call)}/v1/Trunks/{row['sid']}"
    attached = {"IP_ACL": TRUNK_IP_ACCESS_CONTROL_LISTS, "CREDENTIAL_LIST": TRUNK_CREDENTIAL_LISTS}
    kinds = [kind for kind, table in attached.items() if call.store.count(table, trunk_sid=row["sid"])]
    return row | {
        "recording": {"mode": "do-not-record", "trim": "do-not-trim"},
        "auth_type": ",".join(kinds),
        "auth_type_set": kinds,
        "symmetric_rtp_enabled": False,
        "url": url,
        "links": {
            "origination_urls": f"{url}/OriginationUrls",
            "credential_lists": f"{url}/CredentialLists",
            "ip_access_control_lists": f"{url}/IpAccessControlLists",
            "phone_numbers": f"{url}/PhoneNumbers",
        },
    }


def origination_url(call: Call, row: Row) -> dict[str, Any]:
    """Returns an origination URL."""
    return row | {"url": f"{_base(call)}/v1/Trunks/{row['trunk_sid']}/OriginationUrls/{row['sid']}"}


def trunk_number(call: Call, row: Row) -> dict[str, Any]:
    """Returns a number of a trunk: the same number in the other dialect, without what only the core API shows."""
    url = f"{_base(call)}/v1/Trunks/{row['trunk_sid']}"
    return {name: row[name] for name in TRUNK_NUMBER} | {
        "address_requirements": "none",
        "capabilities": CAPABILITIES,
        "url": f"{url}/PhoneNumbers/{row['sid']}",
        "links": {"trunk": url},
    }


TRUNK_NUMBER = (
    "sid",
    "account_sid",
    "trunk_sid",
    "phone_number",
    "api_version",
    "friendly_name",
    "beta",
    "voice_url",
    "voice_method",
    "voice_fallback_url",
    "voice_fallback_method",
    "voice_caller_id_lookup",
    "voice_application_sid",
    "status_callback",
    "status_callback_method",
    "sms_url",
    "sms_method",
    "sms_fallback_url",
    "sms_fallback_method",
    "sms_application_sid",
    "date_created",
    "date_updated",
)


def trunk_credential_list(call: Call, row: Row) -> dict[str, Any]:
    """Returns a credential list of the trunk that the path names."""
    return _attached(call, row, "CredentialLists")


def trunk_ip_access_control_list(call: Call, row: Row) -> dict[str, Any]:
    """Returns an IP access control list of the trunk that the path names."""
    return _attached(call, row, "IpAccessControlLists")


def _attached(call: Call, row: Row, collection: str) -> dict[str, Any]:
    trunk_sid = call.params.TrunkSid
    return row | {"trunk_sid": trunk_sid, "url": f"{_base(call)}/v1/Trunks/{trunk_sid}/{collection}/{row['sid']}"}


def _base(call: Call) -> str:
    """Where the client found this emulator."""
    return call.request.url.removesuffix(call.request.path)
