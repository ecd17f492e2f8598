"""Makes the identifiers of one namespace, which can be seeded, so that a run repeats byte for byte."""

from __future__ import annotations

import random
import string
from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HEX = "0123456789abcdef"
ALPHANUMERIC = string.ascii_letters + string.digits


class Identifiers:
    """Makes random identifiers; with a seed, the same ones in the same order. `stream` tells runs over one database
    apart."""

    def __init__(self, seed: int | None = None, stream: int = 0) -> None:
        self._random = random.Random() if seed is None else random.Random(f"{seed}/{stream}")  # noqa: S311 -- not for secrets
        self._given: deque[str] = deque()
        self.drawn: list[str] = []
        """What was drawn since somebody emptied it."""

    def give(self, drawn: Iterable[str]) -> None:
        """Has these be the next ones, in the order in which they were `drawn` once."""
        self._given = deque(drawn)

    def _draw(self, make: Callable[[], str]) -> str:
        drawn = self._given.popleft() if self._given else make()
        self.drawn.append(drawn)
        return drawn

    def state(self) -> list[Any]:
        """Returns the place in the sequence, as JSON that `resume` takes."""
        version, numbers, gauss = self._random.getstate()
        return [version, list(numbers), gauss]

    def resume(self, state: list[Any]) -> None:
        """Continues the sequence from the place that `state` returned."""
        version, numbers, gauss = state
        self._random.setstate((version, tuple(numbers), gauss))

    def hex(self, length: int) -> str:
        """Returns a random text of this many lower-case hexadecimal digits."""
        return self._draw(lambda: f"{self._random.getrandbits(4 * length):0{length}x}")

    def digits(self, length: int) -> str:
        """Returns a random text of this many decimal digits, the first of them not 0."""
        return self._draw(lambda: str(self._random.randrange(10 ** (length - 1), 10**length)))

    def of(self, alphabet: str, length: int) -> str:
        """Returns a random text of this many characters of an alphabet."""
        return self._draw(lambda: "".join(self._random.choices(alphabet, k=length)))

    def uuid4(self) -> str:
        """Returns a UUID of version 4, in lower case."""
        digits = self.hex(32)
        variant = HEX[8 + int(digits[16], 16) % 4]
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
