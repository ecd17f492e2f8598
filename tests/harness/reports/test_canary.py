"""No artefact of a run carries a secret, whatever a server does with those that it was sent."""

from __future__ import annotations

import base64
import html
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from rich.console import Console

from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.contract.contract import Contract
from emulators.harness.execution.run import verify
from emulators.harness.reports import annotations as github
from emulators.harness.reports import summary, write_all
from emulators.harness.reports.progress import Progress

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report

KEY = "canary-key/4711+x=="
TENANT = "canary-tenant-0815"
TOKEN = 'canary-token "äß" <&>'
SECRETS = {"key": KEY, "tenant": TENANT, "token": TOKEN}


def _points(text: str) -> str:
    return "".join(f"\\u{ord(each):04x}" for each in text)


def _plain(text: str) -> tuple[str, bytes]:
    return "text/plain", f"denied: {text}".encode()


def _html(text: str) -> tuple[str, bytes]:
    return "text/html", f"<p>{text}</p>".encode()


def _values(text: str) -> tuple[str, bytes]:
    return "application/json", json.dumps({"id": text, "name": [{"deep": f"x{text}y"}]}).encode()


def _names(text: str) -> tuple[str, bytes]:
    return "application/json", json.dumps({"id": "t_1", "name": "n", text: {text: None}}).encode()


def _escaped(text: str) -> tuple[str, bytes]:
    return "application/json", f'{{"id": "{_points(text)}"}}'.encode()


def _nested(text: str) -> tuple[str, bytes]:
    return "application/json", json.dumps({"id": "t_1", "name": json.dumps({"raw": text})}).encode()


def _quoted(text: str) -> tuple[str, bytes]:
    return "application/json", json.dumps({"id": f"http://x/?k={quote(text, safe='')}", "name": quote(text)}).encode()


def _late(text: str) -> tuple[str, bytes]:
    """Where quotations are cut, a part of a secret would do."""
    return "application/json", json.dumps({"id": [("x" * length) + text for length in range(280, 300)]}).encode()


def _encoded(text: str) -> tuple[str, bytes]:
    """As Basic credentials, behind a user of any length."""
    pairs = [base64.b64encode(f"{'u' * length}:{text}".encode()).decode() for length in (1, 2, 3)]
    return "application/json", json.dumps({"id": pairs[0], "name": pairs}).encode()


def _marked_up(text: str) -> tuple[str, bytes]:
    return "text/html", f"<p>{html.escape(text)} {html.escape(html.escape(text))}</p>".encode()


WAYS = (_plain, _html, _values, _names, _escaped, _nested, _quoted, _late, _encoded, _marked_up)


def leaking(way, status: int):
    """An application that answers whatever it was sent, in one way of many."""

    async def app(scope, receive, send) -> None:
        body = (await receive()).get("body", b"")
        heard = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        told = [heard.get("authorization", "").removeprefix("Bearer "), heard.get("x-tenant", ""), _token(body)]
        media, content = way(" and ".join(told))
        echo = [(b"content-type", media.encode()), *((b"x-echo", each.encode("utf-8")) for each in told)]
        code = 401 if "authorization" not in heard else status
        await send({"type": "http.response.start", "status": code, "headers": echo})
        await send({"type": "http.response.body", "body": content})

    return app


def _token(body: bytes) -> str:
    try:
        return str(json.loads(body)["authToken"])
    except (ValueError, KeyError, TypeError):
        return ""


def _target(app, **about) -> Target:
    made = Target(
        name="leaky",
        url="http://leaky.test",
        app=app,
        headers={"Authorization": f"Bearer {KEY}", "X-Tenant": TENANT},
        known={"id": ("t_1",), "authToken": (TOKEN,), "sipPassword": (TOKEN,)},
        emulator=True,
    )
    return replace(made, **about)


def _artefacts(target: Target, folder: Path) -> tuple[Report, dict[str, str]]:
    """A run, and everything that leaves it."""
    contract = Contract.read(Path(__file__).parent / "leaky.yaml")
    printed, drawn = io.StringIO(), io.StringIO()
    log, terminal = Console(file=printed, width=200), Console(file=drawn, width=200, force_terminal=True)
    with Progress(terminal, target.name) as progress:
        progress.begin("the contract's cases", 0)
        report = verify(contract, target, on_outcome=progress.record_case)
    summary.write(report, log)
    summary.write(report, terminal)
    written = {path.name: path.read_text(encoding="utf-8") for path in write_all.write(report, folder)}
    shown = {"log": printed.getvalue(), "terminal": drawn.getvalue(), "github": github.render(report)}
    return report, written | shown


def _forms(secret: str) -> set[str]:
    """A secret as the artefacts' own notations would write it."""
    return {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        json.dumps(json.dumps(secret)[1:-1])[1:-1],
        quote(secret, safe=""),
        quote(secret),
        _points(secret),
        html.escape(secret),
        html.escape(secret).replace("&quot;", "&#34;"),
        *(base64.b64encode(b"u" * before + secret.encode())[4:-4].decode() for before in range(3)),
    }


def _leaks(artefacts: dict[str, str], secrets: dict[str, str]) -> list[tuple[str, str]]:
    found = [
        (name, artefact)
        for artefact, text in artefacts.items()
        for name, secret in secrets.items()
        if any(form in text for form in _forms(secret))
    ]
    return found + [("a part", artefact) for artefact, text in artefacts.items() if "canary-" in text]


@pytest.mark.parametrize(
    ("way", "status"),
    [*((way, 201) for way in WAYS), (_plain, 400), (_plain, 500), (_values, 400), (_values, 500)],
    ids=lambda value: value.__name__.strip("_") if callable(value) else str(value),
)
def test_no_artefact_carries_a_secret(way, status: int, tmp_path: Path) -> None:
    report, artefacts = _artefacts(_target(leaking(way, status)), tmp_path)

    assert report.requests > 20
    assert report.findings
    assert _leaks(artefacts, SECRETS) == []


def test_a_password_in_the_address_is_a_secret(tmp_path: Path) -> None:
    address = f"http://user:{quote(KEY, safe='')}@leaky.test"

    _, artefacts = _artefacts(_target(leaking(_plain, 400), url=address), tmp_path)

    assert "$URL_PASSWORD" in artefacts["log"]
    assert _leaks(artefacts, SECRETS) == []


def test_an_account_that_matters_is_told_of_without_its_secrets(tmp_path: Path) -> None:
    limits = Limits(requests=40, creates=20, rate=0)

    report, artefacts = _artefacts(
        _target(leaking(_values, 201), url="http://127.0.0.1", emulator=False, mode=Mode.PROVISION, limits=limits),
        tmp_path,
    )

    assert report.leftovers
    assert report.findings
    assert _leaks(artefacts, SECRETS) == []


def test_a_target_that_does_not_answer_is_told_of_without_its_secrets(tmp_path: Path) -> None:
    address = f"http://user:{quote(KEY, safe='')}@127.0.0.1:1/{quote(TOKEN, safe='')}"

    report, artefacts = _artefacts(_target(None, url=address), tmp_path)

    assert report.stopped
    assert _leaks(artefacts, SECRETS) == []
