"""The five planted-bug vendors by the names of their contracts."""

from __future__ import annotations

from harness.planted_bugs.butter import Butter
from harness.planted_bugs.chorus import Chorus
from harness.planted_bugs.freya import Freya
from harness.planted_bugs.hamsa import Hamsa
from harness.planted_bugs.weya import Weya

VENDORS = {each.__name__.lower(): each for each in (Butter, Chorus, Freya, Hamsa, Weya)}
