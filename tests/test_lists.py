"""Counts against the names that are listed for them."""

from __future__ import annotations

import time

import pytest

from audit_cli.comparisons import count_agrees
from audit_cli.extract.ledger import figures_of
from audit_cli.extract.lists import list_claims
from audit_cli.extract.lists.names import split_names
from audit_cli.model import Claim
from audit_cli.readers.text.txt import read_txt


def claims(text: str) -> list[Claim]:
    document = read_txt("report.txt", text.encode())
    found = list(list_claims(document, figures_of(document)))
    for claim in found:
        for term in claim.terms:
            assert document.text[term.figure.start : term.figure.end] == term.figure.text
    return found


def verdicts(text: str) -> list[str]:
    return ["holds" if count_agrees(claim).verdict == "exact" else "fails" for claim in claims(text)]


@pytest.mark.parametrize(
    "text",
    [
        "内设办公室、规划和信息化科、财务科3个科室。",
        "共有3个科室：办公室、人事科、财务科，负责日常事务。",
        "下设3家二级单位，包括信息中心、培训中心和执法大队。",
        "重点覆盖3类场所：①学校；②医院；③车站。",
        "从三个方面推进：一是加强学习；二是强化责任；三是狠抓落实。",
        "突出抓好以下3项工作。一是加强学习。二是强化责任。三是狠抓落实。",
        "做好以下3项工作：\n1.抓学习；\n2.抓落实；\n3.抓考核。\n",
        "开展“四清、四改、四建、四美”4个专题活动。",
        "落实真干、真抓、真管“三真”要求。",
        "落实“两会一课”制度（党员大会、支部委员会、专题党课）。",
        "教育和卫生两个部门联合开展检查。",
        "“5.9”、“5.11”、“6.4”等3次洪涝。",
        "开展道路专项整治，消防专项整治，学校、医院专项整治和工地专项整治等4项整治行动。",
        "内设科室6个，所属单位3个，内设科室分别是办公室、一科、二科、三科、四科、五科。",
        "机构共3类，其中行政单位1个，参公单位2个，事业单位4个。",
        "本级及下属信息中心、培训中心3个单位纳入决算。",
    ],
)  # fmt: skip
def test_as_many_as_named(text: str) -> None:
    assert verdicts(text) == ["holds"]


@pytest.mark.parametrize(
    "text",
    [
        "内设办公室、规划和信息化科、财务科4个科室。",
        "内设人事科、财务科、业务科等2个科室。",
        "设有4个科室，分别是办公室、人事科、财务科。",
        "下设4家二级单位，包括信息中心、培训中心和执法大队。",
        "重点覆盖4类场所：①学校；②医院；③车站。",
        "从四个方面推进：一是加强学习；二是强化责任；三是狠抓落实。",
        "“5.9”、“5.11”、“6.4”等2次洪涝。",
        "内设科室5个，所属单位3个，内设科室分别是办公室、一科、二科、三科、四科、五科。",
        "白鹭镇、柳泉乡、大堰镇4个乡镇共建成站点。",
        "下设4个事业单位：甲信息中心5人、乙服务中心3人、丙执法大队10人。",
    ],
)
def test_one_too_many_or_too_few(text: str) -> None:
    assert verdicts(text) == ["fails"]


@pytest.mark.parametrize(
    "text",
    [
        "全年开展检查30家：一是加强学习；二是强化责任；三是狠抓落实。",
        "公务用车9辆，包括机要通信用车2辆、应急保障用车1辆、执法执勤用车6辆。",
        "举办培训、讲座3次，发放宣传手册、宣传单500份。",
        "走访企业、学校、医院20个单位。",
        "新建公园、广场5处，采购桌子、椅子、柜子共30个。",
        "全县12个乡镇（街道、园区）均已完成。",
        "白鹭镇、柳泉乡、大堰镇各12名。",
        "白鹭镇、柳泉乡、大堰镇的5个村受灾。",
        "三项指标分别为10万元、20万元、30万元。",
        "其中5个项目超支，主要原因是人员增加、物价上涨。",
        "抓好宣传、培训等各类活动30余次。",
        "解决道路、供水、供电问题12个。",
        "学校食堂26家（小学8家、中学18家）、养老机构食堂22家、集体用餐配送单位3家。",
    ],
)
def test_counts_of_something_else(text: str) -> None:
    assert verdicts(text) == []


def test_an_open_list_may_be_shorter() -> None:
    (claim,) = claims("内设办公室、人事科等5个科室。")
    assert claim.form == "open"
    assert count_agrees(claim).verdict == "exact"


def test_a_conjunction_that_may_part_two_names_is_no_error() -> None:
    (claim,) = claims("设有4个机构，分别是办公室、人事科、机关党委和信息中心。")
    assert [name.text for name in claim.figures("name")] == ["办公室", "人事科", "机关党委", "信息中心"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("防汛抗旱科、工贸和非煤矿山安全监督管理科", 2),
        ("办公室、人事科和财务科", 3),
        ("综合处（党建、人事）、督查处", 2),
        ("“甲、乙”行动、丙行动", 2),
    ],
)
def test_names(text: str, names: int) -> None:
    assert len(split_names(text)) == names


@pytest.mark.parametrize("piece", ["、", "“", "（", "3个（“《", "科、3个科：", "“一会三卡”", "3个和", "3个：\n1.a\n"])
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        document = read_txt("report.txt", (piece * (length // len(piece))).encode())
        figures = figures_of(document)
        started = time.process_time()
        for _ in list_claims(document, figures):
            pass
        return time.process_time() - started

    assert seconds(40_000) < 10 * max(seconds(10_000), 0.02)
