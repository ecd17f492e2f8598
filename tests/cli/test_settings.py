"""The command `emulators settings`."""

from __future__ import annotations

import json

from running_server import VENDOR, said


def test_settings_are_shown_with_their_reason_and_changed(run) -> None:
    setting = next(each for each in VENDOR.settings if each.default is True or each.default is False)
    name, value = f"{VENDOR.name}.{setting.name}", json.dumps(not setting.default)

    before = said(run("settings", VENDOR.name)).splitlines()
    changed = said(run("settings", f"{name}={value}")).splitlines()

    default = json.dumps(setting.default)
    basis, reason = setting.provenance.basis, setting.provenance.cite
    assert f"{name} = {default}  ({basis}) {reason}" in before
    assert f"{name} = {value}  ({basis}, default {default}) {reason}" in changed
    assert list(json.loads(said(run("settings", VENDOR.name, "--json")))) == [VENDOR.name]
