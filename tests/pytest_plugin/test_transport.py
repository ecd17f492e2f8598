"""Clients of httpx whose requests end at the emulators."""

from __future__ import annotations

import asyncio
import threading

import httpx
import pytest
from every_emulator import VENDORS, ask, named, number_field


@named
def test_a_client_needs_no_socket(emulators, emulator) -> None:
    with emulators.client(emulator.name) as client:
        assert ask(client, emulator).is_success


@named
def test_a_client_of_asyncio_needs_no_socket(emulators, emulator) -> None:
    async def status() -> bool:
        method, path, body = emulator.world.sample
        async with emulators.async_client(emulator.name) as client:
            return (await client.request(method, path.removeprefix(emulator.base_path), json=body)).is_success

    assert asyncio.run(status())


@named
def test_a_request_for_a_real_host_ends_at_its_emulator(emulators, emulator) -> None:
    with httpx.Client(transport=emulators.transport, headers=emulators[emulator.name].headers) as client:
        assert ask(client, emulator, emulator.server).is_success


def test_a_request_for_a_host_that_nobody_emulates_goes_nowhere(emulators) -> None:
    with (
        httpx.Client(transport=emulators.transport) as client,
        pytest.raises(httpx.ConnectError, match=r"nobody emulates elsewhere\.example; there is "),
    ):
        client.get("https://elsewhere.example")


def test_threads_may_ask_at_the_same_time(emulators) -> None:
    (vendor, *_) = VENDORS
    field, statuses = number_field(vendor), []

    def create(number: str) -> None:
        with emulators.client(vendor.name) as client:
            statuses.append(ask(client, vendor, **{field: number}).is_success)

    threads = [threading.Thread(target=create, args=(emulators[vendor.name].numbers[0],)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (statuses.count(True), len(statuses)) == (1, 8)
