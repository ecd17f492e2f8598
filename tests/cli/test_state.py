"""The command `emulators state`."""

from __future__ import annotations

import json
import re

from running_server import VENDOR, said, sample


def test_rows_are_counted_and_shown(run, root) -> None:
    sample(root)
    table = VENDOR.tables[-1].name

    counted, shown = said(run("state")), said(run("state", f"{VENDOR.name}.{table}", "--limit", 1))

    assert re.search(rf"^{table} +[0-9]+$", counted, re.MULTILINE)
    assert re.fullmatch(rf"{VENDOR.name}\.{table}: 1\n  {{.*}}", shown)
    assert table in json.loads(said(run("state", VENDOR.name, "--json")))
    assert f"{table}: " in said(run("state", VENDOR.name))
