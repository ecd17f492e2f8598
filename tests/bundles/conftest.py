import pytest
import sample_vendor
from asgi import Client
from control_plane import NOW

from emulators.control import control_plane
from emulators.core.clock import Clock
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server


@pytest.fixture
def client():
    every = Namespaces((sample_vendor.emulator,), Options(clock=Clock(NOW), seed=1))
    yield Client(Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,))))
    every.close()
