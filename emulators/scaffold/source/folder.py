"""Returns the files of a new vendor as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from emulators.scaffold.plan.exchange import Exchanges
from emulators.scaffold.source import bodies, effects, examples, literal, problems, requests, world
from emulators.scaffold.source.contract import ContractWriter
from emulators.scaffold.source.imports import with_imports

if TYPE_CHECKING:
    from emulators.scaffold.plan.vendor import Vendor

TEMPLATES = Path(__file__).parent / "templates"
PRESENTATIONS = {"bearer": "BEARER", "basic": "Basic()"}
EAGER = "schema.py"
"""The module whose annotations are read at run time, by pydantic."""


def vendor_files(vendor: Vendor, package: str) -> dict[str, str]:
    """Returns the files of the vendor's folder, by name. `package` is the folder's name in Python."""
    environment = _environment(vendor)
    written = {}
    for path in sorted((TEMPLATES / "vendor").glob("*.jinja")):
        name, text = path.stem, environment.get_template(f"vendor/{path.name}").render()
        written[name] = with_imports(text, package, lazy=name != EAGER) if name.endswith(".py") else text
    return written | {"examples.yaml": examples.render(vendor, list(Exchanges(vendor).all()))}


def contract_file(vendor: Vendor) -> str:
    """Returns the contract as YAML."""
    document = ContractWriter(vendor, list(Exchanges(vendor).all())).document()
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=140)


def package_files(vendor: Vendor, package: str) -> dict[str, str]:
    """Returns the files of a project that installs the vendor beside the emulators, by path."""
    environment = _environment(vendor)
    around = {path.stem: path.name for path in (TEMPLATES / "package").glob("*.jinja")}
    written = {
        name: environment.get_template(f"package/{each}").render(package=package) for name, each in around.items()
    }
    inside = {**vendor_files(vendor, package), "contract.yaml": contract_file(vendor)}
    return written | {f"{package}/{name}": content for name, content in inside.items()}


class _Plain(yaml.SafeDumper):
    """Writes everything out, however often it occurs."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _environment(vendor: Vendor) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 -- Python and Markdown, no HTML
    )
    for module in (bodies, effects, literal, problems, world):
        environment.globals |= vars(module)
    environment.globals |= _names(vendor)
    return environment


def _names(vendor: Vendor) -> dict[str, Any]:
    """Returns the values that the templates use, beside the functions of the modules."""
    classes, called = requests.schemas(vendor)
    written = {effects.effect_of(each): each for each in vendor.endpoints}
    return {
        "v": vendor,
        "classes": classes.render(),
        "called": called,
        "names": list(written),
        "effects": [each for each in written.values() if each.resource and each.act != "read"],
        "by_alias": ", by_alias=True" if "Field(alias=" in classes.render() else "",
        "presentation": PRESENTATIONS.get(vendor.security.kind, f"ApiKey({literal.text(vendor.security.header)})"),
        "listed": lambda names: tuple(map(literal.Name, names)),
        "docstring": lambda words: words.replace("\\", "").replace('"', "'"),
        "markdown": lambda words: words.replace("<", "&lt;").replace("|", "\\|"),
    }
