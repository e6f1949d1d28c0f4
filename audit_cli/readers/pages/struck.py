"""Text that a page strikes out: a rule runs through the middle of it, from its beginning to its end."""

from __future__ import annotations

import numpy

from audit_cli.readers.pages.remarks import Remarks
from audit_cli.readers.pages.sheet import Sheet

# of the height of the type: how far from its middle such a rule may be, and how far it may reach beyond the text
_OFF, _BEYOND = 0.25, 0.6
# the tallest type that is looked for, and how many signs beside rules are looked at on one page
_TALLEST, _MOST = 40.0, 1_000_000


def without_struck(sheet: Sheet, remarks: Remarks) -> Sheet:
    """Return *sheet* without the signs that are struck out; *remarks* are told of them."""
    if not sheet.across or not len(sheet.glyphs):
        return sheet
    left, top, right, bottom = sheet.glyphs.edges
    height = bottom - top
    middle = (top + bottom) / 2
    order = numpy.argsort(middle)
    at = numpy.array([rule.at for rule in sheet.across])
    near = min(_TALLEST, float(height.max())) * _OFF
    first, last = numpy.searchsorted(middle[order], [at - near, at + near])
    kept = numpy.ones(len(sheet.glyphs), numpy.bool_)
    left_to_do = _MOST
    for i in numpy.flatnonzero(last > first).tolist():
        left_to_do -= int(last[i] - first[i])
        if left_to_do < 0:
            break
        rule, signs = sheet.across[i], order[first[i] : last[i]]
        size = height[signs]
        signs = signs[
            (numpy.abs(middle[signs] - rule.at) <= _OFF * size)
            & (rule.low <= (left + right)[signs] / 2)
            & ((left + right)[signs] / 2 <= rule.high)
        ]
        if not len(signs):
            continue
        beyond = _BEYOND * float(height[signs].max())
        # a rule that goes on is one of a table, or above a note
        if left[signs].min() - rule.low <= beyond and rule.high - right[signs].max() <= beyond:
            kept[signs] = False
    if kept.all():
        return sheet
    remarks.seen.add("struck")
    return sheet._replace(glyphs=sheet.glyphs.only(kept))
