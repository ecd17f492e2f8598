"""Credential lists with their credentials, and IP access control lists with their addresses."""

from __future__ import annotations

from emulators.carriers.twilio import rules, schema, sip
from emulators.carriers.twilio.operations.account import ACCOUNT
from emulators.carriers.twilio.operations.sip_resources import SipResource, operations_of
from emulators.carriers.twilio.representations import sip as drawn
from emulators.carriers.twilio.tables import CREDENTIAL_LISTS, CREDENTIALS, IP_ACCESS_CONTROL_LISTS, IP_ADDRESSES

SIP = f"{ACCOUNT}/SIP"

CREDENTIAL_LIST = SipResource(
    "credential_lists",
    "CL",
    f"{SIP}/CredentialLists",
    CREDENTIAL_LISTS,
    (schema.AccountPath, schema.ResourcePath),
    (schema.CredentialList, schema.CredentialList),
    drawn.credential_list,
    sip.delete_credential_list,
    named=(rules.credential_list_name_is_new,),
)
CREDENTIAL = SipResource(
    "credentials",
    "CR",
    f"{SIP}/CredentialLists/{{CredentialListSid}}/Credentials",
    CREDENTIALS,
    (schema.CredentialListPath, schema.CredentialPath),
    (schema.CreateCredential, schema.UpdateCredential),
    drawn.credential,
    sip.delete_credential,
    {"credential_list_sid": "CredentialListSid"},
    (rules.credential_list_exists,),
)
ACCESS_LIST = SipResource(
    "ip_access_control_lists",
    "AL",
    f"{SIP}/IpAccessControlLists",
    IP_ACCESS_CONTROL_LISTS,
    (schema.AccountPath, schema.ResourcePath),
    (schema.AccessList, schema.AccessList),
    drawn.ip_access_control_list,
    sip.delete_ip_access_control_list,
)
ADDRESS = SipResource(
    "ip_addresses",
    "IP",
    f"{SIP}/IpAccessControlLists/{{IpAccessControlListSid}}/IpAddresses",
    IP_ADDRESSES,
    (schema.AccessListPath, schema.AddressPath),
    (schema.CreateAddress, schema.UpdateAddress),
    drawn.ip_address,
    sip.delete_ip_address,
    {"ip_access_control_list_sid": "IpAccessControlListSid"},
    (rules.access_list_exists,),
)

OPERATIONS = tuple(
    operation for kind in (CREDENTIAL_LIST, CREDENTIAL, ACCESS_LIST, ADDRESS) for operation in operations_of(kind)
)
