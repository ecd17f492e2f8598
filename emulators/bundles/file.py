"""Reads the file of a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.bundles.bundle import BadBundle, read_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from emulators.bundles.bundle import Bundle


def read_file(path: Path) -> Bundle:
    """Returns the bundle in a file.

    Raises:
        BadBundle: it cannot be read; the message names the file and the place.
    """
    try:
        return read_bundle(path.read_bytes())
    except OSError as error:
        raise BadBundle(f"{path}: cannot be read: {error.strerror}") from None
    except BadBundle as error:
        raise BadBundle(f"{path}: {error}") from None
