"""Works that were accepted, and of which a sentence says that their accounts are not settled.

What a contract for them is worth need not be told: 福利中心扩建工程于2020年9月竣工验收，至今未办理竣工财务决算.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.contracts.dates import is_accepted_at
from audit_cli.extract.contracts.names import LONGEST_NAME
from audit_cli.extract.contracts.payment_terms import Dates, name
from audit_cli.extract.contracts.words import project_name
from audit_cli.extract.slips.printed import lines_with
from audit_cli.model import Dating, Document, Figure

_UNSETTLED = expression(
    r"(?:至今|尚|还|暂|仍|一直)*(?:未|没有)(?:及时|按时|按期|办理|完成|编制|报批|进行)*(?:工程|项目)?(?:竣工)?(?:财务)?决算|(?:竣工)?(?:财务)?决算(?:至今|尚|还|暂|仍|一直)*(?:未|没有)(?:办理|完成|编制|批复)"
)
# other works, or other accounts, stand between
_OTHERWISE = expression(r"已[^，。；\n]{0,8}决算|未(?:竣工|完工|验收)|在建")
_STOPS = expression(r"[。；;\n]")
_LONGEST = 200


def unsettled_works(document: Document, ledger: Sequence[Figure]) -> Iterator[Dating]:
    """Yield the days on which works were accepted whose accounts are said to be open."""
    text, dates = document.text, Dates(ledger)
    for line in lines_with("验收", text):
        if text.find("决算", *line) < 0:
            continue
        for said in _UNSETTLED.finditer(text, *line):
            first = max(line[0], said.start() - _LONGEST)
            start = max((stop.end() for stop in _STOPS.finditer(text, first, said.start())), default=first)
            days = dates.between(start, said.start())
            day = next((d for d in reversed(days) if is_accepted_at(text, start, d, said.start())), None)
            if day is not None and _OTHERWISE.search(text, day.end, said.start()) is None:
                number = document.block_at(said.start())
                before = text[max(start, day.start - LONGEST_NAME) : day.start].rpartition("，")[2]
                yield Dating("acceptance", day, name(text, *said.span(), number), label=project_name(before))
