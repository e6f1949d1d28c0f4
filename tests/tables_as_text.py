"""Tables of tests: rows as lines, cells apart by |, made into a document with a block for every cell."""

from __future__ import annotations

from audit_cli.extract.ledger import figures_of
from audit_cli.extract.tables.assertions import TableReading, read_tables
from audit_cli.extract.terms import load_terms
from audit_cli.model import Block, Claim, Document
from audit_cli.quantity import Quantity, agrees, growth_verdict, ratio_verdict, sum_verdict


def table_document(text: str, before: str = "") -> Document:
    """Return a document whose tables have a row for each line of *text*.

    ``→3`` before a cell's text is its column span, ``↓2`` its row span; an empty line ends a table.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0

    def write(piece: str) -> None:
        nonlocal at
        parts.append(piece)
        at += len(piece)

    for line in before.split("\n"):
        if line:
            blocks.append(Block("paragraph", at, at + len(line)))
            write(line + "\n")
    tables = text.strip("\n").split("\n\n")
    for table, rows in enumerate(tables):
        for row, line in enumerate(rows.split("\n")):
            col = 0
            for cell in line.split("|"):
                span, down = 1, 1
                body = cell.strip(" ")
                while body[:1] in ("→", "↓"):
                    digits = body[1]
                    span, down = (int(digits), down) if body[0] == "→" else (span, int(digits))
                    body = body[2:]
                write("\t")
                inner = body.strip("\u3000 ")
                write(body[: len(body) - len(body.lstrip("\u3000 "))])
                blocks.append(
                    Block("cell", at, at + len(inner), table=table, row=row, col=col, rowspan=down, colspan=span)
                )
                write(inner)
                col += span
            write("\n")
        write("\n")
    return Document("t.txt", "", "txt", "".join(parts), tuple(blocks))


def read(text: str, before: str = "") -> TableReading:
    document = table_document(text, before)
    return read_tables(document, figures_of(document), load_terms())


def closes(claim: Claim) -> bool:
    """Return the verdict that a check would give, roughly."""
    stated, others = claim.stated.quantity, [t.figure.quantity for t in claim.terms[1:]]
    if claim.kind == "sum":
        total = sum_verdict(stated, others)
        if claim.form in ("open", "partial", "blank") and sum(o.value for o in others) <= stated.value:
            return True
        return agrees(total)
    if claim.kind == "difference":
        return agrees(sum_verdict(stated, others, [1, -1]))
    if claim.kind == "ratio":
        return agrees(ratio_verdict(stated, others[0], others[1])) if not others[1].may_be_zero() else True
    if claim.kind == "growth":
        return agrees(growth_verdict(stated, others[0], others[1])) if not others[1].may_be_zero() else True
    if claim.kind == "balance":
        signs = {"income": 1, "opening": 1, "spending": -1}
        closing = claim.figure("closing").quantity
        legs = [t for t in claim.terms if t.role != "closing"]
        return agrees(sum_verdict(closing, [t.figure.quantity for t in legs], [signs[t.role] for t in legs]))
    if claim.kind == "score":
        return claim.figure("score").value <= claim.figure("points").value
    if claim.kind == "equal":
        return len({t.figure.value for t in claim.terms}) == 1
    if claim.kind == "distributive":
        each, times, exact = claim.figure("each").quantity, claim.times, claim.form != "average"
        return agrees(sum_verdict(stated, [Quantity(each.value * times, each.quantum * times, each.exact and exact)]))
    raise AssertionError(claim.kind)


def shown(claim: Claim) -> str:
    """Return *claim* as one line: kind total = part part, with ! where it fails and ? where it is not asserted."""
    marks = ("" if closes(claim) else "!") + ("" if claim.asserted else "?")
    form = "" if claim.form in ("complete", "") else f" {claim.form}"
    return f"{claim.kind}{marks}{form} " + " ".join(t.figure.text for t in claim.terms)


def lines(text: str, before: str = "") -> list[str]:
    return [shown(claim) for claim in read(text, before).claims]
