"""The figures of a table by line and cross line, and whether some of its lines add up to another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit_cli.mistyped import POINT_SLIPS, one_slip_off
from audit_cli.model import Figure
from audit_cli.quantity import HUNDRED, Quantity, agrees, sum_verdict

ZERO = Decimal(0)
CLOSES, FAILS, SILENT, BLANK = 1, 2, 0, 3
_SEVERAL = 2


class Matrix:
    """Figures by line and cross line (rows and columns, or the other way round); None is a blank cell.

    Lines in *damaged* have figures that could not be read; *nil* are the blank cells (line, cross line) with a dash.
    Cross lines in *soft* may hold, but prove nothing and contradict nothing (shares).
    """

    __slots__ = ("_known", "damaged", "figures", "labels", "nil", "soft")

    def __init__(
        self,
        figures: tuple[tuple[Figure | None, ...], ...],
        labels: tuple[str, ...],
        soft: frozenset[int] = frozenset(),
        damaged: frozenset[int] = frozenset(),
        nil: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        self.figures = figures
        self.labels = labels
        self.soft = soft
        self.damaged = damaged
        self.nil = nil
        self._known: dict[tuple[int, tuple[int, ...]], list[int]] = {}

    def relabelled(self, labels: tuple[str, ...]) -> Matrix:
        """Return the same figures under other *labels*."""
        return Matrix(self.figures, labels, self.soft, self.damaged, self.nil)

    def verdict(self, total: int, parts: Sequence[int], cross: int) -> int:
        """Return whether the figures of *parts* add up to that of *total* in one cross line."""
        stated = self.figures[total][cross]
        if stated is None:
            return SILENT
        value, unit = ZERO, stated.unit
        given: list[Figure] = []
        blank = False
        for line in parts:
            figure = self.figures[line][cross]
            if figure is None:
                blank = blank or (line, cross) not in self.nil
            elif figure.unit != unit:
                return SILENT
            else:
                given.append(figure)
                value += figure.value
        if not given or (not value and not stated.value):
            return SILENT
        if cross in self.soft:
            if blank or len(given) < 2:
                return SILENT
            if agrees(sum_verdict(stated.quantity, given)):
                return CLOSES
            whole = stated.value == HUNDRED or agrees(sum_verdict(Quantity(HUNDRED, stated.quantum), given))
            return FAILS if whole else SILENT
        if value == stated.value:
            return CLOSES
        # rates of parts do not add up to that of their whole
        if unit == "%" and stated.value != HUNDRED:
            return SILENT
        if agrees(sum_verdict(stated.quantity, [figure for figure in given if figure.value] or given[:1])):
            return CLOSES
        if blank and abs(value) < abs(stated.value):
            return FAILS if self._is_nought(parts, cross) and self._is_slip(total, tuple(parts), cross) else BLANK
        return FAILS

    def _is_nought(self, parts: Sequence[int], cross: int) -> bool:
        """Whether what is blank in a cross line is so throughout, so that it may stand for nought."""
        return not any(any(self.figures[line]) for line in parts if self.figures[line][cross] is None)

    def verdicts(self, total: int, parts: tuple[int, ...]) -> list[int]:
        """Return the verdict of each cross line."""
        key = total, parts
        found = self._known.get(key)
        if found is None:
            found = [self.verdict(total, parts, cross) for cross in range(len(self.figures[total]))]
            self._known[key] = found
        return found

    def score(self, total: int, parts: tuple[int, ...]) -> int:
        """Return by how many cross lines more a reading closes than fails; closings of a single part weigh little."""
        points = 0
        for cross, verdict in enumerate(self.verdicts(total, parts)):
            if cross in self.soft:
                continue
            if verdict == CLOSES:
                points += 4 if self.is_solid(parts, cross) else 1
            elif verdict == FAILS:
                points -= 2
        return points

    def is_near(self, total: int, parts: tuple[int, ...]) -> bool:
        """Whether one slip is all that keeps a reading from closing, wherever it does not."""
        failing = [cross for cross, verdict in enumerate(self.verdicts(total, parts)) if verdict == FAILS]
        return bool(failing) and all(self._is_slip(total, parts, cross) for cross in failing)

    def _is_slip(self, total: int, parts: tuple[int, ...], cross: int) -> bool:
        stated = self.figures[total][cross]
        given = [figure for line in parts if (figure := self.figures[line][cross]) is not None]
        if stated is None or len(given) < _SEVERAL:
            return False
        return one_slip_off(stated, given) or _is_point_off(stated, given)

    def excess(self, total: int, parts: tuple[int, ...]) -> tuple[int, int]:
        """Return in how many cross lines the parts are more than the total, and in how many they are not."""
        over = under = 0
        for cross, verdict in enumerate(self.verdicts(total, parts)):
            stated = self.figures[total][cross]
            if verdict == SILENT or stated is None:
                continue
            value = sum((f.value for line in parts if (f := self.figures[line][cross]) is not None), ZERO)
            if verdict == FAILS and value > stated.value:
                over += 1
            else:
                under += 1
        return over, under

    def is_solid(self, parts: Sequence[int], cross: int) -> bool:
        """Whether at least two parts count, so that closing says something."""
        count = 0
        for line in parts:
            figure = self.figures[line][cross]
            if figure is not None and figure.value:
                count += 1
                if count == 2:
                    return True
        return False

    def has_unit(self, line: int) -> bool:
        """Whether a line has a figure that proves something."""
        return any(figure is not None and cross not in self.soft for cross, figure in enumerate(self.figures[line]))

    def may_be_part(self, line: int, total: int) -> bool:
        """Whether a line has the unit of *total* in some cross line, or nothing to contradict it in any."""
        pairs = [
            (figure, whole)
            for cross, (figure, whole) in enumerate(zip(self.figures[line], self.figures[total], strict=True))
            if figure is not None and whole is not None and cross not in self.soft
        ]
        return not pairs or any(figure.unit == whole.unit for figure, whole in pairs)


def _is_point_off(stated: Figure, given: Sequence[Figure]) -> bool:
    """Whether the point of one figure has slipped: 69.130 for 691.30."""
    gap = stated.value - sum((figure.value for figure in given), ZERO)
    meant = ((stated, stated.value - gap), *((figure, figure.value + gap) for figure in given))
    return any(value and figure.value.scaleb(by) == value for figure, value in meant for by in POINT_SLIPS)
