"""Where Plivo's resources are: the path of each is its `resource_uri`."""

from __future__ import annotations


def account_uri(auth_id: str) -> str:
    """Returns the path of an account."""
    return f"/v1/Account/{auth_id}/"


def number_uri(auth_id: str, digits: str) -> str:
    """Returns the path of a rented number, which is given as digits."""
    return f"{account_uri(auth_id)}Number/{digits}/"


def application_uri(auth_id: str, app_id: str) -> str:
    """Returns the path of an application."""
    return f"{account_uri(auth_id)}Application/{app_id}/"


def phone_number_uri(auth_id: str, digits: str) -> str:
    """Returns the path of a number for sale, which is given as digits."""
    return f"{account_uri(auth_id)}PhoneNumber/{digits}/"


def call_uri(auth_id: str, call_uuid: str) -> str:
    """Returns the path of a call."""
    return f"{account_uri(auth_id)}Call/{call_uuid}/"
