"""What a contract is called: in its clause, in those before it, or in its heading."""

from __future__ import annotations

import re

from audit_cli.extract.contracts.amounts import CUT
from audit_cli.extract.contracts.drafts import Draft
from audit_cli.extract.contracts.words import heading_name, names_a_project, project_name
from audit_cli.model import Document

LONGEST_NAME = 160  # characters before a sum in which its name is looked for


def contract_name(document: Document, draft: Draft, since: int, cost: bool) -> str:
    """Return what the contract is called: in its clause, in those before it, or in its heading."""
    item = draft.first.item
    figure = item.figure
    section = document.blocks[figure.block].section if figure.block >= 0 else -1
    heading = heading_name(document.sections[section]) if section >= 0 else ""
    own = project_name(item.label)
    if cost and heading:
        return heading
    if own and (names_a_project(own) or not draft.sure):
        return own if "成本" not in own else heading
    if draft.budget is not None and (name := project_name(draft.budget.item.label)):
        return name
    at = max(since, figure.start - LONGEST_NAME)
    clauses = re.split(r"[，,。；;：:、（）()\n]", document.text[at : figure.start])
    for clause in reversed(clauses[:-1]):
        if names_a_project(clause) and (name := project_name(clause)) and names_a_project(name):
            return name
    first = draft.budget.clause if draft.budget is not None else draft.first.clause
    clauses = CUT.split(document.text[max(since, first - 40) : first].rstrip("，,（(：:"))
    # 呼吸器60具，单价1.3万元，合同价78万元
    before = next((clause for clause in reversed(clauses) if "单价" not in clause), "")
    return own or heading or project_name(before) or project_name(item.label, generic=True)
