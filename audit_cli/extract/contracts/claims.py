"""What contracts assert together: sum less payments is what is unpaid, and the unpaid amounts add up to their total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit_cli.comparisons import difference_agrees, holds
from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Contract, Document, Figure, Term

# what may be only a part of the rest
_PART_OF_REST = expression(r"质保金|质量保证金|保证金|保留金|尾款|工程款|进度款|其中|含")
_IN_ALL = expression(r"合计|共计|总计|总共|累计|一共")
_UNPAID = expression(r"(?:未|待|应付未)[一-鿿]{0,4}付|欠")
_PAID = expression(r"(?:已|累计|实际)[一-鿿]{0,4}付|付款")
_COUNT = expression(r"([0-9]{1,3})(?:个|项|份|家|笔)")
_REACH = 12


def remainders(document: Document, contracts: Iterable[Contract], claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield for each contract whose sum, payments and rest are all printed that they agree, unless it is said."""
    differences = [c for c in claims if c.kind == "difference"]
    told = {frozenset(t.figure.start for t in c.terms) for c in differences}
    # 按合同应付20万元，实付18万元，欠付2万元: less than all that is unpaid
    explained = {c.terms[0].figure.start for c in differences if holds(difference_agrees(c))}
    for contract in contracts:
        if contract.paid is None or contract.unpaid is None or contract.unpaid == contract.amount:
            continue
        claim = _remainder(contract, contract.unpaid)
        if frozenset(t.figure.start for t in claim.terms) in told:
            continue
        closes = holds(difference_agrees(claim))
        if not closes and (supplement := contract.detail("supplement")) is not None:
            claim = claim._replace(terms=(*claim.terms, Term(supplement, "minuend", f"{contract.label}追加")))
            if not (closes := holds(difference_agrees(claim))):
                continue  # whether the sum has the supplement in it is not said
        words = document.text[max(contract.unpaid.start - _REACH, 0) : contract.unpaid.start]
        part = contract.unpaid.start in explained or _PART_OF_REST.search(words)
        if closes or not part:
            yield claim._replace(asserted=closes or contract.asserted)


def _remainder(contract: Contract, unpaid: Figure) -> Claim:
    label = contract.label
    paid = (Term(figure, "subtrahend", f"{label}已支付") for figure in contract.payments)
    terms = (Term(unpaid, "result", f"{label}未支付"), Term(contract.amount, "minuend", f"{label}合同金额"), *paid)
    return Claim("difference", terms, basis="合同金额、已支付、未支付")


def totals(document: Document, paragraphs: Iterable[Paragraph], contracts: Sequence[Contract]) -> Iterator[Claim]:
    """Yield what is said to be unpaid, or paid, in all, with the contracts that it is said of.

    Beside them it is said of those in its paragraph; elsewhere of all, which is sure only where their number is told.
    """
    if len(contracts) < 2:
        return
    operands = {f.start for c in contracts for f in (c.amount, *c.payments, *((c.unpaid,) if c.unpaid else ()))}
    for paragraph in paragraphs:
        for item in paragraph.items:
            role = _said_in_all(item) if item.figure.type == "money" and item.figure.start not in operands else ""
            if role:
                yield from _total(document, paragraph, item, role, contracts)


def _said_in_all(item: Item) -> str:
    words = item.label[-20:]
    if not _IN_ALL.search(words):
        return ""
    return "unpaid" if _UNPAID.search(words) else "paid" if _PAID.search(words) else ""


def _total(
    document: Document, paragraph: Paragraph, item: Item, role: str, contracts: Sequence[Contract]
) -> Iterator[Claim]:
    first, last = (document.blocks[paragraph.items[i].figure.block] for i in (0, -1))
    here = [c for c in contracts if first.start <= c.amount.start < last.end]
    beside = len(here) > 1 and item.figure.start > here[-1].amount.start
    meant = here if beside else contracts
    if role == "unpaid":
        meant = [c for c in meant if c.owed]
    counts = [int(n) for n in _COUNT.findall(item.words)]
    counted = len(meant) in counts
    if len(meant) < 2 or (counts and not counted and not beside):
        return
    parts = [term for contract in meant for term in _parts(contract, role)]
    terms = (Term(item.figure, "total", paragraph.label(item)), *parts)
    yield Claim("sum", terms, "open", tick_only=not (beside or counted), basis="各合同之和")


def _parts(contract: Contract, role: str) -> list[Term]:
    if role == "paid":
        return [Term(figure, "part", contract.label) for figure in contract.payments]
    if contract.unpaid is not None:
        return [Term(contract.unpaid, "part", contract.label)]
    less = (Term(figure, "part", f"{contract.label}已支付", -1) for figure in contract.payments)
    return [Term(contract.amount, "part", contract.label), *less]
