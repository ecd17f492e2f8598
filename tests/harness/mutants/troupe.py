"""The five stand-ins by the names of their contracts."""

from __future__ import annotations

from harness.mutants.butter import Butter
from harness.mutants.chorus import Chorus
from harness.mutants.freya import Freya
from harness.mutants.hamsa import Hamsa
from harness.mutants.weya import Weya

STAND_INS = {each.__name__.lower(): each for each in (Butter, Chorus, Freya, Hamsa, Weya)}
