"""Tables: what a reader with a calculator would check in them."""

from __future__ import annotations

import random
import re
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_cli.extract.ledger import figures_of
from audit_cli.extract.tables.assertions import read_tables
from audit_cli.extract.terms import load_terms
from audit_cli.model import Claim, Document
from tests.realistic_tables import TABLES
from tests.tables_as_text import closes, lines, read, table_document

# what must be claimed, among other things, in each realistic table
MUST: dict[str, list[str]] = {
    "income_and_spending": [
        "sum 3,516.00 3,210.55 80.00 0.00 0.00 210.00 15.45",
        "sum 3,666.00 3,516.00 0.00 150.00",
        "sum 3,456.00 120.00 0.00 310.40 95.15 80.00 2,850.45",
        "sum 3,666.00 3,456.00 10.00 200.00",
        "equal 3,666.00 3,666.00",
        "balance 3,516.00 0.00 150.00 3,456.00 10.00 200.00",
    ],
    "income_by_source": [
        "sum 310.40 210.30 100.10",
        "sum 3205.60 1205.60 2000.00",
        "sum 3516.00 310.40 3205.60",
        "sum 3516.00 3290.55 210.00 15.45",
        "sum 2000.00 1774.55 210.00 15.45",
    ],
    "spending_by_use": [
        "sum 1818.78 118.59 69.29 1630.90",
        "sum 1818.78 952.83 865.95 0 0 0",
        "sum 1630.90 764.95 865.95",
    ],
    "three_public_expenses": [
        "sum 30.5 0 25.5 5",
        "sum 25.5 15 10.5",
        "sum 28.32 0 24.12 4.2",
        "sum 24.12 14.5 9.62",
    ],
    "project_form": [
        "sum 300.00 280.00 20.00 0",
        "sum 295.13 275.13 20.00 0",
        "ratio 92.23% 295.13 320.00",
        "ratio 91.71% 275.13 300.00",
        "sum 50分 20 15 15",
        "sum 100 10 20 15 15 30 10",
        "sum 97.22 9.22 20 15 15 28 10",
    ],
    "key_figures": ["sum 1207.9276 1007.9276 200", "sum 1207.927 796.6336 411.294", "sum 1307.927 1207.927 100"],
    "fiscal_appropriation": [
        "sum 3,290.55 3,210.55 80.00",
        "sum 3,350.55 3,290.55 60.00",
        "sum 3,310.55 3,230.55 80.00",
        "sum 3,310.55 120.00 310.40 80.00 2,800.15",
        "sum 3,270.55 3,230.55 40.00",
        "equal 3,350.55 3,350.55",
    ],
    "general_public_with_split_codes": [
        "sum 3,230.55 310.40 2,920.15",
        "sum 2,920.15 2,800.15 120.00",
        "sum 2,800.15 800.15 2,000.00",
        "sum 310.40 210.30 100.10",
        "sum 3,230.55 1,230.55 2,000.00",
    ],
    "economic_classes_in_three_halves": [
        "sum 886.88 300.00 286.88 300.00",
        "sum 896.88 886.88 10.00",
        "sum 63.95 20.00 13.95 30.00",
        "sum 65.95 63.95 2.00",
    ],
    "government_funds": ["balance 80.00 5.00 82.00 3.00", "sum 82.00 82.00"],
    "department_form": [
        "sum 1818.78 1800.00 18.78 0",
        "sum 1818.78 952.83 865.95",
        "ratio 98.97% 1800.00 1818.78",
    ],
    "staff": ["sum 62 42 20", "sum 42 30 10 2", "sum 58 29 27 2", "sum 27 9 18"],
    "procurement": [
        "sum 500.50 120.50 300.00 80.00",
        "difference 10.50 120.50 110.00",
        "ratio 8.71% 10.50 120.50",
    ],
    "assets": [
        "sum 353 3 120 30 200",
        "sum 750.20 500.00 150.20 80.00 20.00",
        "sum partial 150.20 90.00",
        "difference 300.00 500.00 200.00",
    ],
    "projects": ["sum 465.50 120.00 300.00 45.50", "ratio 98.33 118.00 120.00", "ratio 95.38 444.00 465.50"],
    "two_years": [
        "sum 1,818.78 1,800.00 18.78",
        "sum 1,818.78 952.83 865.95",
        "difference 414.40 1,818.78 1,404.38",
        "growth 328.77 18.78 4.38",
    ],
    "three_public_expenses_downwards": [
        "sum 30.50 0 5.00 25.50",
        "sum 22.20 12.50 9.70",
        "difference -4.10 26.40 30.50",
    ],
    "shares": ["sum 1818.78 118.59 69.29 1630.90", "sum 100.00 6.52 3.81 89.67", "ratio 6.52 118.59 1818.78"],
    "hidden_hierarchy": ["sum 952.83 886.88 65.95", "sum 1818.78 952.83 865.95"],
    "of_which_without_indent": ["sum 864.68 784.58 80.10", "sum 1404.38 864.68 539.70"],
    "indicators_across": ["ratio 98.97% 1800.00 1818.78"],
    "rates_downwards": ["ratio 96.13% 1350.00 1404.38", "ratio 98.70% 1480.50 1500.00"],
    "header_repeated_on_the_next_page": ["sum 165.00 100.00 50.00 10.00 5.00"],
    "memo_column": ["sum 210.50 190.50 20.00", "sum partial 210.50 140.00"],
    "two_totals_in_one_list": ["sum 150.00 100.00 50.00", "sum 150.00 140.00 10.00"],
    "balance_sheet": [
        "sum 160.00 100.00 50.00 10.00",
        "sum 480.00 160.00 320.00",
        "sum 480.00 50.00 430.00",
        "equal 480.00 480.00",
    ],
    "income_tree": ["sum 1404.38 20.00 1364.38 10.00 5.00 5.00", "sum 404.38 340.00 64.38"],
    "budget_in_three_halves": ["sum 1384.38 1364.38 10.00 5.00 5.00", "sum 864.68 784.58 80.10"],
    "of_which_on_its_own_line": ["sum 1404.38 1384.38 20.00", "difference 100.00 1404.38 1304.38"],
    "targets": ["ratio 96% 480 500", "sum 49.2 20 19.2 10"],
    "points_of_three_levels": ["sum 20 12 8", "sum 12 6 6", "sum 100 20 80", "sum 97 6 5 8 48 30"],
    "per_head": ["sum 250.00 100.00 150.00"],
    "form_of_pairs": ["sum 26.40 4.20 12.50 9.70"],
    "nothing_to_add": [],
    "balances_of_projects": ["difference 19.50 30.00 10.50", "ratio 78.06% 140.50 180.00", "sum 39.50 20.00 0 19.50"],
    "subtotals_first": ["sum 150.00 100.00 50.00", "sum 170.00 150.00 20.00"],
    "subtotals_last": ["sum 20.00 5.00 15.00", "sum 170.00 150.00 20.00"],
    "districts": ["sum 200.00 100.00 80.00 20.00", "ratio 75.00% 150.00 200.00"],
}

# readings that are only taken where they close, so that a change unties them
ONLY_WHERE_CLOSING = {"form_of_pairs", "of_which_on_its_own_line"}


@pytest.mark.parametrize("name", TABLES)
def test_claims_what_a_reader_would_check(name: str) -> None:
    found = lines(*TABLES[name])
    assert [line for line in MUST[name] if line not in found] == []
    assert [line for line in found if "!" in line or "?" in line] == []


def claims_of(document: Document) -> list[Claim]:
    return read_tables(document, figures_of(document), load_terms()).claims


def changed_documents(document: Document, seed: int) -> list[tuple[int, Document]]:
    """Return *document* with the first digit of one figure changed, for each figure that takes part in a claim."""
    rng = random.Random(seed)
    tied = [claim for claim in claims_of(document) if claim.kind != "score"]
    starts = {term.figure.start: term.figure for claim in tied for term in claim.terms}
    out = []
    for start, figure in sorted(starts.items()):
        digit = re.search("[1-9]", document.text[figure.start : figure.end])
        if digit:
            at = figure.start + digit.start()
            new = rng.choice([d for d in "123456789" if abs(int(d) - int(document.text[at])) >= 2])
            out.append((start, document._replace(text=document.text[:at] + new + document.text[at + 1 :])))
    return out


def passes_through(claim: Claim, start: int) -> bool:
    return any(term.figure.start == start for term in claim.terms)


@pytest.mark.parametrize("name", sorted(set(TABLES) - ONLY_WHERE_CLOSING))
def test_a_changed_cell_breaks_the_claims_through_it_and_no_other(name: str) -> None:
    for start, document in changed_documents(table_document(*TABLES[name]), 7):
        claims = claims_of(document)
        broken = [claim for claim in claims if not closes(claim)]
        not_assessable = [c for c in claims if c.form in ("blank", "partial", "open") and passes_through(c, start)]
        assert any(passes_through(claim, start) for claim in broken) or not_assessable, document.text[start : start + 9]
        assert all(passes_through(claim, start) for claim in broken if claim.asserted)


MONEY = st.integers(min_value=100, max_value=9_999_999).map(lambda cents: Decimal(cents) / 100)


def printed(value: Decimal) -> str:
    return f"{value:.2f}"


@st.composite
def tables_with_totals(draw: st.DrawFn) -> tuple[str, int, int]:
    """Return a table with a total row above or below and a total column, with its size."""
    rows, cols = draw(st.integers(2, 7)), draw(st.integers(2, 5))
    body = [[draw(MONEY) for _ in range(cols)] for _ in range(rows)]
    above = draw(st.booleans())
    numbered = draw(st.sampled_from(["", "一、", "1."]))
    heads = ["基本支出", "项目支出", "经营支出", "其他支出", "上缴上级支出"][:cols]
    names = ["教育", "卫生健康", "住房保障", "农林水", "节能环保", "城乡社区", "交通运输"][:rows]
    numerals = "一二三四五六七"
    lines = []
    for n, (name, row) in enumerate(zip(names, body, strict=True)):
        mark = {"": "", "一、": f"{numerals[n]}、", "1.": f"{n + 1}."}[numbered]
        lines.append("|".join([f"{mark}{name}支出", printed(sum(row, Decimal(0))), *map(printed, row)]))
    sums = [sum(column, Decimal(0)) for column in zip(*body, strict=True)]
    total = "|".join(["合计", printed(sum(sums, Decimal(0))), *map(printed, sums)])
    lines = [total, *lines] if above else [*lines, total]
    return "\n".join(["|".join(["项目", "合计", *heads]), *lines]), rows, cols


@settings(max_examples=60)
@given(tables_with_totals(), st.randoms(use_true_random=False))
def test_every_total_of_a_clean_table_is_claimed_and_closes(made: tuple[str, int, int], rng: random.Random) -> None:
    text, rows, cols = made
    document = table_document(text, "支出决算表\n单位：万元")
    claims = [claim for claim in claims_of(document) if claim.kind == "sum"]
    assert len(claims) == (cols + 1) + (rows + 1)
    assert all(closes(claim) and claim.asserted for claim in claims)
    start, changed = rng.choice(changed_documents(document, rng.randrange(1000)))
    broken = [claim for claim in claims_of(changed) if not closes(claim)]
    expected = sum(1 for claim in claims if passes_through(claim, start))
    assert len(broken) == expected
    assert all(passes_through(claim, start) and claim.asserted for claim in broken)


@st.composite
def tables_with_subtotals(draw: st.DrawFn) -> tuple[str, int]:
    """Return a list of headings with parts, marked in one of several ways, and a total; and how many sums it has."""
    style = draw(st.sampled_from(["numbered", "of which", "indented", "codes", "merged"]))
    cols = draw(st.integers(2, 3))
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=3))
    lines: list[str] = []
    grand = [Decimal(0)] * cols
    for n, size in enumerate(sizes):
        parts = [[draw(MONEY) for _ in range(cols)] for _ in range(size)]
        own = [sum(column, Decimal(0)) for column in zip(*parts, strict=True)]
        grand = [a + b for a, b in zip(grand, own, strict=True)]
        code = f"20{n + 1}"
        head = {
            "numbered": f"{'一二三'[n]}、甲类{n}",
            "of which": f"{'一二三'[n]}、甲类{n}",
            "indented": f"甲类{n}",
            "codes": f"{code}甲类{n}",
            "merged": f"甲类{n}|小计",
        }[style]
        lines.append("|".join([head, *map(printed, own)]))
        for p, part in enumerate(parts):
            name = {
                "numbered": f"（{'一二三四'[p]}）乙项{p}",
                "of which": f"其中：乙项{p}" if p == 0 else f"乙项{p}",
                "indented": f"　　乙项{p}",
                "codes": f"{code}0{p + 1}乙项{p}",
                "merged": f"|乙项{p}",
            }[style]
            lines.append("|".join([name, *map(printed, part)]))
    label = "→2合计" if style == "merged" else "合计"
    lines.append("|".join([label, *map(printed, grand)]))
    header = ["类别", "项目"] if style == "merged" else ["项目"]
    return "\n".join(["|".join([*header, *[f"{2020 + c}年决算数" for c in range(cols)]]), *lines]), (
        len(sizes) + 1
    ) * cols


@settings(max_examples=80)
@given(tables_with_subtotals(), st.randoms(use_true_random=False))
def test_headings_equal_their_parts_however_they_are_marked(made: tuple[str, int], rng: random.Random) -> None:
    text, count = made
    document = table_document(text, "支出决算表\n单位：万元")
    claims = [claim for claim in claims_of(document) if claim.kind == "sum"]
    assert len(claims) == count
    assert all(closes(claim) and claim.asserted for claim in claims)
    start, changed = rng.choice(changed_documents(document, rng.randrange(1000)))
    broken = [claim for claim in claims_of(changed) if claim.kind == "sum" and not closes(claim)]
    assert broken
    assert all(passes_through(claim, start) for claim in broken)


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(["", "-", "0", "1", "2021", "合计", "其中：甲", "一、乙", "12.50", "-3.1",
                                          "98%", "单位：万元", "小计", "预算数", "执行率", "总分", "20101", "分值"]),
                         min_size=1, max_size=6), min_size=1, max_size=12))  # fmt: skip
def test_nothing_breaks_on_any_table(cells: list[list[str]]) -> None:
    reading = read("\n".join("|".join(row) for row in cells))
    for claim in reading.claims:
        closes(claim)


def facts_of(text: str, before: str) -> list[tuple[str, str, str, str]]:
    return [(f.figure.text, f.concept, f.measure, f.period) for f in read(text, before).facts]


def test_facts_have_measure_and_period_of_their_column() -> None:
    table = "项目|上年数|2021年预算数|2021年决算数\n基本支出|90.00|100.00|95.00\n合计|90.00|100.00|95.00"
    assert facts_of(table, "支出决算表（2021年度）")[:3] == [
        ("90.00", "basic_expenditure", "final_accounts", "2020"),
        ("100.00", "basic_expenditure", "budget", "2021"),
        ("95.00", "basic_expenditure", "final_accounts", "2021"),
    ]


def test_a_cell_of_a_class_under_another_class_is_neither() -> None:
    table = "科目名称|合计|基本支出|项目支出\n教育支出|30.00|10.00|20.00\n合计|30.00|10.00|20.00"
    concepts = {text: concept for text, concept, _, _ in facts_of(table, "支出决算表")[:3]}
    assert concepts == {
        "30.00": "education",
        "10.00": "education/basic_expenditure",
        "20.00": "education/project_expenditure",
    }


def test_units_of_caption_column_and_row() -> None:
    table = "项目|金额|人数（人）|执行率\n基本支出|10.00|5|98.4\n公务用车保有量（辆）|8||"
    reading = read(table, "单位：万元")
    assert [(f.text, f.unit, str(f.value.normalize())) for f in reading.figures if f.block > 0] == [
        ("10.00", "元", "1E+5"),
        ("5", "人", "5"),
        ("98.4", "%", "98.4"),
        ("8", "辆", "8"),
    ]


def test_blank_parts_below_the_total_cannot_be_assessed() -> None:
    table = "项目|合计|基本支出|项目支出\n甲|30.00|10.00|20.00\n乙|30.00|10.00|\n合计|60.00|20.00|20.00"
    assert "sum blank 30.00 10.00" in lines(table)


def test_a_header_cut_off_by_the_page_heads_the_table_below() -> None:
    table = "项目|合计|基本支出|项目支出\n\n甲|30.00|10.00|20.00\n合计|30.00|10.00|20.00"
    assert "sum 30.00 10.00 20.00" in lines(table)


@pytest.mark.parametrize("header", ["项目|金额", "项目|预算数|金额"])
def test_an_amount_that_looks_like_a_year_is_an_amount(header: str) -> None:
    between = "|" * (header.count("|") - 1)
    table = f"{header}\n办公费|{between}2021\n差旅费|{between}10\n合计|{between}2031"
    assert "sum 2031 2021 10" in lines(table)


def test_years_below_a_header_head_their_columns() -> None:
    assert "sum 30 10 20" in lines("项目|预算数|预算数\n项目|2022|2023\n基本支出|10|5\n项目支出|20|6\n合计|30|11")
    assert "sum 30 10 20" in lines("科目|本年预算|上年预算\n名称|2023|2022\n基本支出|10|5\n项目支出|20|6\n合计|30|11")


def test_long_cells_are_read_in_linear_time() -> None:
    for text in ("增" * 100_000, "（" * 100_000, "一、" * 50_000, "占率" * 50_000):
        began = time.process_time()
        read(f"{text}|{text}|金额\n{text}|1.00|2.00\n合计|1.00|2.00")
        assert time.process_time() - began < 5


def test_a_score_is_held_against_the_points_of_its_row() -> None:
    table = "指标|分值|得分\n产出数量|50|52\n服务满意度|50|48\n总分|100|100"
    assert [line for line in lines(table) if line.startswith("score")] == [
        "score! 52 50",
        "score 48 50",
        "score 100 100",
    ]
