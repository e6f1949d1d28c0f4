"""Contracts in tables: a column of sums beside one of what was paid or is owed, known by their headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from audit_cli.expressions import expression
from audit_cli.extract.contracts.payment_terms import NOT_DUE, Dates, name, told
from audit_cli.extract.tables.grid import BLANKS
from audit_cli.model import Block, Contract, Document, Figure, Term

Row = Sequence[tuple[int, Block]]  # the cells of a row with the numbers of their blocks

_MAY_HOLD_CONTRACTS = expression(r"合同|中标|成交|工程款|结算价|未支付|未付|欠付|欠款|待支付|待付")
_HEADER_ROWS = 6
_LONGEST_HEADER = 24
# the first that a header matches is what its column holds
_COLUMNS: Mapping[str, re.Pattern[str]] = {
    "cause": expression(r"原因|理由"),
    "note": expression(r"备注|说明"),
    "promised": expression(
        r"(?:支付|付款|付清|拨付|清偿)的?(?:时间|日期|年度|年份|期限|节点|计划|安排)"
        r"|^(?:计划|预计|拟)(?:支付|付款)(?!金额|数|额)"
    ),
    "rate": expression(r"率|比例|进度|[%％]|占比"),
    "retention": expression(r"^(?:工程)?(?:质保金|质量保证金|保留金)(?!.*(?:时间|日期|原因|比例|率))"),
    "unpaid": expression(r"未(?:支付|付|拨付|结清)|待(?:支付|付|拨付)|欠|剩余(?!.*时间)|尾款|余款|余额"),
    "paid": expression(
        r"(?:已|累计|实际|实)[一-鿿]{0,2}(?:支付|付|拨付)"
        r"|(?:支付|付款|拨付)(?:金额|数|额|合计|累计|总额)?(?:[（(].*)?$|[0-9年]支付"
    ),
    "amount": expression(
        r"合同(?:总|签订|约定|暂定)?(?:金?额|价款?|总价|总额|款)|工程造价"
        r"|(?:中标|成交|签约|结算|审定|发包)(?:合同)?(?:总)?(?:价款?|金额|造价|额)"
    ),
    "budget": expression(r"预算|概算|控制价|限价"),
    "worth": expression(r"总投资|总金额|总价|资金总额|项目金额|投资额|^金额"),
    "label": expression(r"(?:项目|合同|工程|采购|服务)(?:名称|内容)?$|名称|标的|事项"),
}
# no table of contracts is without one of these
_OWED = expression(f"{_COLUMNS['unpaid'].pattern}|{_COLUMNS['paid'].pattern}")
# nor without what each of their words has
_MAY_OWE = expression(r"付|欠|尾|清|剩|余\s*[额款]")
_ANY_COLUMN = expression("|".join(pattern.pattern for pattern in _COLUMNS.values()))
_SUM_OF_PAYMENTS = expression(r"(?:[小合共总累]\s*计)$|^累计")
_SETTLED = expression(r"审定|审计|结算")
_DIVISION = expression(r"(?:(?:19|20)\d\d年?|本年|当年|以前年度|上年|[小合]计|累计|第[一二三四五]次).{0,4}")
# a note that tells of the rest of a payment: 质保金待退, 分期付款
_OF_REST = expression(
    r"质保|保证金|尾款|余款|分期|[进节]度款|按(?:进度|节点|季度?|月|年)|验收|结算|审计|竣工|[未待](?:到|完|满|付|支付|退)|跨年|在建"
)
_NOT_YET_DUE = expression(rf"{NOT_DUE.pattern}|分期|按(?:进度|节点|季度?|月|年)")
_TOTAL = expression(r"^(?:合计|小计|总计|共计|累计|合\s+计|总\s+计)")


def table_contracts(document: Document, ledger: Sequence[Figure], dates: Dates, year: str) -> Iterator[Contract]:
    """Yield the contracts in the tables of *document*; *ledger* has the units that cells take from their headers."""
    if _MAY_HOLD_CONTRACTS.search(document.text) is None:
        return
    cells = [(n, b) for n, b in enumerate(document.blocks) if b.table is not None and b.kind == "cell"]
    figures: dict[int, list[Figure]] | None = None
    for _, group in groupby(cells, key=lambda cell: cell[1].table):
        table = list(group)
        if _MAY_OWE.search(document.text, table[0][1].start, table[-1][1].end) is None:
            continue
        rows = [list(row) for _, row in groupby(table, key=lambda cell: cell[1].row)]
        columns, body = _columns(document, rows)
        if not columns:
            continue
        if figures is None:
            figures = _by_block(ledger)
        for row in rows[body:]:
            contract = _contract(document, row, columns, figures, dates, year)
            if contract is not None:
                yield contract


def _by_block(ledger: Iterable[Figure]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for figure in ledger:
        found.setdefault(figure.block, []).append(figure)
    return found


def _columns(document: Document, rows: Sequence[Row]) -> tuple[dict[int, str], int]:
    """Return what the columns hold, and the first row below their header; nothing where it is no table of contracts."""
    headers: dict[int, str] = {}
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        for _, block in row:
            text = "".join(document.text_of(block).split())
            if text and len(text) <= _LONGEST_HEADER:
                for col in range(block.col, block.col + block.colspan):
                    headers[col] = headers.get(col, "") + text
        below = rows[number + 1] if number + 1 < len(rows) else ()
        columns = _held(headers)
        if columns and not _is_header(document, below) and not _divides(document, below):
            # a header that lost its wide cells stands over other columns
            return ({}, 0) if _extent(below) > max(headers) + 1 else (columns, number + 1)
        if not _is_header(document, row) and not _divides(document, row):
            headers = {}
    return {}, 0


def _held(headers: Mapping[int, str]) -> dict[int, str]:
    if not any(_OWED.search(header) for header in headers.values()):
        return {}
    held = {
        col: kind
        for col, header in headers.items()
        if (kind := next((kind for kind, pattern in _COLUMNS.items() if pattern.search(header)), ""))
    }
    # what was paid in all, not year by year; what was settled, not what was agreed on
    for kind, decisive in (("paid", _SUM_OF_PAYMENTS), ("amount", _SETTLED)):
        chosen = [col for col, other in held.items() if other == kind and decisive.search(headers[col])]
        if len(chosen) == 1:
            held = {col: other for col, other in held.items() if other != kind or col in chosen}
    kinds = list(held.values())
    if "amount" not in kinds and "unpaid" in kinds and "paid" in kinds and kinds.count("worth") == 1:
        held = {col: "amount" if kind == "worth" else kind for col, kind in held.items()}
    owed = {"paid", "unpaid"} & set(held.values())
    return held if list(held.values()).count("amount") == 1 and owed and kinds.count("unpaid") < 2 else {}


def _extent(row: Row) -> int:
    return max((block.col + block.colspan for _, block in row), default=0)


def _divides(document: Document, row: Row) -> bool:
    """Whether a row only divides the columns of the header above it: 2022年, 2023年, 小计."""
    texts = ["".join(document.text_of(block).split()) for _, block in row]
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(_DIVISION.fullmatch(text) for text in filled)


def _is_header(document: Document, row: Row) -> bool:
    """Whether a row has words of headers in most of its cells, and so goes on with the header above it."""
    texts = ["".join(document.text_of(block).split()) for _, block in row]
    filled = [text for text in texts if text and not text[0].isdigit()]
    if len(filled) < len([text for text in texts if text]):
        return False
    known = sum(len(text) < 14 and _ANY_COLUMN.search(text) is not None for text in filled)
    return known > 1 and 3 * known >= len(filled)


def _contract(
    document: Document,
    row: Row,
    columns: Mapping[int, str],
    figures: Mapping[int, Sequence[Figure]],
    dates: Dates,
    year: str,
) -> Contract | None:
    if any(block.damaged for _, block in row):
        return None
    label, cause, promised = "", None, None
    amounts: dict[str, list[Figure]] = {}
    for number, block in row:
        text = document.text_of(block).strip()
        kind = columns.get(block.col, "")
        if _TOTAL.match(text):
            return None
        if not text or text in BLANKS:
            continue
        if kind in ("cause", "note"):
            said = told(document.text, block.start, block.end, number, dates, year)
            whole = _words(document, block, number) if kind == "cause" or _OF_REST.search(text) else None
            cause = said.cause or cause or whole
            promised = promised or said.promised or (whole if _NOT_YET_DUE.search(text) else None)
        elif kind == "promised":
            found = dates.between(block.start, block.end)
            promised = found[-1] if found else _words(document, block, number)
        elif kind == "label":
            label = label or text
        elif kind:
            amounts.setdefault(kind, []).extend(_money(figures.get(number, ()), block))
    return _assembled(label or _first_words(document, row, figures), amounts, promised, cause)


def _assembled(
    label: str, amounts: Mapping[str, Sequence[Figure]], promised: Figure | None, cause: Figure | None
) -> Contract | None:
    """Return the contract of a row, None if its sum, or both what was paid and what is owed, are blank."""
    sums, paid, unpaid, kept = (amounts.get(kind, ()) for kind in ("amount", "paid", "unpaid", "retention"))
    if len(sums) != 1 or not label or not (paid or unpaid) or len(unpaid) > 1 or not sums[0].value:
        return None
    details = [Term(f, "instalment") for f in paid[1:]]
    details += (Term(f, "budget") for f in amounts.get("budget", ())[:1])
    owed = unpaid[0] if unpaid else None
    contract = Contract(label, sums[0], paid[0] if paid else None, owed, promised, None, tuple(details))
    if len(kept) == 1 and contract.owed == kept[0].value and contract.owed:
        # all that is owed is kept as a guarantee, and not yet due
        words = kept[0]._replace(type="name", unit="", value=Decimal(0), quantum=Decimal(1))
        cause = cause or words
        contract = contract._replace(unpaid=owed or kept[0], promised=promised or words)
    # a note beside a contract that is paid gives no cause
    return contract._replace(cause=cause) if contract.owed else contract._replace(promised=None)


def _words(document: Document, block: Block, number: int) -> Figure:
    text = document.text_of(block)
    start = block.start + len(text) - len(text.lstrip())
    return name(document.text, start, start + len(text.strip()), number)


def _money(figures: Sequence[Figure], block: Block) -> list[Figure]:
    found = [f for f in figures if f.type in ("money", "number")]
    return found if len(found) == 1 else []


def _first_words(document: Document, row: Row, figures: Mapping[int, Sequence[Figure]]) -> str:
    for number, block in row:
        text = document.text_of(block).strip()
        if text and not figures.get(number) and not text.isdigit():
            return text
    return ""
