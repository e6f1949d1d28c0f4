"""Statements of accounts: grand totals agree, opening + income = spending + closing, assets − debts = net assets."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import core_of, rank_of
from audit_cli.extract.tables.layout import Side
from audit_cli.extract.tables.list_rows import Row
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import agrees, same_verdict, sum_verdict

_SOURCE = expression(r"资金来源|收入来源|按来源|按收入")
_USE = expression(r"资金结构|支出结构|资金用途|按支出|按用途|支出构成")
# 基本支出总额 beside 项目支出总额
_OF_A_CLASS = expression(r"基本支出|项目支出")
_LEGS = (
    ("income", expression(r"^(?:本年|当年)?收入合计$")),
    ("opening", expression(r"^(?:年初|上年).{0,6}(?:结转|结余)|^使用(?:非财政拨款|专用)结余|^用事业基金弥补")),
    ("spending", expression(r"^(?:本年|当年)?支出合计$|^结余分配$")),
    ("closing", expression(r"^(?:年末|结转下年).{0,8}(?:结转|结余)?|^结转下年")),
)

_LEFT = expression(r"(?:年末|期末|本年|当年|收支|累计|滚存)*(?:结[转余]|结转(?:和|及|与)?结余|节余|结余结转)(?:资金)?")
_OF_ACCOUNTS = ("amount", "left", "change")
_NET_ASSETS = tuple(
    (role, expression(rf"^{name}(?:总额|总计|合计)$"))
    for role, name in (("result", "净资产"), ("minuend", "资产"), ("subtrahend", "负债"))
)


def equal_totals(sides: Sequence[Side], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that 收入总计 and 支出总计 agree, side by side or one below the other."""
    if len(sides) > 1:
        left = _grand(sides[0].rows)
        claims: list[Claim] = []
        for side in sides[1:]:
            right = _grand(side.rows)
            if left is not None and right is not None and left.number == right.number:
                claims += _equal(sides[0], left, side, right, ledger)
        return claims
    if not sides:
        return []
    return _income_and_spending(sides[0], ledger) + _source_and_use(sides[0], ledger)


def _source_and_use(side: Side, ledger: Sequence[Figure]) -> list[Claim]:
    """Return that the total by source (资金来源) is the total by use (资金结构)."""
    totals = [row for row in side.rows if row.groups and rank_of(row.label)]
    source = [row for row in totals if _SOURCE.search(row.groups[0].text)]
    use = [row for row in totals if _USE.search(row.groups[0].text)]
    return _equal(side, source[0], side, use[0], ledger) if len(source) == 1 and len(use) == 1 else []


def _income_and_spending(side: Side, ledger: Sequence[Figure]) -> list[Claim]:
    sides = (side,)
    income = [row for row in sides[0].rows if core_of(row.label).endswith("收入总计")]
    spending = [row for row in sides[0].rows if core_of(row.label).endswith("支出总计")]
    if len(income) != 1 or len(spending) != 1:
        return []
    left = [r for r in sides[0].rows if r.number > spending[0].number and _LEFT.fullmatch(core_of(r.label))]
    if len(left) == 1 and (rests := _rests(side, (left[0], income[0], spending[0]), ledger)):
        return rests
    claims = _equal(sides[0], income[0], sides[0], spending[0], ledger)
    # 收入总计 of two years beside 支出总计, without what was carried over: nothing balances here
    pairs = [tuple(claim.figures()) for claim in claims]
    never = len(pairs) > 1 and not any(agrees(same_verdict(a.quantity, b.quantity)) for a, b in pairs)
    return [] if never else claims


def _rests(side: Side, rows: tuple[Row, Row, Row], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that what is left, below both totals, is income less spending, in each column; if it is so in any."""
    claims = []
    for column in side.columns:
        cells = [row.cells.get(column.col) for row in rows]
        figures = [ledger[cell.figure] for cell in cells if cell is not None]
        if column.role in ("amount", "left") and len(figures) == len(rows) == 3 and len({f.unit for f in figures}) == 1:
            roles = ("result", "minuend", "subtrahend")
            terms = tuple(Term(f, role, r.label) for f, role, r in zip(figures, roles, rows, strict=True))
            claims.append(Claim("difference", terms, basis="table:balance"))
    held = any(agrees(sum_verdict(r.quantity, [a, b], [1, -1])) for r, a, b in (c.figures() for c in claims))
    return claims if held else []


def _grand(rows: Sequence[Row]) -> Row | None:
    return next((row for row in reversed(rows) if rank_of(row.label) == 3 and row.cells), None)


def _equal(one: Side, left: Row, other: Side, right: Row, ledger: Sequence[Figure]) -> list[Claim]:
    if left.damaged or right.damaged or any(_OF_A_CLASS.search(row.label) for row in (left, right)):
        return []
    if one is other:
        pairs = [(left.cells.get(c.col), right.cells.get(c.col)) for c in one.columns if c.role == "amount"]
    else:
        pairs = [
            (
                next((left.cells[c.col] for c in one.columns if c.col in left.cells), None),
                next((right.cells[c.col] for c in other.columns if c.col in right.cells), None),
            )
        ]
    claims = []
    for a, b in pairs:
        if a is not None and b is not None and ledger[a.figure].unit == ledger[b.figure].unit:
            terms = (Term(ledger[a.figure], "stated", left.label), Term(ledger[b.figure], "stated", right.label))
            claims.append(Claim("equal", terms, basis="table:totals"))
    return claims


def balances(sides: Sequence[Side], ledger: Sequence[Figure]) -> list[Claim]:
    """Return the balance of a statement whose rows name all four legs; the first amounts of each side count."""
    if len(sides) > 2:
        return []
    terms: list[Term] = []
    for side in sides:
        amounts = [c.col for c in side.columns if c.role in ("amount", "left")]
        if not amounts or (len(sides) == 1 and len(amounts) > 1):
            return []
        for row in side.rows:
            core = core_of(row.label)
            role = next((role for role, pattern in _LEGS if pattern.search(core)), "")
            if not role or row.indent or row.groups:
                continue
            cell = row.cells.get(amounts[0])
            if row.damaged:
                return []
            if cell is not None:
                terms.append(Term(ledger[cell.figure], role, row.label))
    order = [role for role, _ in _LEGS]
    counts = [sum(1 for term in terms if term.role == role) for role in order]
    if counts[0] != 1 or not counts[2] or counts[3] != 1:
        return []
    if not counts[1]:
        return _remainder(terms) if len(terms) == 3 else []
    if len({term.figure.unit for term in terms}) != 1 or sum(t.label.endswith("合计") for t in terms) != 2:
        return []
    return [
        Claim("balance", tuple(sorted(terms, key=lambda t: order.index(t.role))), "complete", basis="table:balance")
    ]


def _remainder(terms: Sequence[Term]) -> list[Claim]:
    """Return income − spending = what is left, if it is so: without an opening balance it need not be."""
    by_role = {term.role: term for term in terms}
    result, income, spending = (by_role[role] for role in ("closing", "income", "spending"))
    if len({t.figure.unit for t in terms}) > 1 or not agrees(
        sum_verdict(result.figure.quantity, [income.figure, spending.figure], [1, -1])
    ):
        return []
    roles = ((result, "result"), (income, "minuend"), (spending, "subtrahend"))
    return [Claim("difference", tuple(term._replace(role=role) for term, role in roles), basis="table:balance")]


def net_assets(sides: Sequence[Side], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that 净资产合计 is 资产合计 less 负债合计, in each column of amounts."""
    if len(sides) > 2 or not any("净资产" in row.label for side in sides for row in side.rows):
        return []
    legs: list[tuple[str, list[tuple[tuple[str, ...], Figure]]]] = []
    for role, pattern in _NET_ASSETS:
        found = [(side, row) for side in sides for row in side.rows if row.cells and pattern.match(core_of(row.label))]
        if len(found) != 1 or found[0][1].damaged:
            return []
        side, row = found[0]
        cells = [(c.path, row.cells[c.col]) for c in side.columns if c.role in _OF_ACCOUNTS and c.col in row.cells]
        legs.append((role, [(path, ledger[cell.figure]) for path, cell in cells]))
    claims = []
    for columns in zip(*(leg for _, leg in legs), strict=False):
        if len({path[-1:] for path, _ in columns}) == len({figure.unit for _, figure in columns}) == 1:
            terms = tuple(Term(figure, role) for (role, _), (_, figure) in zip(legs, columns, strict=True))
            claims.append(Claim("difference", terms, basis="table:balance"))
    return claims
