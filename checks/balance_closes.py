"""Footing: opening balance and income against spending and closing balance."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, balance_agrees, check


@check(kind="balance")
def balance_closes(reading: Reading) -> Iterator[Comparison]:
    """What was there and what came in is what went out and what is left.

    The legs of a balance stand in different paragraphs, where nobody adds them up.

    Holds: 2023年度年初结转和结余20.00万元，本年收入500.00万元，本年支出480.00万元，年末结转和结余40.00万元。
    Fails: 2023年度年初结转和结余20.00万元，本年收入500.00万元，本年支出480.00万元，年末结转和结余30.00万元。
    """
    for claim in reading.claims_of("balance"):
        yield balance_agrees(claim)
