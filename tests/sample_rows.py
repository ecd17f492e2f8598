"""Rows of the sample vendor in a namespace."""

import sample_vendor


def numbers(namespace) -> list[str]:
    return [row["number"] for row in namespace.store.select(sample_vendor.NUMBERS, {})]


def add(namespace, number: str) -> None:
    namespace.store.insert(sample_vendor.NUMBERS, {"id": namespace.ids.uuid4(), "number": number})
