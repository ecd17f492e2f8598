"""Makes what a target said fit to be shown: it steers no terminal, no parser, and no CI system."""

from __future__ import annotations

import json
import re

LONGEST = 5_000
"""Only this many characters of a body, or of a command, are shown."""
FILLER, KEPT = 100, 20
"""A character that stands this often in a row is filler, of which only so much is shown."""
DEEPEST = 20
"""From this depth on, nested values are not indented further."""

_ODD = re.compile(r"[^\n\t -~]")
_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#\w*\[)", re.MULTILINE)
_FILLER = re.compile(rf"(\w)\1{{{FILLER - 1},}}")
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def visible(text: str) -> str:
    r"""Returns the text with everything that is invisible, or moves what is visible, as an escape (`\x1b`). Lines stay
    lines.
    """
    return _ODD.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def inert(text: str) -> str:
    """Returns the text without CI commands: some systems obey `::error` at a line's start, others `##[error]`,
    `##vso[...]` or `##teamcity[...]` anywhere.
    """
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\x{ord(found[0][-1]):x}", text)


def inert_json(text: str) -> str:
    """Returns a JSON document in which `##` before a bracket, which some CI systems obey anywhere, is escaped."""
    return re.sub(r"(?<=#)#(?=\w*\[)", r"\\u0023", text)


def inert_markup(text: str) -> str:
    """Returns an HTML page in which what CI systems obey is a character reference."""
    return _COMMAND.sub(lambda found: f"{found[1] or ''}&#{ord(found[0][-1])};", text)


def folded(text: str) -> str:
    """Returns the text with the beginning and the length of its filler: a character that stands very often in a row."""
    return _FILLER.sub(lambda found: f"{found[1] * KEPT}...({len(found[0]) - KEPT} more)", text)


def line(text: str, longest: int = 500) -> str:
    """Returns the text on one line, cut after `longest` characters."""
    shown = visible(folded(text)).replace("\n", "\\n").replace("\t", "\\t")
    return shown if len(shown) <= longest else f"{shown[:longest]}... ({len(shown) - longest} more characters)"


def command(text: str) -> str:
    """Returns a shell command as it is, or shortened where it is long: then a comment says where it stands whole."""
    short = folded(text)
    short = short if len(short) <= LONGEST else f"{short[:LONGEST]}... ({len(short) - LONGEST} more characters)"
    return short if short == text else f"{short}  # shortened; it is whole in report.json"


def shown(content: bytes | None) -> str:
    """Returns a body for people: JSON on several lines with its tokens untouched, anything else as it came; filler is
    folded, and the rest cut where too long.
    """
    text = folded((content or b"").decode("utf-8", "backslashreplace"))
    if len(text) > LONGEST:
        return f"{visible(text[:LONGEST])}\n... ({len(text) - LONGEST} more characters)"
    return visible(_indented(text) if _is_json(text) else text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _indented(text: str) -> str:
    """Returns JSON laid out afresh. Only the space between tokens changes."""
    lines: list[str] = []
    depth, before = 0, ""
    for piece in _TOKENS.findall(text):
        depth -= piece in "}]"
        if (before in ("{", "[", ",") and piece not in "}]") or (piece in "}]" and before not in ("{", "[")):
            lines.append("\n" + "  " * min(depth, DEEPEST))
        lines.append(": " if piece == ":" else piece)
        depth += piece in "{["
        before = piece
    return "".join(lines)
