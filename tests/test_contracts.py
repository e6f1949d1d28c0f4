"""Contracts: what is read of them from sentences, indicator lines and tables in every layout."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit_cli.calculation import plain
from audit_cli.extract import extract
from audit_cli.extract.terms import load_terms
from audit_cli.model import Contract, Figure
from audit_cli.outputs.columns import width
from audit_cli.readers.text.txt import read_txt

HEADER = ("序号", "项目名称", "合同金额", "已支付金额", "未支付金额", "计划支付时间", "未支付原因")
ROWS = (
    ("1", "泵站改造工程", "120.00", "96.00", "24.00", "2023年6月", "未竣工验收"),
    ("2", "河道清淤工程", "88.00", "50.00", "38.00", "2023年3月", "财政资金紧张"),
    ("", "合计", "208.00", "146.00", "62.00", "", ""),
)
TABLE = (HEADER, *ROWS)
LAYOUTS = {
    "tabs": "\n".join("\t".join(row) for row in TABLE),
    "pipes": "\n".join(f"|{'|'.join(row)}|" for row in (HEADER, ("---",) * len(HEADER), *ROWS)),
    "spaces": "\n".join("".join((cell or "-") + " " * (16 - width(cell or "-")) for cell in row) for row in TABLE),
    "one cell a line": "\n".join("\n".join(f"\t{cell}" for cell in row) + "\n" for row in TABLE),
}
# the label, what it costs, what is owed in 万元, until when, and why
READ = {
    "a works contract": (
        "老旧小区改造项目合同总价1286.50万元，截至2022年底已支付965.20万元，剩余321.30万元待结算后于2023年支付。",
        [("老旧小区改造项目", "1286.5", "321.3", "2023年", "待结算")],
    ),
    "instalments in the sentence behind": (
        "医院信息化升级项目于2022年5月签订合同，合同金额2,365,000元。已支付首付款709,500元、进度款946,000元，尚未验收。",
        [("医院信息化升级项目", "236.5", "70.95", "", "尚未验收")],
    ),
    "the contract is named in the sentence before": (
        "2022年实施了博物馆展陈提升项目。合同总价645万元，截至年底支付298万元，剩余347万元拟于2023年支付。",
        [("博物馆展陈提升项目", "645", "347", "2023年", "")],
    ),
    "several contracts, and a date for all": (
        "排水管网改造合同价210万元，已付168万元；路灯更新合同价56.5万元，已付45.2万元。以上未付款计划2023年6月底前付清。",
        [("排水管网改造", "210", "42", "2023年6月", ""), ("路灯更新", "56.5", "11.3", "2023年6月", "")],
    ),
    "an indicator line below the name of its project": (
        "（3）县道改建工程\n成本指标：823.6万元，2022年底支付576.52万元，余款在缺陷责任期满后支付。\n满意度指标：95%。",
        [("县道改建工程", "823.6", "247.08", "在缺陷责任期满后", "")],
    ),
    "nothing was paid": (
        "（4）信息系统运维\n成本指标：45万元，因财政资金紧张，2022年未支付，拟安排在2023年支付。\n满意度指标：95%。",
        [("信息系统运维", "45", "45", "2023年", "财政资金紧张")],
    ),
    "only a promise of the year after": (
        "（9）指挥场所建设项目\n成本指标：120万元，2023年底完成支付\n满意度指标：95%。",
        [("指挥场所建设项目", "120", "120", "2023年", "")],
    ),
    "paid in full": (
        "（4）八一走访慰问\n成本指标：7万元，2022年已支付完成。\n满意度指标：95%。",
        [("八一走访慰问", "7", "0", "", "")],
    ),
    "what is said of it in another place": (
        "在建工程236.42万元（山洪预警平台，合同金额388.6万元，已支付236.42万元）。\n山洪预警平台尾款待竣工验收后支付。",
        [("山洪预警平台", "388.6", "152.18", "待竣工验收后", "待竣工验收")],
    ),
    "an allotment and its use": ("慰问项目预算30万元，已使用23.29万元，剩余6.71万元。", []),
    "classes of spending": ("年初安排项目支出171.4万元，已执行41.4万元，按合同约定有130万元待支付。", []),
}


def contracts(text: str) -> list[Contract]:
    document = read_txt("report.txt", f"2022年度自评报告\n{text}\n".encode())
    found = extract(document, load_terms()).contracts
    for contract in found:
        for figure in (contract.amount, *contract.payments, contract.unpaid, contract.promised, contract.cause):
            assert figure is None or document.text[figure.start : figure.end] == figure.text
    return list(found)


def told(contract: Contract) -> tuple[str, str, str, str, str]:
    words = [figure.text if isinstance(figure, Figure) else "" for figure in (contract.promised, contract.cause)]
    amounts = [plain((value or 0) / Decimal(10_000)) for value in (contract.amount.value, contract.owed)]
    return contract.label, amounts[0], amounts[1], words[0], words[1]


@pytest.mark.parametrize(("text", "wanted"), READ.values(), ids=READ.keys())
def test_sentences_and_indicator_lines(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert [told(contract) for contract in contracts(text)] == wanted


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tables(layout: str) -> None:
    assert [told(contract) for contract in contracts(f"合同支付情况表\n单位：万元\n{LAYOUTS[layout]}")] == [
        (name, plain(Decimal(amount)), plain(Decimal(unpaid)), promised, cause)
        for _, name, amount, _, unpaid, promised, cause in ROWS[:2]
    ]


def test_the_unpaid_amounts_of_a_list_add_up_to_their_total() -> None:
    text = "管网改造合同价210万元，已付168万元，未付42万元；路灯更新合同价56.5万元，已付45.2万元。未支付合计53.3万元。"
    document = read_txt("report.txt", text.encode())
    sums = [c for c in extract(document, load_terms()).claims if c.kind == "sum" and c.stated.text == "53.3万元"]
    assert [[(t.figure.text, t.sign) for t in c.terms[1:]] for c in sums] == [
        [("42万元", 1), ("56.5万元", 1), ("45.2万元", -1)]
    ]
