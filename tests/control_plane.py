"""What tests of the control plane share: when it is, who asks, and one request that has an effect."""

from datetime import UTC, datetime

NOW = datetime(2024, 1, 15, 10, 30, tzinfo=UTC)


ADMIN = {"Authorization": "Bearer admin"}


def add(client, number: str = "+1", prefix: str = "") -> None:
    assert client.post(f"{prefix}/acme/v1/numbers", {"number": number, "secret": "hush"}, headers=ADMIN).status == 201
