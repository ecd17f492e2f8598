"""Makes what a target said fit to be shown: it steers no terminal, no parser, and no CI system."""

from __future__ import annotations

import json
import re

LONGEST = 20_000
"""Only this many characters of a body are shown."""
DEEPEST = 20
"""From this depth on, nested values are not indented further."""

_ODD = re.compile(r"[^\n\t -~]")
_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#\[)", re.MULTILINE)
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
    """Returns the text without CI commands: some systems obey `::error` at a line's start, and `##[error]` anywhere."""
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\x{ord(found[0][-1]):x}", text)


def line(text: str, longest: int = 500) -> str:
    """Returns the text on one line, cut after `longest` characters."""
    shown = visible(text).replace("\n", "\\n").replace("\t", "\\t")
    return shown if len(shown) <= longest else f"{shown[:longest]}... ({len(shown) - longest} more characters)"


def shown(content: bytes | None) -> str:
    """Returns a body for people: JSON on several lines with its tokens untouched, anything else as it came, cut where too
    long.
    """
    text = (content or b"").decode("utf-8", "backslashreplace")
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
