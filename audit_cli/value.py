"""What a value of the model is: fields that never change, compared and hashed by what they hold."""

from __future__ import annotations

from typing import Any, Self

import msgspec


class Value(msgspec.Struct, frozen=True, gc=False):
    """A value that is made and read by the thousand: its fields cost a fraction of those of a named tuple.

    It holds other values, texts and numbers, never what could lead back to it: the collector need not look.
    """

    def _replace(self, **changes: Any) -> Self:
        """Return this value with some fields changed, as a named tuple does."""
        return msgspec.structs.replace(self, **changes)
