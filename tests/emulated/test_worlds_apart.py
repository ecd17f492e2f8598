"""Every vendor against a plain model: random creates, resets, forks, snapshots, restarts, and a set of numbers for each namespace."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from asgi import Client
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from emulators.core.discovery import discover
from emulators.core.options import Options
from emulators.harness.document.location import find
from emulators.server import assemble

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.server import Server


def refuses_a_second(vendor: Emulator) -> bool:
    """Whether the vendor takes a number once, by its contract or by a setting: others have nothing to lose here."""
    by_setting = any("refuse" in each.choices for each in vendor.settings)
    return bool(field(vendor)) and (by_setting or "duplicate" in find(vendor.name).read_text())


def field(vendor: Emulator) -> str:
    """The field of the sample's body that holds the number; empty where it has none."""
    method, path, _ = vendor.world.sample
    return next((each.number for each in vendor.operations if (each.method, each.path) == (method, path)), "")


VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor" and refuses_a_second(emulator)]
vendors = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)


def refusing(vendor: Emulator) -> dict[str, dict[str, object]]:
    """Settings with which the vendor refuses a number that it has; where it has no such setting, it always does."""
    return {vendor.name: {each.name: "refuse" for each in vendor.settings if "refuse" in each.choices}}


def create(server: Server, vendor: Emulator, namespace: str, number: str) -> bool:
    """Whether the vendor takes its sample request with this number in this namespace."""
    method, path, body = vendor.world.sample
    client = Client(server, dict(vendor.world.credentials[0].headers), f"/~{namespace}/{vendor.name}")
    return client.request(method, path, {**(body or {}), field(vendor): number}).status in (200, 201)


class Worlds(RuleBasedStateMachine):
    """Namespaces that are kept in files, and beside them what each must hold."""

    vendor: Emulator
    snapshots = Bundle("snapshots")

    def __init__(self) -> None:
        super().__init__()
        self.data = Path(tempfile.mkdtemp())
        self.server = self._served()
        self.control = Client(self.server)
        self.model: dict[str, frozenset[str]] = {}
        self.asked: dict[str, int] = {}

    def _served(self) -> Server:
        return assemble([self.vendor.name], Options(refusing(self.vendor), data=self.data))

    def teardown(self) -> None:
        self.server.namespaces.close()
        shutil.rmtree(self.data)

    @rule(name=sampled_from("abc"), number=integers(0, 3))
    def create(self, name: str, number: int) -> None:
        wanted = self.vendor.numbers[number]
        expected = wanted not in self.model.setdefault(name, frozenset())

        assert create(self.server, self.vendor, name, wanted) is expected
        self.model[name] |= {wanted}
        self.asked[name] = self.asked.get(name, 0) + 1

    @rule(name=sampled_from("abc"))
    def reset(self, name: str) -> None:
        assert self.control.post(f"/~{name}/__admin/reset").status == 200
        self.model[name], self.asked[name] = frozenset(), 0

    @rule(name=sampled_from("abc"))
    def delete(self, name: str) -> None:
        status = self.control.request("DELETE", f"/__admin/namespaces/{name}").status

        assert status == (200 if name in self.model else 404)
        self.model.pop(name, None), self.asked.pop(name, None)

    @rule(source=sampled_from("abc"), name=sampled_from("abc"))
    def fork(self, source: str, name: str) -> None:
        status = self.control.post("/__admin/namespaces", {"fork": source, "name": name}).status

        assert status == (409 if name in self.model else 201 if source in self.model else 404)
        if status == 201:
            self.model[name], self.asked[name] = self.model[source], 0

    @rule(target=snapshots, name=sampled_from("abc"))
    def take(self, name: str) -> tuple[bytes, frozenset[str]]:
        taken = self.control.get(f"/~{name}/__admin/snapshot")
        self.asked.setdefault(name, 0)
        return taken.body, self.model.setdefault(name, frozenset())

    @rule(snapshot=consumes(snapshots), name=sampled_from("abc"))
    def restore(self, snapshot: tuple[bytes, frozenset[str]], name: str) -> None:
        image, held = snapshot
        content = {"Content-Type": "application/vnd.sqlite3"}

        assert self.control.request("PUT", f"/~{name}/__admin/snapshot", image, headers=content).status == 200
        self.model[name], self.asked[name] = held, 0

    @rule()
    def restart(self) -> None:
        self.server.namespaces.close()
        self.server = self._served()
        self.control = Client(self.server)

    @rule()
    def close_idle(self) -> None:
        for namespace in list(self.server.namespaces._open.values()):
            self.server.namespaces._close(namespace)

    @invariant()
    def each_namespace_is_there_and_knows_its_own_requests(self) -> None:
        names = set(self.server.namespaces.names()) - {"default"}

        assert names == set(self.model)
        assert {name: self.server.namespaces.get(name).journal.count for name in names} == self.asked


@pytest.mark.slow
@vendors
def test_namespaces_are_as_a_plain_model_says(vendor) -> None:
    machine = type("Worlds", (Worlds,), {"vendor": vendor})

    run_state_machine_as_test(machine, settings=settings(max_examples=10, stateful_step_count=20, deadline=None))


@vendors
def test_a_number_that_many_threads_create_is_created_once(vendor, emulators) -> None:
    method, path, body = vendor.world.sample
    url = emulators.url(vendor.name)
    emulators[vendor.name].settings.update(refusing(vendor)[vendor.name])
    together, statuses = threading.Barrier(8), []

    def ask() -> None:
        with httpx.Client(headers=dict(vendor.world.credentials[0].headers), trust_env=False) as client:
            together.wait(30)
            statuses.append(client.request(method, f"{url}{path}", json=body).is_success)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (statuses.count(True), len(statuses)) == (1, 8)


@vendors
def test_a_number_that_was_created_before_a_restart_is_not_created_again(vendor, tmp_path) -> None:
    first, second = vendor.numbers[:2]
    answers = []
    for _ in range(2):
        server = assemble([vendor.name], Options(refusing(vendor), data=tmp_path))
        answers.append(create(server, vendor, "a", first))
        server.namespaces.close()
    server = assemble([vendor.name], Options(refusing(vendor), data=tmp_path))
    answers.append(create(server, vendor, "a", second))
    server.namespaces.close()

    assert answers == [True, False, True]
