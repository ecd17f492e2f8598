"""The one way out: in this process and over HTTP the same, with nothing retried and no redirect followed."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from harness.switchboard import Switchboard
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from emulators.harness.client.target import NetworkOptions, Target
from emulators.harness.client.transport import AsgiTransport, HttpTransport, Unreachable, open_transport
from emulators.harness.execution.run import verify
from emulators.harness.model.exchange import HttpRequest
from emulators.serving import run_in_thread

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import State


async def echo(request):
    return PlainTextResponse(
        f"{request.method} {request.url.path} {request.url.query} {(await request.body()).decode()}"
    )


async def away(_request):
    return RedirectResponse("http://elsewhere.example/")


async def crash(_request):
    raise RuntimeError("planted")


async def packed(request):
    return Response(BODIES[request.query_params["body"]], headers={"content-encoding": "gzip"})


BODIES = {"whole": gzip.compress(b"inside"), "spoilt": b"no gzip"}
ODD = Starlette(
    routes=[
        Route("/base/echo", echo, methods=["GET", "POST"]),
        Route("/other/echo", echo),
        Route("/base/away", away),
        Route("/base/crash", crash),
        Route("/base/packed", packed),
    ]
)


@pytest.fixture(params=["in this process", "over HTTP"])
def transport(request):
    if request.param == "in this process":
        made = open_transport(Target("odd", "http://odd.test/base", app=ODD))
        yield made
        made.close()
    else:
        with run_in_thread(ODD) as url:
            made = open_transport(Target("odd", f"{url}/base"))
            yield made
            made.close()


def test_a_request_goes_out_as_it_is(transport):
    answer = transport.send(HttpRequest("POST", "/echo?a=%2B1", {"Content-Type": "text/plain"}, b"body"))

    assert (answer.status, answer.headers["content-type"], answer.body) == (
        200,
        "text/plain; charset=utf-8",
        b"POST /base/echo a=%2B1 body",
    )


def test_a_redirect_is_an_answer(transport):
    assert transport.send(HttpRequest("GET", "/away", {})).status == 307


def test_a_crash_is_a_plain_500(transport):
    answer = transport.send(HttpRequest("GET", "/crash", {}))

    assert (answer.status, answer.body) == (500, b"Internal Server Error")


def test_another_namespace_is_reached_by_a_transport_of_its_own(transport):
    with run_in_thread(ODD) as url:
        elsewhere = transport.to(Target("odd", f"{url}/other", app=ODD))
        here, there = (each.send(HttpRequest("GET", "/echo", {})).body.split()[1] for each in (transport, elsewhere))

    assert (here, there) == (b"/base/echo", b"/other/echo")


@pytest.mark.parametrize(("body", "read"), [("whole", b"inside"), ("spoilt", b"no gzip")])
def test_a_body_that_was_compressed_unasked_is_read(body, read):
    with run_in_thread(ODD) as url:
        transport = open_transport(Target("odd", f"{url}/base"))
        answer = transport.send(HttpRequest("GET", f"/packed?body={body}", {}))
        transport.close()

    assert answer.body == read


def test_an_application_that_takes_too_long_or_says_too_much_is_given_up():
    async def slow(_scope, _receive, _send):
        await asyncio.Event().wait()

    async def endless(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200})
        while True:
            await send({"type": "http.response.body", "body": bytes(1 << 20), "more_body": True})

    for app, words in ((slow, "no whole answer within 0.01 seconds"), (endless, "the answer is larger than 4 MiB")):
        transport = open_transport(Target("t", "http://t.test", app=app))
        with pytest.raises(Unreachable, match=rf"^{words}$"):
            transport.send(HttpRequest("GET", "/", {}), 0.01 if app is slow else 10)
        transport.close()


def test_an_application_may_wait_for_its_client_to_leave():
    heard = []

    async def waiting(_scope, receive, send):
        heard.extend([await receive(), await receive()])
        await send({"type": "http.response.start", "status": 204})

    transport = open_transport(Target("t", "http://t.test", app=waiting))
    answer = transport.send(HttpRequest("POST", "/", {}, b"body"))
    transport.close()

    assert (answer.status, answer.headers, answer.body) == (204, {}, b"")
    assert [message["type"] for message in heard] == ["http.request", "http.disconnect"]


def test_a_proxy_is_asked_in_the_targets_place(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with run_in_thread(ODD) as url:
        near = open_transport(Target("t", f"{url}/base"))
        far = open_transport(Target("t", "http://nowhere.invalid"))
        own = open_transport(
            Target("t", "http://nowhere.invalid", connection=NetworkOptions(proxy=f"http://me:hush@{url[7:]}"))
        )

        assert near.send(HttpRequest("GET", "/echo", {})).status == 200
        assert own.send(HttpRequest("GET", "/base/echo", {})).body == b"GET /base/echo  "
        with pytest.raises(Unreachable, match="ConnectError"):
            far.send(HttpRequest("GET", "/", {}))
    for transport in (near, far, own):
        transport.close()


def test_the_kind_of_target_chooses_the_way():
    transports = [open_transport(Target("t", "http://127.0.0.1:9", app=app)) for app in (ODD, None)]

    assert [type(transport) for transport in transports] == [AsgiTransport, HttpTransport]
    for transport in transports:
        transport.close()


def test_nobody_there_is_said():
    transport = open_transport(Target("t", "http://127.0.0.1:9"))

    with pytest.raises(Unreachable, match="ConnectError"):
        transport.send(HttpRequest("GET", "/", {}))
    transport.close()


def test_an_application_that_answers_nothing_is_said():
    async def silent(_scope, _receive, _send):
        pass

    transport = open_transport(Target("t", "http://t.test", app=silent))

    with pytest.raises(Unreachable, match="answered nothing"):
        transport.send(HttpRequest("GET", "/", {}))
    transport.close()


def test_a_target_that_is_not_there_is_inconclusive(contract):
    report = verify(contract, Target("t", "http://127.0.0.1:9", emulator=True))

    assert "does not answer" in report.stopped
    assert report.exit_code == 3


@pytest.mark.parametrize(
    "wrong", [(), ("port 65536 accepted", "token echoed"), ("faithful",)], ids=["good", "bad", "faithful"]
)
def test_both_ways_find_the_same(contract, stand_in, wrong):
    inside = verify(contract, stand_in(*wrong, worlds=False), seed=5)
    with run_in_thread(Switchboard(*wrong).app) as url:
        outside = verify(contract, replace(stand_in(worlds=False), url=f"{url}/v1", app=None), seed=5)

    assert found(inside) == found(outside)
    assert inside.requests == outside.requests


def found(report) -> list[tuple[str, State, list[str]]]:
    return [(each.case.id, each.state, [finding.layer for finding in each.findings]) for each in report.outcomes]
