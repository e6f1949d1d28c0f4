"""Title, organization and fiscal year from the first lines of a document."""

from __future__ import annotations

import time

import pytest

from audit_cli.extract.ledger import figures_of
from audit_cli.extract.profile import profile_of
from audit_cli.readers.text.txt import read_txt

BODY = "一、基本情况\n我单位内设机构五个。\n"


def read(text: str) -> tuple[str, str, int | None]:
    document = read_txt("report.txt", text.encode())
    return tuple(profile_of(document, figures_of(document)))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "title", "organization", "year"),
    [
        ("2022年度青石县教育局部门决算\n目录\n", "2022年度青石县教育局部门决算", "青石县教育局", 2022),
        ("附件2：\n青石市第一中学2021年度绩效自评报告\n" + BODY, "青石市第一中学2021年度绩效自评报告",
         "青石市第一中学", 2021),
        ("关于青石市柳河区卫生健康委员会2020年部门预算的说明\n", "关于青石市柳河区卫生健康委员会2020年部门预算的说明",
         "青石市柳河区卫生健康委员会", 2020),
        ("二〇二一年度\n青石县白水镇人民政府\n部门决算公开\n", "二〇二一年度青石县白水镇人民政府部门决算公开",
         "青石县白水镇人民政府", 2021),
        ("2021年部门整体支出绩效评价报告\n\n（青石市档案局）\n" + BODY, "2021年部门整体支出绩效评价报告",
         "青石市档案局", 2021),
        ("项目支出绩效自评表\n（2022年度）\n主管部门\t青石市水利局\n", "项目支出绩效自评表", "青石市水利局", 2022),
        ("部门预算整体绩效自评报告\n一、概况\n青石区民政局是区政府工作部门。2019年收入5万元，2019年支出4万元，2018年结余1万元。\n",
         "部门预算整体绩效自评报告", "青石区民政局", 2019),
        ("青石市白云区人民政府云山街道办事处2022年度部门决算\n", "青石市白云区人民政府云山街道办事处2022年度部门决算",
         "青石市白云区人民政府云山街道办事处", 2022),
        ("四川省青石县林业局2022年度自评报告\n", "四川省青石县林业局2022年度自评报告", "四川省青石县林业局", 2022),
        ("三、青石市市中区教育局2022年度自评\n", "", "青石市市中区教育局", 2022),
        ("单位名称：县市场监管大队\n青石县市场监督管理局2021年度自评表\n", "", "青石县市场监督管理局", 2021),
        ("青石县人力资源和社会保障局2023年度自评报告\n", "青石县人力资源和社会保障局2023年度自评报告",
         "青石县人力资源和社会保障局", 2023),
        ("青石县社区矫正管理局2023年度决算\n", "青石县社区矫正管理局2023年度决算", "青石县社区矫正管理局", 2023),
        ("2023年度市水务局部门整体支出绩效评价报告\n\n一、概况\n我局下设水文服务中心、青石灌区管理所2个单位。\n",
         "2023年度市水务局部门整体支出绩效评价报告", "市水务局", 2023),
        ("关于市教育局2022年度绩效自评的报告\n\n一、概况\n青石市教育局是市政府工作部门。\n",
         "关于市教育局2022年度绩效自评的报告", "青石市教育局", 2022),
        ("区属学校2022年度绩效自评报告\n\n青石区教育局是区政府工作部门。\n", "区属学校2022年度绩效自评报告",
         "青石区教育局", 2022),
        ("2024年度青石镇中心学校部门整体支出绩效自评报告\n", "2024年度青石镇中心学校部门整体支出绩效自评报告",
         "青石镇中心学校", 2024),
        ("", "", "", None),
        ("协助有关部门落实各项政策，完成县委交办的任务。\n", "", "", None),
    ],
)  # fmt: skip
def test_a_document_says_whose_it_is(text: str, title: str, organization: str, year: int | None) -> None:
    assert read(text) == (title, organization, year)


@pytest.mark.parametrize("piece", ["县", "局", "某市某区，", "部门", "20年", "（", "单位：", "二〇"])
def test_long_lines_of_anything_are_read_in_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    document = read_txt("report.txt", text.encode())
    before = time.process_time()
    profile_of(document, ())
    assert time.process_time() - before < 0.2
