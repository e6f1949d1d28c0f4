"""Measure submissions: ``python -m benchmarks.submissions --seed 1 --submissions 40``.

Each is a folder of one unit, made of one set of books: the report in one of four styles, its form, and by chance the
base table, the notes of the final accounts and the budget, and what is not to be held against them: forms of projects,
the accounts of the head office, a report of some months, last year's report.  As they are, nothing is to be found in
them.  Then figures that were tied across files get one digit changed, or with ``--far`` three, and are to be noticed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

from audit_cli.judgement import FAILING, PASSING
from audit_cli.model import Document, Figure, Result
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read_data
from audit_cli.report import DocumentReport
from audit_cli.rulebook import rulebook

_PLACES = ("青溪县", "平湖区", "白石县", "南屏县", "云岭县")
_OFFICES = ("水利局", "农业农村局", "财政局", "文化旅游广电体育局", "人力资源和社会保障局", "司法局")
_MOST_CHANGED = 3  # figures of one document
_RULES = rulebook()


class Books:
    """One set of books: the unit, the year, and every amount in 万元."""

    def __init__(self, rng: Random) -> None:
        self.unit, self.year = rng.choice(_PLACES) + rng.choice(_OFFICES), rng.choice((2021, 2022, 2023))
        self._rng = rng
        self.people, self.running, self.project = self._some(400, 2000), self._some(60, 300), self._some(300, 4000)
        self.basic = self.people + self.running
        self.spent, self.other = self.basic + self.project, self._some(10, 90)
        self.basic_before, self.project_before = self._some(500, 2400), self._some(300, 4200)
        self.before = self.basic_before + self.project_before
        self.basic_planned, self.project_planned = self.basic + self._some(1, 60), self.project + self._some(1, 200)
        self.planned = self.basic_planned + self.project_planned
        self.guests, self.cars = self._some(1, 9), self._some(5, 30)
        self.three = self.guests + self.cars
        self.guests_planned, self.cars_planned = self.guests + self._some(1, 3), self.cars + self._some(1, 5)
        self.three_planned = self.guests_planned + self.cars_planned
        self.three_last = self.three + self._some(2, 6)
        self.posts, self.assets = rng.randint(30, 120), self._some(800, 9000)
        self.staff, self.score = self.posts - rng.randint(0, 6), Decimal(rng.randint(9000, 9990)) / 100

    def _some(self, least: int, most: int) -> Decimal:
        return Decimal(self._rng.randint(least * 100, most * 100)) / 100


def _report(b: Books, style: int) -> Iterator[str]:
    """Yield the lines of the report: amounts in 万元 or 元, said in one of four ways."""
    y = b.year
    yield f"{b.unit}{y}年度部门整体支出绩效自评报告"
    yield f"一、部门概况\n{b.unit}内设8个股室，核定编制{b.posts}名，年末实有在职人员{b.staff}人。"
    yield "二、部门整体支出情况"
    if style == 0:
        yield (
            f"{y}年我局整体支出年初预算{b.before:.2f}万元，其中：基本支出{b.basic_before:.2f}万元，"
            f"项目支出{b.project_before:.2f}万元。全年预算数{b.planned:.2f}万元，全年执行数{b.spent:.2f}万元，"
            f"预算执行率{b.spent / b.planned * 100:.2f}%。"
        )
        yield f"{y}年度基本支出{b.basic:.2f}万元，其中：人员经费{b.people:.2f}万元，公用经费{b.running:.2f}万元。"
        yield f"{y}年度项目支出{b.project:.2f}万元，主要用于重点工作。"
    elif style == 1:
        yield (
            f"{y}年度本年支出合计{b.spent:.2f}万元，其中：基本支出{b.basic:.2f}万元，"
            f"占{b.basic / b.spent * 100:.2f}%；项目支出{b.project:.2f}万元，占{b.project / b.spent * 100:.2f}%。"
        )
        yield f"人员经费{b.people:.2f}万元，包括基本工资、津贴补贴等；公用经费{b.running:.2f}万元，包括办公费等。"
    elif style == 2:
        yield (
            f"{y}年，基本支出决算数{b.basic * 10000:.2f}元，年初预算数{b.basic_before * 10000:.2f}元；"
            f"项目支出决算数{b.project * 10000:.2f}元，年初预算数{b.project_before * 10000:.2f}元。"
        )
        yield f"财政拨款基本支出{(b.basic - b.other) * 10000:.2f}元，其他资金安排的{b.other * 10000:.2f}元。"
    else:
        for name, plan, spent in (
            ("基本支出", b.basic_before, b.basic), ("项目支出", b.project_before, b.project),
        ):  # fmt: skip
            yield f"{y}年{name}年初预算为{plan:.2f}万元，支出决算为{spent:.2f}万元。"
        yield f"上年基本支出决算{b.basic - 7:.2f}万元，上年项目支出决算{b.project + 11:.2f}万元。"
    yield "三、“三公”经费情况"
    yield (
        f"{y}年度“三公”经费支出预算{b.three_planned:.2f}万元，决算{b.three:.2f}万元。"
        if style % 2
        else f"{y}年“三公”经费实际支出{b.three:.2f}万元，比上年{b.three_last:.2f}万元有所减少。"
    )
    yield f"公务接待费{b.guests:.2f}万元，公务用车运行维护费{b.cars:.2f}万元。"
    yield f"截至{y}年12月31日，资产总额{b.assets:.2f}万元。"
    yield f"四、自评结论\n{y}年度部门整体支出绩效自评得分{b.score:.2f}分，评价等次为优。"


def _form(b: Books) -> list[list[Any]]:
    rate = f"{b.spent / b.planned * 100:.2f}%"
    return [
        [f"{b.year}年度部门整体支出绩效自评表"],
        ["单位名称", b.unit],
        ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", b.before, b.planned, b.spent, 10, rate, 10],
        ["", "按支出性质分：基本支出", b.basic_before, b.basic_planned, b.basic],
        ["", "项目支出", b.project_before, b.project_planned, b.project],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "培训人数", "≥320人", "324人", 45, 45],
        ["效益指标", "社会效益", "群众知晓率", "≥90%", "95%", 45, b.score - 55],
        ["总分", "", "", "", "", 100, b.score],
    ]


def _base(b: Books) -> list[list[Any]]:
    y = b.year
    return [
        ["部门整体支出绩效评价基础数据表"],
        [f"填报单位：{b.unit}（盖章）"],
        ["财政供养人员情况", "编制数", f"{y}年实际在职人数", "控制率"],
        ["", b.posts, b.staff, f"{Decimal(b.staff) / b.posts * 100:.2f}%"],
        ["经费控制情况（万元）", f"{y - 1}年决算数", f"{y}年预算数", f"{y}年决算数"],
        ["三公经费", b.three_last, b.three_planned, b.three],
        ["1、公务用车购置和维护经费", b.cars + 1, b.cars_planned, b.cars],
        ["2、公务接待费", b.three_last - b.cars - 1, b.guests_planned, b.guests],
        ["项目支出", b.project + 11, b.project_before, b.project],
        ["公用经费", b.running + 2, b.running + 9, b.running],
        ["基本支出", b.basic - 7, b.basic_before, b.basic],
    ]


def _project(b: Books, number: int) -> list[list[Any]]:
    amount = (b.project / (number + 3)).quantize(Decimal("0.01"))
    return [
        [f"{b.year}年度项目支出绩效自评表"],
        ["项目名称", ("河道整治", "技能培训", "设备购置")[number]],
        ["主管部门", b.unit],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", amount, amount, amount, 10, "100%", 10],
        ["", "其中：财政拨款", amount, amount, amount],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "整治长度", "≥32公里", "33公里", 90, Decimal("85.5")],
        ["总分", "", "", "", "", 100, Decimal("95.5")],
    ]


def _accounts(b: Books) -> str:
    y = b.year
    return (
        f"{b.unit}{y}年度部门决算公开说明\n\n"
        f"{y}年度支出合计{b.spent:.2f}万元，其中：基本支出{b.basic:.2f}万元，项目支出{b.project:.2f}万元。\n"
        f"{y}年度财政拨款支出{b.spent - b.other:.2f}万元，其中：基本支出{b.basic - b.other:.2f}万元，"
        f"项目支出{b.project:.2f}万元。\n"
        f"{y}年度一般公共预算财政拨款基本支出{b.basic - b.other:.2f}万元，其中：人员经费{b.people - b.other:.2f}万元，"
        f"公用经费{b.running:.2f}万元。\n"
        f"{y}年度“三公”经费财政拨款支出预算为{b.three_planned:.2f}万元，支出决算为{b.three:.2f}万元。其中："
        f"公务接待费支出决算{b.guests:.2f}万元，公务用车购置及运行维护费支出决算{b.cars:.2f}万元。\n"
    )


def _budget(b: Books) -> str:
    y = b.year
    return (
        f"{b.unit}{y}年部门预算公开说明\n\n{y}年支出预算{b.before:.2f}万元，其中：基本支出预算{b.basic_before:.2f}万元，"
        f"项目支出预算{b.project_before:.2f}万元。\n{y}年“三公”经费预算{b.three_planned:.2f}万元。\n"
    )


def _strangers(b: Books) -> Mapping[str, str]:
    """Return what tells of other money: of the head office, of some months, of last year."""
    y = b.year
    return {
        "本级决算.txt": f"{b.unit}（本级）{y}年度单位决算公开说明\n\n{y}年度支出合计{b.spent - 120:.2f}万元，其中："
        f"基本支出{b.basic - 100:.2f}万元，项目支出{b.project - 20:.2f}万元。\n",
        "运行监控.txt": f"{b.unit}{y}年1—7月绩效运行监控报告\n\n{y}年1—7月，基本支出{b.basic / 2:.2f}万元，"
        f"项目支出{b.project / 3:.2f}万元。\n",
        "上年报告.txt": f"{b.unit}{y - 1}年度部门整体支出绩效自评报告\n\n{y - 1}年度本年支出合计{b.spent + 4:.2f}万元，"
        f"其中：基本支出{b.basic - 7:.2f}万元，项目支出{b.project + 11:.2f}万元。\n",
    }


def submission(seed: int) -> list[Document]:
    """Return the documents of the folder of one unit."""
    rng = Random(seed)
    b = Books(rng)
    files = {"自评报告.docx": _word("\n".join(_report(b, seed % 4))), "自评表.xlsx": _workbook(_form(b))}
    if rng.random() < 0.8:
        files["基础数据表.xlsx"] = _workbook(_base(b))
    if rng.random() < 0.7:
        files["决算说明.txt"] = _accounts(b).encode()
    if rng.random() < 0.5:
        files["部门预算.txt"] = _budget(b).encode()
    files |= {f"项目{n}自评表.xlsx": _workbook(_project(b, n)) for n in range(rng.randint(0, 3))}
    files |= {name: told.encode() for name, told in _strangers(b).items() if rng.random() < 0.5}
    return [read_data(f"{seed}/{name}", data) for name, data in sorted(files.items())]


def _word(text: str) -> bytes:
    from docx import Document as new_document

    made, word = BytesIO(), new_document()
    for line in text.split("\n"):
        word.add_paragraph(line)
    word.save(made)
    return made.getvalue()


def _workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    amount = book.add_format({"num_format": "0.00"})
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        for col, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(number, col, value, amount)
            elif value != "":
                sheet.write(number, col, value)
    book.close()
    return made.getvalue()


def _across(reports: Sequence[DocumentReport]) -> Iterator[tuple[DocumentReport, Result]]:
    for report in reports:
        for result in report.results:
            if result.comparison.claim.own_terms != result.comparison.claim.terms:
                yield report, result


def _new(reports: Sequence[DocumentReport], known: set[tuple[str, str]]) -> list[tuple[DocumentReport, Result]]:
    """Return the findings that are not *known*, hints aside."""
    return [
        (report, result)
        for report in reports
        for result in report.results
        if result.status in FAILING and result.severity != "info" and (report.path, result.fingerprint) not in known
    ]


def _changed(document: Document, figure: Figure, rng: Random, digits: int) -> Document:
    """Return *document* with so many digits of *figure* typed wrong."""
    text = list(figure.text)
    places = [at for at, character in enumerate(text) if character.isdigit()][:4]
    for at in rng.sample(places, min(digits, len(places))):
        text[at] = rng.choice([digit for digit in "123456789" if digit != text[at]])
    return document._replace(text=document.text[: figure.start] + "".join(text) + document.text[figure.end :])


def measure(seed: int, number: int, digits: int, verbose: bool) -> Counter[str]:
    """Return how much was tied and falsely found, and how many wrong digits were noticed."""
    counted: Counter[str] = Counter()
    rng = Random(seed)
    for one in range(seed * 1000, seed * 1000 + number):
        documents = submission(one)
        reports = audit_documents(documents, _RULES)
        counted += Counter(submissions=1, documents=len(documents))
        for report, result in _across(reports):
            counted["tied" if result.status in PASSING else "false"] += 1
            if verbose and result.status in FAILING:
                print("FALSE ", report.path, [(t.figure.text, t.label) for t in result.comparison.claim.terms])
        known = {(report.path, result.fingerprint) for report, result in _new(reports, set())}
        for place, (document, report) in enumerate(zip(documents, reports, strict=True)):
            tied = [result for _, result in _across([report]) if result.status in PASSING]
            for result in rng.sample(tied, min(_MOST_CHANGED, len(tied))):
                figure = result.comparison.claim.stated
                wrong = [*documents[:place], _changed(document, figure, rng, digits), *documents[place + 1 :]]
                found = _new(audit_documents(wrong, _RULES), known)
                counted["changed"] += 1
                counted["noticed"] += bool(found)
                counted["told across"] += any(r.comparison.claim.form == "across" for _, r in found)
                counted["told twice"] += sum(r.primary for _, r in found) > 1
                if verbose and not found:
                    print("SILENT", document.path, figure.text, result.comparison.claim.terms[0].label)
    return counted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--far", action="store_true", help="change three digits, not one")
    parser.add_argument("--verbose", action="store_true", help="list what is falsely found, and what is not noticed")
    arguments = parser.parse_args()
    counted = measure(arguments.seed, arguments.submissions, 3 if arguments.far else 1, arguments.verbose)
    for name in ("submissions", "documents", "tied", "false", "changed", "noticed", "told across", "told twice"):
        print(f"{name:12} {counted[name]:6}")
    return int(counted["false"] > 0)


if __name__ == "__main__":
    sys.exit(main())
