"""What is owed: contracts and projects with their sums, payments and promises, from sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.contracts.payment_terms import Dates, told
from audit_cli.extract.contracts.prose import prose_contracts
from audit_cli.extract.contracts.tables import table_contracts
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Contract, Document, Figure
from audit_cli.quantity import ZERO

_SAID_OF_REST = expression(r"余款|尾款|质保金|剩余[^。；\n]{0,4}款|[未待]支付|[未待]付|工程款|分期付款")
_SENTENCE_END = expression(r"[。；\n]")
_COMMON = expression(r"项目|工程|服务|资金|经费|管理|建设|采购|合同|年")
_RUN = 4  # characters in a row that make a name known again
_MOST_PLACES = 4  # where something may be said of the rest of one contract
_LONGEST_SENTENCE = 400


def contracts_of(
    document: Document, paragraphs: Sequence[Paragraph], ledger: Sequence[Figure], year: str
) -> list[Contract]:
    """Return the contracts of *document* in the order of the text, each sum once."""
    found: dict[int, Contract] = {}
    dates = Dates(ledger)
    for contract in table_contracts(document, ledger, dates, year):
        found[contract.amount.start] = contract
    tables = _tables(document, found.values())
    for contract in prose_contracts(document, paragraphs, dates, year):
        table = next((each for each in tables if _is_total(contract.amount, each)), None)
        if table is None:
            found.setdefault(contract.amount.start, contract)
        else:
            found.update((c.amount.start, _told_of_all(c, contract)) for c in table)
    return _explained(document, [found[start] for start in sorted(found)], ledger, dates, year)


def _tables(document: Document, contracts: Iterable[Contract]) -> list[list[Contract]]:
    """Return the contracts of each table that has several."""
    tables: dict[int | None, list[Contract]] = {}
    for contract in contracts:
        tables.setdefault(document.blocks[contract.amount.block].table, []).append(contract)
    return [each for each in tables.values() if len(each) > 1]


def _is_total(amount: Figure, contracts: Sequence[Contract]) -> bool:
    """Whether an amount is what the *contracts* of a table come to: prose that repeats it tells of no other one."""
    return 2 * abs(sum((c.amount.value for c in contracts), ZERO) - amount.value) <= amount.quantum


def _told_of_all(contract: Contract, of_all: Contract) -> Contract:
    """Return a contract of a table with what is said of the rest of all of them together."""
    if not contract.owed or contract.promised or contract.cause:
        return contract
    return contract._replace(promised=of_all.promised, cause=of_all.cause)


def _explained(
    document: Document, contracts: Sequence[Contract], ledger: Sequence[Figure], dates: Dates, year: str
) -> list[Contract]:
    """Give contracts what is said of their rest in another place that names them, or prints that very rest."""
    if not any(c.owed and c.promised is None for c in contracts):
        return list(contracts)
    text = document.text
    sentences = _sentences_on_rests(text)
    named = _names_in(text, sentences)
    explained = []
    for contract in contracts:
        places = _places(named, contract.label) or _told_with(contract, ledger, sentences) if contract.owed else ()
        for at, end in places:
            if contract.promised is None and not at <= contract.amount.start < end:
                said = told(text, at, end, contract.amount.block, dates, year)
                contract = contract._replace(promised=said.promised, cause=contract.cause or said.cause)
        explained.append(contract)
    return explained


def _sentences_on_rests(text: str) -> list[tuple[int, int]]:
    """Return where the sentences about a rest begin and end."""
    found: list[tuple[int, int]] = []
    reached = 0
    for said in _SAID_OF_REST.finditer(text):
        if said.start() < reached:
            continue
        start = max(reached, said.start() - _LONGEST_SENTENCE)
        start = max([m.end() for m in _SENTENCE_END.finditer(text, start, said.start())], default=start)
        stop = _SENTENCE_END.search(text, said.end(), said.end() + _LONGEST_SENTENCE)
        reached = stop.start() if stop else min(said.end() + _LONGEST_SENTENCE, len(text))
        found.append((start, reached))
    return found


def _names_in(text: str, sentences: Sequence[tuple[int, int]]) -> dict[str, list[tuple[int, int]]]:
    """Return where each run of characters stands in *sentences*, and where its sentence ends."""
    named: dict[str, list[tuple[int, int]]] = {}
    for start, end in sentences:
        for at in range(start, end - _RUN + 1):
            places = named.setdefault(text[at : at + _RUN], [])
            if len(places) < _MOST_PLACES:
                places.append((at, end))
    return named


def _told_with(
    contract: Contract, ledger: Sequence[Figure], sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return where *sentences* print the rest of a contract: 管网工程尾款86.00万元待2024年支付."""
    alike = [f.start for f in ledger if f.type == "money" and f.value == contract.owed and f.value]
    return [(at, end) for start, end in sentences for at in alike if start <= at < end][:_MOST_PLACES]


def _places(named: Mapping[str, list[tuple[int, int]]], label: str) -> list[tuple[int, int]]:
    """Return where a contract is named again, by a run of characters that is no common word."""
    for k in range(len(label) - _RUN + 1):
        run = label[k : k + _RUN]
        if run in named and _COMMON.search(run) is None:
            return named[run]
    return []
