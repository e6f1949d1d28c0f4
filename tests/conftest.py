"""What holds for all tests: none of them times its examples, as a busy machine is slow and not wrong."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
