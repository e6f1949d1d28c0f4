"""What is owed: contracts and projects with their sums, payments and promises, from sentences and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audit_cli.extract.contract_prose import prose_contracts
from audit_cli.extract.contract_tables import table_contracts
from audit_cli.extract.payment_terms import Dates, told
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Contract, Document, Figure

_SAID_OF_REST = re.compile(r"余款|尾款|质保金|剩余[^。；\n]{0,4}款|[未待]支付|[未待]付|工程款|分期付款")
_COMMON = re.compile(r"项目|工程|服务|资金|经费|管理|建设|采购|合同|年")
_RUN = 4  # characters in a row that make a name known again


def contracts_of(
    document: Document, paragraphs: Sequence[Paragraph], ledger: Sequence[Figure], year: str
) -> list[Contract]:
    """Return the contracts of *document* in the order of the text, each sum once."""
    found: dict[int, Contract] = {}
    dates = Dates(ledger)
    for contract in table_contracts(document, ledger, dates, year):
        found[contract.amount.start] = contract
    for contract in prose_contracts(document, paragraphs, dates, year):
        found.setdefault(contract.amount.start, contract)
    return _explained(document, [found[start] for start in sorted(found)], dates, year)


def _explained(document: Document, contracts: Iterable[Contract], dates: Dates, year: str) -> list[Contract]:
    """Give contracts what is said of their rest in another place that names them."""
    places: list[int] | None = None
    explained = []
    for contract in contracts:
        if contract.owed and contract.promised is None:
            if places is None:
                places = [m.start() for m in _SAID_OF_REST.finditer(document.text)]
            for at in places:
                contract = _with_said_at(document, contract, at, dates, year)
        explained.append(contract)
    return explained


def _with_said_at(document: Document, contract: Contract, at: int, dates: Dates, year: str) -> Contract:
    text = document.text
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    end = min((p for p in (text.find(mark, at) for mark in "。；\n") if p >= 0), default=len(text))
    if start <= contract.amount.start < end or contract.promised is not None:
        return contract
    known = _named_at(text, start, at, contract.label)
    if known < 0:
        return contract
    said = told(text, known, end, contract.amount.block, dates, year)
    return contract._replace(promised=said.promised, cause=contract.cause or said.cause)


def _named_at(text: str, start: int, end: int, label: str) -> int:
    """Return where ``text[start:end]`` names what is called *label*, -1 if it does not."""
    for k in range(len(label) - _RUN + 1):
        run = label[k : k + _RUN]
        if _COMMON.search(run) is None and (at := text.rfind(run, start, end)) >= 0:
            return at
    return -1
