"""Exponents and marks of notes on a page: small signs above the line, right behind a larger one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy

from audit_cli.readers.pages.sheet import Glyphs, Sheet
from audit_cli.readers.raised import raised

# of the height of the sign before: at most this tall, at least so far above its foot, never so far behind it
_SMALL, _LIFTED, _BEHIND = 0.9, 0.25, 0.4
# and as tall as the raised sign before it, but for this
_ALIKE = 0.05


def with_exponents(sheet: Sheet) -> Sheet:
    """Return *sheet* with digits that are set above the line as such."""
    glyphs = sheet.glyphs
    if len(glyphs) < 2:
        return sheet
    left, top, right, bottom = glyphs.edges
    with numpy.errstate(all="ignore"):
        height = bottom - top
        before = height[:-1]
        gap = left[1:] - right[:-1]
        lifted = bottom[:-1] - bottom[1:]
        begins = (height[1:] < _SMALL * before) & (lifted > _LIFTED * before) & (top[1:] > top[:-1] - before / 2)
        begins &= (lifted < before) & (numpy.abs(gap) < _BEHIND * before)
        alike = (numpy.abs(lifted) < _ALIKE * before) & (numpy.abs(height[1:] - before) < _ALIKE * before)
        alike &= numpy.abs(gap) < _BEHIND * before
    starts = (numpy.flatnonzero(begins) + 1).tolist()
    if not starts:
        return sheet
    texts = list(glyphs.texts)
    for start in starts:
        end = start + 1
        while end < len(texts) and alike[end - 1]:
            end += 1
        texts[start:end] = _shown(texts[start:end])
    changed: Sequence[str] = "".join(texts) if isinstance(glyphs.texts, str) else texts
    return sheet._replace(glyphs=Glyphs(changed, glyphs.edges))


def _shown(signs: list[str]) -> list[str]:
    """Return raised *signs*, one after the other, as they are to be read."""
    return list(raised("".join(signs))) if all(len(sign) == 1 for sign in signs) else signs
