"""Types the body of `POST /api/call/add-phone`, in page order, and the path of `DELETE
/api/call/delete-phone/{phoneId}`."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import MinLen

from emulators.core.provenance import assumed, documented
from emulators.core.schema import Document, Omissible, Secret, Text

NotEmpty = Annotated[Text, MinLen(1), assumed("an empty string counts as missing")]


class AddPhone(Document):
    """The body of add-phone. `accSId` may be left out where a setting says so."""

    userId: Annotated[Text, documented("ID of the user who will own this phone number.")]
    phoneNumber: Annotated[Text, documented("Phone number with country code. The + prefix is optional.")]
    integration: Annotated[Literal["plivo", "twilio", "telnyx"], documented("Choose one of: plivo, twilio, or telnyx.")]
    authToken: Annotated[NotEmpty, Secret, documented("Authentication token for your integration provider account.")]
    accSId: Annotated[Omissible[NotEmpty], Secret, documented("Account identifier for your integration provider.")] = (
        None
    )


class PhoneId(Document):
    """The path of delete-phone."""

    phoneId: Annotated[Text, documented("deletePhone: path phoneId")]
