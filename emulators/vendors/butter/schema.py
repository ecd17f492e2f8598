"""Types the request bodies, queries and paths, in page order, with the limits that the pages print."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from typing import Annotated, Literal, Self

from annotated_types import Interval, Len, MinLen
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import E164, Decimal, Document, Flag, Number, Omissible, Secret, Text, malformed, missing
from emulators.vendors.butter.settings import BOOLEANS_AS_STRINGS, SERVER_ADDRESS_CHECKED

AGENT_ID = re.compile("agent_[a-f0-9]{12,}")
INTEGRATION_ID = re.compile("intg_[a-f0-9]{12,}")

_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?)(:[0-9]{1,5})?")


def read_switch(value: object, *, as_string: bool) -> object:
    """Returns a boolean as it is; with `as_string`, also one written as the string that the page prints for its
    default."""
    words = {"true": True, "false": False} if as_string else {}
    return words.get(value, value) if isinstance(value, str) else value


def _switch(value: object, info: ValidationInfo) -> object:
    return read_switch(value, as_string=BOOLEANS_AS_STRINGS.read(info))


def _server_address(value: str, info: ValidationInfo) -> str:
    """Returns the address. Where an outbound trunk is to be made from it, raises the error of `missing` for an empty one,
    and of `malformed` for one that cannot be dialled."""
    dialled = info.data.get("provider") == "sip" and info.data.get("supports_outbound")
    if dialled and not value:
        raise missing()
    if dialled and SERVER_ADDRESS_CHECKED.read(info) and not _HOST.fullmatch(value):
        raise malformed("must be a host name or IP address, with a port or without")
    return value


def _integration_id(value: str, info: ValidationInfo) -> str:
    """Returns the id. Raises the error of `missing` for an empty one of a Twilio number."""
    if info.data.get("provider") == "twilio" and not value:
        raise missing()
    return value


def _cursor(value: str) -> str:
    """Returns the key that a cursor holds, or an empty text, which no number has, for one that holds none."""
    try:
        return Cursor.model_validate_json(urlsafe_b64decode(value)).phone_number_id
    except ValueError:
        return ""


Switch = Annotated[Flag, BeforeValidator(_switch)]
Name = Annotated[Text, Len(1, 100)]
PhoneNumberId = Annotated[Text, Field(pattern="^phon_[a-f0-9]{12,}$")]
NotEmpty = Annotated[Text, MinLen(1), assumed("an empty string counts as missing")]

AS_STRING = assumed("the default is printed as a string: whether one is taken is a setting")

SIP_FIELDS = (
    "sip_trunk_name",
    "sip_username",
    "sip_password",
    "sip_server_address",
    "inbound_room_name",
    "inbound_pin",
    "media_encryption",
)


class ImportPhoneNumber(Document):
    """The body of `POST /api/phone-numbers`."""

    phone_number: Annotated[E164, documented("Phone number in E.164 format (e.g., +12345678900).")]
    provider: Annotated[Literal["twilio", "sip"], documented("Provider type: twilio or sip.")]
    supports_inbound: Annotated[Switch, documented('boolean default:"false"'), AS_STRING] = False
    supports_outbound: Annotated[Switch, documented('boolean default:"false"'), AS_STRING] = False
    integration_id: Annotated[
        Omissible[Annotated[Text, AfterValidator(_integration_id)]],
        documented("integration_id string; a value of another form names no integration"),
        assumed("an empty string counts as missing"),
    ] = None
    sip_trunk_name: Annotated[Omissible[Text], documented("Name for the SIP trunk.")] = None
    sip_username: Annotated[Omissible[Text], documented("SIP username for authentication.")] = None
    sip_password: Annotated[Omissible[Text], Secret, documented("SIP password for authentication.")] = None
    sip_server_address: Annotated[
        Omissible[Annotated[Text, AfterValidator(_server_address)]],
        documented("sip_server_address string SIP server address"),
        assumed("looked at where an outbound trunk is made from it, and empty means missing there"),
    ] = None
    inbound_room_name: Annotated[Omissible[Text], documented("Room name pattern for inbound calls.")] = None
    inbound_pin: Annotated[
        Omissible[Annotated[Text, Len(4, 10)]], Secret, documented("Optional PIN for inbound calls (4-10 characters).")
    ] = None
    media_encryption: Annotated[
        Omissible[Literal["disable", "allow", "require"]],
        documented('default:"allow" SIP media encryption mode: disable, allow, or require.'),
    ] = "allow"

    @model_validator(mode="after")
    def _ignore_the_other_provider(self) -> Self:
        """Drops the fields of the other provider after they were checked: the page groups fields by provider and
        forbids none."""
        for name in SIP_FIELDS if self.provider == "twilio" else ("integration_id",):
            setattr(self, name, None)
        return self


class AgentPath(Document):
    """The path `/api/agents/{agent_id}`: what has another form than an agent's id names none."""

    agent_id: Annotated[Text, documented("{agent_id} in the path")]


class AssignmentPath(AgentPath):
    """The path `/api/agents/{agent_id}/unassign-phone-number/{phone_number_id}`."""

    phone_number_id: Annotated[Text, documented("{phone_number_id} in the path")]


class IntegrationPath(Document):
    """The path `/api/integrations/{integration_id}`: what has another form than an integration's id names none."""

    integration_id: Annotated[Text, documented("{integration_id} in the path")]


class Cursor(Document):
    """The content of a `next_cursor`: the key of the last item that was shown."""

    phone_number_id: PhoneNumberId


class ListPhoneNumbers(Document):
    """The query of `GET /api/phone-numbers`."""

    status: Annotated[Omissible[Literal["free", "assigned"]], documented("Filter by status: free or assigned.")] = None
    limit: Annotated[Decimal, Interval(ge=1, le=100), inferred("calls/list: 1-100, default 50")] = 50
    cursor: Annotated[
        Omissible[Annotated[Text, AfterValidator(_cursor)]], inferred("calls/list: base64 of JSON with the last key")
    ] = None


class AssignPhoneNumber(Document):
    """The body of `POST /api/agents/{agent_id}/assign-phone-number`."""

    phone_number_id: Annotated[PhoneNumberId, documented("format: phon_[a-f0-9]{12,}")]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The ids of the numbers that are to be assigned: this one."""
        return (self.phone_number_id,)


class CreateAgent(Document):
    """The body of `POST /api/agents`."""

    agent_name: Annotated[Name, documented("The name of the agent (1-100 characters).")]
    stt_provider: Annotated[NotEmpty, documented("Speech-to-Text provider (e.g., deepgram, deepgram-nova-3, aws).")]
    tts_provider: Annotated[NotEmpty, documented("Text-to-Speech provider (e.g., elevenlabs, cartesia, deepgram).")]
    tts_voice: Annotated[NotEmpty, documented("Voice ID for the selected TTS provider.")]
    llm_provider: Annotated[NotEmpty, documented("LLM provider (e.g., openai, anthropic, google).")]
    llm_model: Annotated[NotEmpty, documented("Model ID (e.g., gpt-4o, gemini-2.5-flash-lite).")]
    system_prompt: Annotated[Text, Len(10, 10_000), documented("(10-10000 characters)")]
    language: Annotated[
        Text,
        documented("Primary language for the agent (e.g., EN, ES)."),
        assumed("the default is the language of the samples"),
    ] = "EN"
    speak_first: Annotated[
        Flag,
        documented("Whether the agent should speak first when the call connects."),
        assumed("the default is in no copy of the page"),
    ] = False
    end_call_tool: Annotated[
        Flag,
        documented("Enable the built-in end call tool for the agent."),
        inferred("false in the sample that leaves it out"),
    ] = False
    llm_temperature: Annotated[
        Number, Interval(ge=0, le=2), documented("(0.0 to 2.0); 0.7 in the sample without it")
    ] = 0.7
    llm_fallback_provider: Annotated[Omissible[Text], inferred("concepts/agents names llm_fallback_provider")] = None
    llm_fallback_model: Annotated[Omissible[Text], inferred("concepts/agents names llm_fallback_model")] = None
    recording_enabled: Annotated[
        Flag, documented("Enable call recording for this agent."), assumed("the default is in no copy of the page")
    ] = False
    voicemail_detection: Annotated[
        Flag,
        documented("Enable AMD (Answering Machine Detection)."),
        inferred("false in the sample that leaves it out"),
    ] = False
    voicemail_message: Annotated[
        Omissible[Text], assumed("Message to leave if a voicemail is detected: the field's name is in no copy")
    ] = None
    voicemail_response_delay: Annotated[
        Number, Interval(ge=1, le=5), documented("(1.0-5.0); 2.0 in the sample without it")
    ] = 2.0
    custom_tools: Annotated[list[Text], inferred("List of custom tool IDs; named as in the answer")] = Field(
        default_factory=list
    )
    kb_document_ids: Annotated[list[Text], inferred("List of document IDs; named as in the answer")] = Field(
        default_factory=list
    )
    assigned_phone_number_ids: Annotated[
        list[PhoneNumberId], documented("List of phone number IDs to assign to this agent.")
    ] = Field(default_factory=list)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The ids of the numbers that are to be assigned, each once, however often it is listed."""
        return tuple(dict.fromkeys(self.assigned_phone_number_ids))


class TwilioCredentials(Document):
    """The credentials of an integration, in the one structure that the pages print."""

    provider: Annotated[
        Literal["twilio"],
        documented('integrations/create: "provider": "twilio"'),
        assumed("no other provider is printed"),
    ]
    account_sid: Annotated[
        NotEmpty, Secret, documented('integrations/create: "account_sid": "ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"')
    ]
    auth_token: Annotated[NotEmpty, Secret, documented('integrations/create: "auth_token": "your_twilio_auth_token"')]


class CreateIntegration(Document):
    """The body of `POST /api/integrations`."""

    name: Annotated[Name, documented("A human-readable name for the integration (1-100 characters).")]
    credentials: Annotated[TwilioCredentials, documented("Provider-specific credentials object.")]


class UpdateIntegration(Document):
    """The body of `PUT /api/integrations/{integration_id}`: what is left out stays as it is."""

    name: Annotated[Omissible[Name], documented("A new human-readable name (1-100 characters).")] = None
    credentials: Annotated[Omissible[TwilioCredentials], documented("Updated provider-specific credentials.")] = None
