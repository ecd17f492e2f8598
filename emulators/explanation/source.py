"""Finds where the words of a basis stand: on which page of the vendor, and on which line of the contract."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml

from emulators.contract_folder import contract_folder

if TYPE_CHECKING:
    from pathlib import Path

    from emulators.core.emulator import Emulator
    from emulators.core.provenance import Provenance

_URL = re.compile(r"[\w-]+(\.[\w-]+)+/\S+")
SHORTEST = 16
"""Characters of a quotation that are enough to find it."""


def place(emulator: Emulator, provenance: Provenance, subject: str = "") -> dict[str, Any]:
    """Returns basis and words of a provenance, with the page that has them and the line of the contract that quotes
    them.

    Page and line are None where they are not known; an assumption is on no page. `subject` is the name of the
    operation.
    """
    file = _file(emulator)
    line = _line(file, provenance.cite) if file else None
    page = _page(file, subject) if file and provenance.basis == "documented" else None
    return {
        "basis": provenance.basis,
        "cite": provenance.cite,
        "page": page,
        "link": _link(page, provenance.cite) if page else None,
        "contract": f"contracts/{_name(emulator)}:{line}" if line else None,
    }


def _link(page: str, words: str) -> str | None:
    """Returns the URL of the words on a page, at which browsers show them; None where the page's name is no URL."""
    if not _URL.fullmatch(page):
        return None
    return f"https://{page}#:~:text={quote(_longest_piece(words), safe='').replace('-', '%2D')}"


def _longest_piece(words: str) -> str:
    """Returns the longest part of a quotation that stands between punctuation: it is on the page as it is."""
    return max((each.strip() for each in re.split(r"[;:.,]\s|[;:.,]$| - ", words)), key=len)


def _name(emulator: Emulator) -> str:
    return f"{'carriers/' if emulator.kind == 'carrier' else ''}{emulator.name}.yaml"


def _file(emulator: Emulator) -> Path | None:
    folder = contract_folder()
    file = folder / _name(emulator) if folder else None
    return file if file and file.is_file() else None


@cache
def _text(file: Path) -> str:
    return file.read_text()


def _line(file: Path, words: str) -> int | None:
    """Returns the first line of the contract with these words, however YAML quotes them, or with the longest piece of them:
    two people quote a page in pieces of their own."""
    text, longest = _text(file), _longest_piece(words)
    for piece in (words, *([longest] if len(longest) >= SHORTEST else [])):
        for written in (piece, piece.replace('"', '\\"'), piece.replace("'", "''")):
            found = text.lower().find(written.lower())
            if found >= 0:
                return text.count("\n", 0, found) + 1
    return None


@cache
def _pages(file: Path) -> list[str]:
    """Returns the pages that the contract was transcribed from, the primary one first."""
    info = re.search(r"^info:\n((?:[ \n].*\n|\n)*)", _text(file), re.MULTILINE)
    read = yaml.safe_load(info[0]) if info else {}
    return [str(each) for each in read.get("info", {}).get("x-source", [])]


def _page(file: Path, subject: str) -> str | None:
    """Returns the page whose name shares most words with the subject; among equals the primary one."""
    wanted = set(_words(subject))
    return max(_pages(file), key=lambda page: len(wanted & set(_words(page))), default=None)


def _words(name: str) -> list[str]:
    """Returns the words of a name, the same for `addPhone`, `add-phone` and `add_phone`."""
    return [word.lower().rstrip("s") for word in re.findall(r"[A-Z]?[a-z0-9]+", name)]
