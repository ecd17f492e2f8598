"""Whatever a client sends, it can be explained, reported on and kept as a bundle."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asgi import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from emulators.core.discovery import discover
from emulators.server import assemble

VENDORS = [each for each in discover() if each.world.sample[2]]

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, Any, dict[str, str]]:
    """A request that is like a vendor's sample, more or less."""
    vendor = draw(st.sampled_from(VENDORS))
    method, path, sample = vendor.world.sample
    body = {**(sample or {}), **draw(st.dictionaries(st.sampled_from([*(sample or {}), "other"]), values, max_size=3))}
    sent = draw(
        st.sampled_from([body, json.dumps(body)[:-1].encode(), b"", b"a=b&c=%2B1", draw(st.binary(max_size=30))])
    )
    mounted = (
        f"/{vendor.name}{draw(st.sampled_from([path, path + '/', f'/{path[4:]}', '/x' + path, '/é', '//', '/%25{a}']))}"
    )
    credential = draw(
        st.sampled_from([*vendor.world.credentials[0].headers.values(), "", "Basic x", "Token", "Bearer é"])
    )
    headers = draw(st.sampled_from([dict(vendor.world.credentials[0].headers), {"Authorization": credential}]))
    query = draw(st.sampled_from(["", "?a=b", "?%ff", "?page=x&page=y"]))
    return draw(st.sampled_from([method, "GET", "PATCH", "X"])), f"{mounted}{query}", sent, headers


@pytest.fixture(scope="module")
def app():
    made = assemble()
    yield made
    made.namespaces.close()


def test_any_request_is_explained_reported_and_bundled(app) -> None:
    bundled = []

    @given(st.lists(requests(), min_size=1, max_size=3))
    @settings(max_examples=40)
    def explain(sent) -> None:
        client = Client(app, prefix="/~any")
        for method, target, body, headers in sent:
            client.request(method, target, body, headers={"Content-Type": "application/json", **headers})
        paths = ("requests/last/explanation", "report", f"requests/last/bundle?requests={len(sent)}")

        statuses = [client.get(f"/__admin/{path}").status for path in paths]
        app.namespaces.delete("any")

        bundled.append(statuses.pop())
        assert statuses == [200, 200]

    explain()

    assert bundled.count(200) * 4 >= len(bundled) * 3
