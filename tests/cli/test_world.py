"""The command `emulators world`."""

from __future__ import annotations

import json

import httpx
import pytest
import yaml
from command import emulators
from serving import serving

from emulators.core.discovery import discover

NAMES = [each.name for each in discover()]


@pytest.mark.parametrize(("options", "read"), [((), yaml.safe_load), (("--json",), json.loads)], ids=["YAML", "JSON"])
def test_the_world_is_what_the_control_plane_shows(served, options, read) -> None:
    done = emulators("world", "--url", f"{served}/", *options)

    assert read(done.stdout) == httpx.get(f"{served}/__admin/world").json()


def test_the_world_of_some_is_shown() -> None:
    done = emulators("world", NAMES[1], "--json")

    assert list(json.loads(done.stdout)["emulators"]) == [NAMES[1]]


def test_the_world_is_the_same_offline() -> None:
    with serving("emulators serve") as (_, url):
        served = httpx.get(f"{url}/__admin/world").json()
        offline = emulators("world", "--json", "--url", url)

    assert json.loads(offline.stdout) == served
