"""Statements of the final accounts: which one a table is, what its cells say, and what the notes say of them."""

from __future__ import annotations

import pytest

from audit_cli.extract import Extraction, extract
from audit_cli.extract.terms import load_terms
from audit_cli.model import Statement
from audit_cli.pipeline import audit_text
from audit_cli.readers import read
from audit_cli.readers.text.txt import read_txt
from fixtures.expectations import FOLDER, Fixture, Table, read_fixture

ACCOUNTS = read_fixture(FOLDER / "civil-affairs-accounts")
NINE = (
    "income_and_spending", "income", "spending", "appropriation", "general_public", "general_public_basic",
    "government_funds", "state_capital", "three_public",
)  # fmt: skip


def extraction(text: str) -> Extraction:
    return extract(read_txt("accounts.txt", text.encode()), load_terms())


def entries(statement: Statement) -> dict[tuple[str, str, str, str], str]:
    return {entry.key: entry.figure.text for entry in statement.entries}


def laid_out(fixture: Fixture, layout: str) -> str:
    """Return the clean text of *fixture* with its tables in another layout."""
    lines = fixture.clean_text().split("\n")
    out: list[str] = []
    done = 0
    for table in fixture.tables:
        out += lines[done : table.first - 1]
        out += _rows(table, lines, layout)
        done = table.last
    return "\n".join([*out, *lines[done:]])


def _rows(table: Table, lines: list[str], layout: str) -> list[str]:
    rows = [line.split("\t") for line in lines[table.first - 1 : table.last]]
    if layout == "tabled":
        return [line for row in rows for line in (*("\t" + cell for cell in row), "")]
    return ["| " + " | ".join(row) + " |" for row in rows]


@pytest.mark.parametrize("layout", ["tabs", "pipes", "tabled", "docx"])
def test_nine_statements_are_read_alike_in_every_layout(layout: str) -> None:
    if layout == "docx":
        found = extract(read(str(ACCOUNTS.folder / "clean.docx")), load_terms())
    else:
        found = extraction(ACCOUNTS.clean_text() if layout == "tabs" else laid_out(ACCOUNTS, layout))
    assert tuple(s.name for s in found.statements) == (*NINE, "notes")
    plain = extraction(ACCOUNTS.clean_text())
    assert [entries(s) for s in found.statements] == [entries(s) for s in plain.statements]


@pytest.mark.parametrize("layout", ["pipes", "tabled"])
def test_consistent_accounts_are_silent_in_every_layout(layout: str) -> None:
    results = audit_text(laid_out(ACCOUNTS, layout)).results
    assert [r for r in results if r.status in ("fail", "review", "improbable") and r.severity != "info"] == []


def test_one_amount_is_known_by_one_name_in_all_statements() -> None:
    named = {s.name: entries(s) for s in extraction(ACCOUNTS.clean_text()).statements}
    fiscal = ("total_revenue", "", "fiscal", "final_accounts")
    assert named["income"][fiscal] == named["appropriation"][fiscal] == "6,023.42"
    assert named["notes"][fiscal] == "6023.42万元"
    welfare = ("total_expenditure", "2081002", "general_public", "final_accounts")
    assert (named["general_public"][welfare], named["notes"][welfare]) == ("642.15", "642.15万元")
    balance = ("closing_balance", "", "government_funds", "final_accounts")
    assert named["appropriation"][balance] == named["government_funds"][balance] == "55.00"
    assert named["three_public"]["vehicle_expenses", "", "", "budget"] == "43.00"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("收入支出决算总表", "income_and_spending"),
        ("2023年度部门收入支出决算总表（公开01表）", "income_and_spending"),
        ("附表4：财政拨款收入支出决算总表", "appropriation"),
        ("青溪县民政局2023年度支出决算表", "spending"),
        ("一般公共预算财政拨款“三公”经费支出决算表", "three_public"),
        ("一般公共预算财政拨款基本支出决算明细表", "general_public_basic"),
        ("项目支出决算表", ""),
        ("收入支出预算总表", ""),
        ("我单位认真编制了收入支出决算总表等各表，按时公开", ""),
    ],
)
def test_a_statement_is_known_by_its_title(title: str, name: str) -> None:
    text = f"2023年度部门决算\n\n{title}\n单位：万元\n项目|金额\n本年收入合计|810.36\n总计|810.36\n"
    assert [s.name for s in extraction(text).statements if s.name != "notes"] == ([name] if name else [])


def test_of_several_sets_of_statements_none_is_compared() -> None:
    one = "收入支出决算总表\n单位：万元\n项目|金额\n本年收入合计|{0}\n总计|{0}\n\n"
    text = "2023年度部门决算\n\n" + one.format("810.36") + "所属单位\n\n" + one.format("310.20")
    assert extraction(text).statements == ()


def test_columns_without_a_header_say_nothing() -> None:
    rows = "205|教育支出|100.00|40.00|60.00\n221|住房保障支出|20.00|5.00|15.00\n"
    text = f"2023年度部门决算\n\n支出决算表\n单位：万元\n{rows}"
    assert [s.entries for s in extraction(text).statements] == [()]


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [("2023年度本单位支出合计815.00万元。", True), ("2023年度一般公共预算财政拨款支出815.00万元。", None)],
)
def test_a_note_speaks_of_the_fund_that_it_names(sentence: str, sure: bool | None) -> None:
    text = (
        "2023年度部门决算\n\n支出决算表\n单位：万元\n科目|本年支出合计|基本支出|项目支出\n"
        f"合计|810.00|500.00|310.00\n\n三、支出决算情况说明\n{sentence}\n"
    )
    notes = [entry for s in extraction(text).statements if s.name == "notes" for entry in s.entries]
    assert [entry.sure for entry in notes] == ([] if sure is None else [sure])


def test_a_column_that_stands_a_row_off_is_one_contradiction() -> None:
    text = ACCOUNTS.clean_text()
    right = ["61.38\t61.38\t\n", "12.46\t12.46\t\n", "28.57\t28.57\t\n", "住房保障支出\t138.64\t138.64\t\n"]
    wrong = ["102.41\t61.38\t\n", "61.38\t12.46\t\n", "12.46\t28.57\t\n", "住房保障支出\t28.57\t138.64\t\n"]
    begin = text.index("公开05表")
    table = text[begin : text.index("公开06表")]
    for old, new in zip(right, wrong, strict=True):
        assert table.count(old) == 1
        table = table.replace(old, new)
    results = audit_text(text[:begin] + table + text[text.index("公开06表") :]).results
    loud = [r for r in results if r.status == "fail" and r.severity == "error"]
    assert len(loud) > 5
    assert [r.rule for r in loud if r.primary] == ["FA050"]


def test_yuan_for_ten_thousand_yuan_in_the_notes_explains_what_it_makes_wrong() -> None:
    text = ACCOUNTS.clean_text().replace("2023年度支出合计6208.99万元", "2023年度支出合计6208.99元")
    loud = [r for r in audit_text(text).results if r.status == "fail" and r.severity == "error"]
    assert len(loud) > 2
    assert [r.rule for r in loud if r.primary] == ["AR114"]
