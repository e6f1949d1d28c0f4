"""The backlog: what every contract and project costs, what was paid of it, what is owed, until when and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from audit_cli.calculation import mention, plain
from audit_cli.extract import Extraction
from audit_cli.model import Contract, Document, Figure
from audit_cli.outputs.columns import by_point, short, table
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.objects import location_object, printable
from audit_cli.outputs.places import place
from audit_cli.quantity import HUNDRED, ZERO

_TEN_THOUSAND = Decimal(10_000)
_LEAST_SHARE = Decimal("0.01")
_LONGEST_NAME, _LONGEST_WORDS = 40, 28
_HEADERS = {
    "zh": ("名称", "合同金额", "已支付", "未支付", "已付", "付款时间", "未付原因", "位置"),
    "en": ("contract", "sum", "paid", "unpaid", "share", "promised", "cause", "place"),
}


class Sums(NamedTuple):
    """What contracts come to, in 元; *owing* is how many of them are not paid in full."""

    contracts: int
    owing: int
    amount: Decimal
    paid: Decimal
    unpaid: Decimal


def backlog(extractions: Sequence[Extraction], lang: str = "zh") -> str:
    """Return the contracts of each document as a table in 万元, its sums at the end, and the sums of all documents."""
    pieces = []
    unit = "单位：万元" if lang == "zh" else "in 万元"
    for document, contracts, profile in ((e.document, e.contracts, e.profile) for e in extractions):
        path = harmless(document.path)
        pieces.append(f"{harmless(profile.title) or path}\n{path}  {unit}\n")
        if contracts:
            pieces.append(_table(document, contracts, lang))
        pieces.append(_sums_line(sums_of(contracts), lang) + "\n")
    if len(extractions) > 1:
        total = "各文件合计：" if lang == "zh" else "all documents: "
        pieces.append(total + _sums_line(sums_of(c for e in extractions for c in e.contracts), lang))
    return "\n".join(pieces)


def sums_of(contracts: Iterable[Contract]) -> Sums:
    """Return what the contracts come to of which it is known what is owed."""
    known = [(c.amount.value, owed) for c in contracts if (owed := c.owed) is not None and c.amount.unit == "元"]
    amount, unpaid = sum((a for a, _ in known), ZERO), sum((u for _, u in known), ZERO)
    return Sums(len(known), sum(u > 0 for _, u in known), amount, amount - unpaid, unpaid)


def _table(document: Document, contracts: Sequence[Contract], lang: str) -> str:
    columns = [by_point(list(column)) for column in zip(*map(_amounts, contracts), strict=True)]
    rows = [
        [
            short(contract.label, _LONGEST_NAME) or "—",
            *(column[i] for column in columns),
            _words(contract.promised),
            _words(contract.cause),
            place(document, contract.amount, lang).rpartition(" · ")[2],
        ]
        for i, contract in enumerate(contracts)
    ]
    return table(_HEADERS[lang], rows, right=(1, 2, 3, 4))


def _amounts(contract: Contract) -> tuple[str, str, str, str]:
    amount, owed = contract.amount, contract.owed
    if owed is None:
        return _money(amount.value, amount), "", "", ""
    return _money(amount.value, amount), _money(amount.value - owed, amount), _money(owed, amount), _share(contract)


def _money(value: Decimal, figure: Figure) -> str:
    return plain(value / _TEN_THOUSAND if figure.unit == "元" else value)


def _share(contract: Contract) -> str:
    owed, amount = contract.owed, contract.amount.value
    if owed is None or not amount:
        return ""
    return f"{(HUNDRED * (amount - owed) / amount).quantize(_LEAST_SHARE)}%"


def _words(figure: Figure | None) -> str:
    return "" if figure is None else short(mention(figure), _LONGEST_WORDS)


def _sums_line(sums: Sums, lang: str) -> str:
    amount, paid, unpaid = (plain(value / _TEN_THOUSAND) for value in sums[2:])
    if lang == "zh":
        return (
            f"共 {sums.contracts} 项，未付清 {sums.owing} 项；合同金额 {amount} 万元，已支付 {paid} 万元，"
            f"未支付 {unpaid} 万元\n"
        )
    return (
        f"{sums.contracts} contracts, {sums.owing} not paid in full; sum {amount}万元, paid {paid}万元, "
        f"unpaid {unpaid}万元\n"
    )


def contract_objects(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield one entry for each contract of a document; amounts are in the base unit, unpaid is recomputed."""
    document = extraction.document
    for contract in extraction.contracts:
        amount, owed = contract.amount, contract.owed
        yield {
            "document": printable(document.path),
            "label": contract.label,
            "amount": plain(amount.value),
            "paid": None if owed is None else plain(amount.value - owed),
            "unpaid": None if owed is None else plain(owed),
            "share": _share(contract) or None,
            "unit": amount.unit,
            "promised": contract.promised.text if contract.promised else None,
            "cause": contract.cause.text if contract.cause else None,
            "printed": {
                "amount": amount.text,
                "paid": [figure.text for figure in contract.payments],
                "unpaid": contract.unpaid.text if contract.unpaid else None,
            },
            "start": amount.start,
            "end": amount.end,
            "location": location_object(document, amount),
        }
