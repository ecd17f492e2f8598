import pytest
from recorder import VENDOR, recorder_of

from emulators.server import assemble


@pytest.fixture
def vendor():
    """The application that plays the vendor: the emulator alone, at the root."""
    app = assemble([VENDOR.name], root=True, trace=False)
    yield app
    app.namespaces.close()


@pytest.fixture
def recorder(vendor, tmp_path):
    return recorder_of(vendor, tmp_path)
