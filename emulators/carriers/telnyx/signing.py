"""Signs webhooks with a key pair of the account's: the same in every namespace, so that it can be configured once."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from emulators.extras import require

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def signature(organization_id: str, body: bytes, at: datetime) -> dict[str, str]:
    """Returns the headers that prove who sent this body when.

    Raises:
        MissingExtra: the package was installed without its extra `telnyx`.
    """
    timestamp = str(int(at.timestamp()))
    signed = _private_key(organization_id).sign(f"{timestamp}|".encode() + body)
    return {"Telnyx-Signature-Ed25519": base64.b64encode(signed).decode(), "Telnyx-Timestamp": timestamp}


def _private_key(organization_id: str) -> Ed25519PrivateKey:
    """Made from the account's id. It guards nothing: whoever reads this line can sign as well.

    Raises:
        MissingExtra: the package was installed without its extra `telnyx`.
    """
    require("telnyx", "signing Telnyx's webhooks")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 -- only calls need it

    return Ed25519PrivateKey.from_private_bytes(
        hashlib.sha256(f"telnyx webhooks of {organization_id}".encode()).digest()
    )
