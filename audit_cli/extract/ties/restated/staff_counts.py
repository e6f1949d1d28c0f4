"""Staff in a form and in the text: 实有人数 24 in a cell; 在职人员20人，离退休人员6人，编外人员4人 in a sentence.

A form may count those in service alone, with the others who work there, or with the retired too. It ticks where one of
these is what the text counts, and is to be reviewed where none of them is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.model import Claim, Document, Fact, Term

_STAFF = "actual_staff"
_IN_SERVICE = expression(r"在职|在编(?!外)|在岗|实有")
_RETIRED = expression(r"退休|离休")
_OTHERS = expression(r"雇员|临聘|聘用|编外|临时|劳务|派遣|公益性?岗|购买服务|借调|工勤|辅助|合同制|见习|退休|离休")
_ANOTHER_TIME = expression(r"上年|去年|年初|新增|增加|减少|调出|调入|编制")
_MOST = 6  # kinds of people beside those in service


def staff_counts(facts: Sequence[Fact], paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Claim]:
    """Yield the one number of people of a form, as the sum of what the one sentence that counts them says."""
    cells = (f for f in facts if f.concept == _STAFF and document.blocks[f.figure.block].table is not None)
    form = only_fact(f for f in cells if "/" not in f.label and f.figure.unit in ("", "人"))
    if form is None or form.figure.approximate or form.figure.value % 1:
        return
    counted = [found for paragraph in paragraphs if (found := _counted(paragraph, document))]
    if len({tuple(i.figure.value for i in items) for items in counted}) != 1:
        return
    in_service, *others = counted[0]
    readings = [c for n in range(len(others), -1, -1) for c in combinations(others, n)]
    # those who work there come before those who have left
    readings.sort(key=lambda people: sum(bool(_RETIRED.search(i.label)) for i in people))
    wanted = form.figure.value - in_service.figure.value
    closing = next((people for people in readings if sum(i.figure.value for i in people) == wanted), None)
    parts = (in_service, *(readings[0] if closing is None else closing))
    terms = (Term(i.figure, "part", clean_label(i.label)) for i in parts)
    yield Claim("sum", (Term(form.figure, "total", form.label), *terms), "complete", closing is not None, basis="人员")


def _counted(paragraph: Paragraph, document: Document) -> list[Item]:
    """Return those in service and the kinds of people beside them, as the sentence of a paragraph counts them."""
    if document.blocks[paragraph.block].table is not None:
        return []
    people = [i for i in paragraph.items if i.unit == "人" and i.role == "plain" and i.place not in paragraph.total_of]
    first = next((i for i in people if _IN_SERVICE.search(i.label) and not _ANOTHER_TIME.search(i.label)), None)
    if first is None or first.figure.approximate:
        return []
    behind = [i for i in people if i.place > first.place and i.sentence == first.sentence and i.depth == first.depth]
    others = [i for i in behind if _OTHERS.search(i.label) and not _ANOTHER_TIME.search(i.label)]
    if not others or len(others) > _MOST or len(others) < len(behind) or any(i.figure.approximate for i in others):
        return []
    return [first, *others]
