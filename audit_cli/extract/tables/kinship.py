"""What the labels of a list name: a whole and its parts, or things of which none can be part of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.terms import Terms

# a heading, and what its parts are called where they stand right under it, and only there
_CALLED = (
    (expression(r"基本支出(?:合计)?$"), expression(r"^(?:人员|日常公用|公用)(?:类|性)?(?:经费|支出)")),
    (
        expression(r".*公务用车购置[及和与]"),
        expression(r"公务用车(?:购置|运行|运维)(?!.*[及和与])|^购置费|^运行(?:维护)?费"),
    ),
    (
        expression(r"年[初末]财政拨款结转"),
        expression(r"^(?:一般公共预算|政府性基金预算|国有资本经营预算)(?:财政拨款)?$"),
    ),
)


class Kinship(NamedTuple):
    """What the labels of lists have to do with one another under *terms*."""

    terms: Terms

    def is_part(self, whole: str, label: str) -> bool:
        """Whether a line *label* right under a line *whole* is part of it by what the two are called."""
        if self._concept(label) in self.terms.parts_of(self._concept(whole)):
            return True
        head, below = core_of(whole), core_of(label)
        return any(heading.match(head) and parts.search(below) for heading, parts in _CALLED)

    def is_beside(self, whole: str, label: str) -> bool:
        """Whether *label* can be no part of *whole*, as 项目支出 can be none of 公用经费合计."""
        concept = self._concept(label)
        return concept != "" and concept in self.terms.beside(self._concept(whole))

    def end_before(self, parts: Sequence[str], label: str) -> bool:
        """Whether a list of *parts* ends where *label* follows: that is another term, or none of them is left."""
        return bool(self._concept(label)) or self.terms.leaves_nothing([self._concept(part) for part in parts])

    def _concept(self, label: str) -> str:
        return self.terms.concept(core_of(label))
