"""What an answer costs, as ratios to a yardstick in the same run: a Starlette route that reads the body and answers a constant.

`make bench` prints them beside the budget. Absolute numbers depend on the machine; none is asserted in a test.
"""

from __future__ import annotations

import asyncio
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import uvloop
from serving import free_port

from emulators.core.discovery import discover
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options

ROUNDS, SECONDS, CONNECTIONS = 5, 1.5, 16

YARDSTICK = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
async def answer(request):
    await request.body()
    return Response(b'{"ok":true}', status_code=201, media_type="application/json")
app = Starlette(routes=[Route("/{rest:path}", answer, methods=["GET", "POST"])])
uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="error", server_header=False, proxy_headers=False)
"""
EMULATOR = [sys.executable, "-m", "emulators", "serve", "--port"]

BUDGET = {"create in memory": 0.40, "create in a file": 0.30, "refused create": 0.60}


class Connection(asyncio.Protocol):
    """One keep-alive connection that sends the next prepared request as soon as the last answer is whole."""

    def __init__(self, requests: list[bytes]) -> None:
        self.requests, self.answered, self.received = requests, 0, b""
        self.stopped = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.requests.pop())

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, blank, body = self.received.partition(b"\r\n\r\n")
        if not blank:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        self.answered, self.received = self.answered + 1, b""
        if self.stopped or not self.requests:
            self.transport.close()
        else:
            self.transport.write(self.requests.pop())


async def _load(port: int, requests: list[bytes]) -> float:
    """Answers per second."""
    loop = asyncio.get_running_loop()
    pairs = [await loop.create_connection(lambda: Connection(requests), "127.0.0.1", port) for _ in range(CONNECTIONS)]
    begun = time.perf_counter()
    await asyncio.sleep(SECONDS)
    answered = sum(protocol.answered for _, protocol in pairs)
    took = time.perf_counter() - begun
    for _, protocol in pairs:
        protocol.stopped = True
    await asyncio.sleep(0.1)
    return answered / took


def prepared(path: str, headers: dict[str, str], bodies: list[bytes]) -> list[bytes]:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{lines}"
    return [f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body for body in bodies]


def start(command: list[str]) -> tuple[subprocess.Popen[bytes], int, float]:
    """A server: its process, its port, and the seconds from start to first answer."""
    port, begun = free_port(), time.perf_counter()
    process = subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port)):
                break
        except ConnectionRefusedError:
            time.sleep(0.002)
    httpx.get(f"http://127.0.0.1:{port}/x")
    return process, port, time.perf_counter() - begun


def resident(process: subprocess.Popen[bytes]) -> float:
    """Megabytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def creation(round_number: int) -> tuple[str, dict[str, str], list[bytes]]:
    """The largest body that is the first vendor's with the most fields, each with a number of its own."""
    emulator = max(
        discover(), key=lambda each: len(each.operations[0].body.model_fields) if each.operations[0].body else 0
    )
    _, path, body = emulator.world.sample
    headers = dict(emulator.world.credentials[0].headers)
    bodies = [
        json.dumps({**(body or {}), "number": f"+1{round_number:02}{n:08}", "metadata": {"note": "x" * 200}}).encode()
        for n in range(60_000)
    ]
    return f"/{emulator.name}{path}", headers, bodies


def measure() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as data:
        cold = {"yardstick": start([sys.executable, "-c", YARDSTICK]), "memory": start(EMULATOR)}
        kept = start([*EMULATOR[:-1], "--data", data, "--port"])
        rates: dict[str, list[float]] = {
            "yardstick": [],
            "create in memory": [],
            "create in a file": [],
            "refused create": [],
        }
        grown = []
        for number in range(ROUNDS):
            path, headers, bodies = creation(number)
            good, bad = prepared(path, headers, bodies), prepared(path, headers, [b'{"number":""}'] * 60_000)
            for name, port, requests in (
                ("yardstick", cold["yardstick"][1], good[:]),
                ("create in memory", cold["memory"][1], good[:]),
                ("create in a file", kept[1], good[:]),
                ("refused create", cold["memory"][1], bad),
            ):
                rates[name].append(uvloop.run(_load(port, requests)))
            grown.append(resident(cold["memory"][0]))
        for process, _, _ in (*cold.values(), kept):
            process.terminate()
            process.wait()
    ratios = {
        name: statistics.median(a / b for a, b in zip(found, rates["yardstick"], strict=True))
        for name, found in rates.items()
    }
    return {
        **ratios,
        "yardstick, answers a second": statistics.median(rates["yardstick"]),
        "cold start": cold["memory"][2] / cold["yardstick"][2],
        "namespace made, ms": _milliseconds(lambda every, number: every.get(f"n{number}")),
        "namespace reset, ms": _milliseconds(lambda every, _: every.get("n").reset()),
        "memory after the last round, MB": grown[-1],
        "memory after the first round, MB": grown[0],
    }


def _milliseconds(do) -> float:
    every = Namespaces(discover(), Options())
    every.get("n")
    begun = time.perf_counter()
    for number in range(200):
        do(every, number)
    took = time.perf_counter() - begun
    every.close()
    return took / 200 * 1000


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:34} {value:10.2f}" + (f"   budget: at least {BUDGET[name]:.2f}" if name in BUDGET else ""))  # noqa: T201
