"""Turns words of a document into names for Python, and into words for a reader."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection

from emulators.core.schema import Document

NUMBERS = frozenset({"number", "phonenumber", "phone", "e164", "did", "msisdn"})
SECRETS = re.compile(r".*(password|secret|apikey|authtoken|accesstoken|refreshtoken)|token|pin")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")


def fold(name: str) -> str:
    """Returns a name in lower case, without the characters that separate its words."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def is_number(name: str) -> bool:
    """Returns whether a property of this name holds a telephone number."""
    return fold(name) in NUMBERS


def is_secret(name: str) -> bool:
    """Returns whether a property of this name holds a credential."""
    return SECRETS.fullmatch(fold(name)) is not None


def words(text: str) -> list[str]:
    """Returns the words of an identifier in any spelling, in lower case and in ASCII."""
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3 \2\4", plain(text))
    return re.findall(r"[a-z0-9]+", spaced.lower())


def snake(text: str, taken: Collection[str] = ()) -> str:
    """Returns a name for a function, which is no keyword of Python and not taken."""
    made = "_".join(words(text)) or "unnamed"
    made = f"_{made}" if made[0].isdigit() else made
    return _free(f"{made}_" if keyword.iskeyword(made) or hasattr(builtins, made) else made, taken, "_")


def pascal(text: str, taken: Collection[str] = ()) -> str:
    """Returns a name for a class."""
    made = "".join(word.capitalize() for word in words(text)) or "Unnamed"
    made = f"A{made}" if made[0].isdigit() else made
    return _free(f"{made}Type" if keyword.iskeyword(made) or hasattr(builtins, made) else made, taken, "")


def _free(made: str, taken: Collection[str], before: str) -> str:
    number, free = 2, made
    while free in taken:
        free, number = f"{made}{before}{number}", number + 1
    return free


def field_name(name: str) -> str:
    """Returns the attribute for a property: the property's own name where Python allows it."""
    usable = (
        _FIELD.fullmatch(name)
        and not keyword.iskeyword(name)
        and not hasattr(Document, name)
        and not name.startswith("model_")
    )
    made = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "field"
    return name if usable else f"{'a_' if made[0].isdigit() else ''}{made}_"


def singular(text: str) -> str:
    """Returns the singular of a term: `phone-numbers` becomes `phone number`; other endings are kept."""
    spoken = " ".join(words(text)) or "thing"
    for ending, other in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ses", "se"), ("ss", "ss"), ("s", "")):
        if spoken.endswith(ending) and len(spoken) > len(ending) + 1:
            return spoken[: -len(ending)] + other
    return spoken


def plural(word: str) -> str:
    """Returns the plural of a term: `phone number` becomes `phone numbers`."""
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|ch|sh)$", word) else f"{word}s"


def plain(text: str) -> str:
    """Returns a text in ASCII, so that no letter is mistaken for another one."""
    for found, meant in (
        ("\u2018", "'"),
        ("\u2019", "'"),
        ("\u201c", '"'),
        ("\u201d", '"'),
        ("\u2013", "-"),
        ("\u2014", "-"),
    ):
        text = text.replace(found, meant)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def sentence(text: str, longest: int = 110) -> str:
    """Returns the beginning of a text as one line of ASCII, cut between words."""
    line = " ".join(plain(text).split())
    return line if len(line) <= longest else line[: longest - 3].rsplit(" ", 1)[0] + "..."
