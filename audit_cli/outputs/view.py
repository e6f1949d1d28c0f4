"""What the user wants to see of a run, and how wide and colourful the screen is."""

from __future__ import annotations

from typing import NamedTuple

LEAST_WIDTH = 40
MOST_WIDTH = 120


class Screen(NamedTuple):
    """How wide the output is, and whether it has colours."""

    width: int = 100
    colour: bool = False

    @property
    def columns(self) -> int:
        """How many columns are used: a line that is too long is not read, one that is too short is not either."""
        return max(LEAST_WIDTH, min(self.width, MOST_WIDTH))


class View(NamedTuple):
    """In which language, whether what agrees is shown as well, which severities make a run fail, on which screen."""

    lang: str = "zh"
    everything: bool = False
    levels: tuple[str, ...] = ("error",)
    screen: Screen = Screen()

    def said(self, words: tuple[str, str]) -> str:
        """Return one of a Chinese and an English text."""
        return words[0] if self.lang == "zh" else words[1]
