"""Finds the values that one side was sent and the other was not, so that their echoes are no differences."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from emulators.harness.model.exchange import Exchange


def tokens_of_sent_values(
    left: Sequence[Exchange], right: Sequence[Exchange]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Returns for each side tokens by value: the same token for what stood at the same place of both requests."""
    tokens: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for number, (one, other) in enumerate(zip(left, right, strict=False)):
        for place, *values in (*_of_paths(one, other), *_of_bodies(one.values, other.values, "")):
            for side, value in zip(tokens, values, strict=True):
                for form, note in ((value, ""), (value.lstrip("+"), " without its plus")):
                    side.setdefault(form, f"<sent {number}{place}{note}>")
    return tokens


def _of_paths(one: Exchange, other: Exchange) -> Iterator[tuple[str, str, str]]:
    paths = [urlsplit(each.request.path) for each in (one, other)]
    segments = [[unquote(segment) for segment in path.path.split("/")] for path in paths]
    for number, (left, right) in enumerate(zip_longest(*segments, fillvalue="")):
        if left != right:
            yield f" segment {number}", left, right
    queries = [dict(parse_qsl(path.query)) for path in paths]
    for name in queries[0].keys() & queries[1].keys():
        if queries[0][name] != queries[1][name]:
            yield f" query {name}", queries[0][name], queries[1][name]


def _of_bodies(left: Any, right: Any, pointer: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(left, dict) and isinstance(right, dict):
        for name in left.keys() & right.keys():
            yield from _of_bodies(left[name], right[name], f"{pointer}/{name}")
    elif isinstance(left, list) and isinstance(right, list):
        for index, pair in enumerate(zip(left, right, strict=False)):
            yield from _of_bodies(*pair, f"{pointer}/{index}")
    elif isinstance(left, str) and isinstance(right, str) and left != right:
        yield pointer, left, right
