"""Words that bound figures: 均达到90%以上 behind a list, 占…超过一半, 每月一次 beside the number of a year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.trends.clauses import FAR, START, figure_at, label_of, sentence_before
from audit_cli.model import Document, Figure, Trend, TrendKind

# a block that has none of these has no bound in words
WORDS = ("均", "都", "一半", "过半", "半数", "每季", "每月", "每个", "每一个", "全部")

_FIFTY, _HUNDRED = Decimal(50), Decimal(100)
_FEWEST = 2

# 人均达到 is an average, and 均 behind 不 is no word of all
_ALL = expression(
    r"(?P<words>(?<![平人年月户亩日村次件周不])[均都](?:已经?|能够?|保持|稳定)*"
    r"(?:(?P<least>达到?|超过?|高于|大于|不低于|不少于)|(?P<most>低于|小于|少于|不超过?|不高于|控制在)|在)了?)\s*"
)
# nothing that begins a new subject stands between a list and what is said of each
_SAID_OF_LIST = expression(r"等?(?:[，,](?:[以之]上|上述|各|[二两三四五六七八九十]|[0-9]|[项个者类]|指标|比率|数值)*)?")
_WITHIN_LIST = expression(r"[、和与及][^，,、。；;：:0-9]{0,16}")
_EXCEPT = expression(r"除")

_SHARE = expression(
    r"(?P<words>(?:已经?|均|约)*(?:(?P<least>超过?了?|突破|高于)|(?P<most>不足|不到|未到|未达|低于|少于|不超过))?"
    r"(?:其)?(?P<half>一半|半数|过半数?)(?:(?P<above>以上|多)|(?P<below>以下))?)(?=[，,。；;）)]|$)"
)
_BEHIND_RATE = expression(r"[，,（(](?:占比|比重|比例|已经?)*")
_BEHIND_WHOLE = expression(r"的?(?:比重|比例|总[量额数])*(?:已经?|为|达到?)*")
_OF_WHOLE = expression(r"[，,]?(?:大约|约|已|就|共)*占[^，,。；;：:0-9]{0,12}")
_IS_SHARE = expression(r"占|比重|比例|率")

_DONE = expression(
    r"(?P<words>(?:全部|均已)[^，,。；;：:0-9全均]{0,4}(?P<verb>整改|办结|完成|支付|拨付|发放|兑付|到位|验收|开工|竣工|完工|解决|落实|化解))"
    r"[^，,。；;：:0-9]{0,8}[，,；;](?P=verb)率[为达到]*"
)
# what is done once, and what is counted in the year, are called alike
_NOUN = expression(r"[一-鿿]{0,12}")
_ONCE = expression(
    r"(?P<words>每(?:(?:一?个)?(?P<quarter>季度?)|(?:一?个)?月)(?:[至最]少)?(?P<done>[^，,。；;：:0-9每]{0,12}?)"
    rf"(?:一|(?<![0-9])1)[次期场回])(?P<noun>{_NOUN.pattern})[，,](?:[一-鿿]{{0,8}}[，,])?全年(?P<other>[^，,。；;0-9]{{0,16}})"
)
# 全年3次，因一季度停工未开展: what is told of it is no slip
_WHY_NOT = expression(r"[，,；;（(][^。；;\n]{0,24}?(?:[未没缺]|取消|停|合并|较?少)")
_DOING = expression(r"累计|总共|共计?|已|实际|开展|召开|组织|举办|进行|完成|实施")
_TIMES = frozenset({"次", "期", "场", "场次", "回"})
_MONTHS, _QUARTERS = Decimal(12), Decimal(4)
_KIND: Mapping[bool, TrendKind] = {True: "at most", False: "at least"}


def bounds(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what words of bounds in a block say of its *quantities*."""
    yield from _each(document, number, quantities)
    yield from _halves(document, number, quantities)
    yield from _all_done(document, number, quantities)
    yield from _times_a_year(document, number, quantities)


def _each(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield that each of a list keeps to the bound behind it: 到位率95%、办结率88%，均达到90%以上."""
    block, text = document.blocks[number], document.text
    for said in _ALL.finditer(text, block.start, block.end):
        at = bisect_left(quantities, said.end(), key=START)
        if not 0 < at < len(quantities) or quantities[at].start > said.end() + 1:
            continue
        bound = quantities[at]
        most = said["most"] is not None or bound.qualifier in ("at_most", "less")
        least = said["least"] is not None or bound.qualifier in ("at_least", "more")
        listed = _listed(text, quantities[:at], said.start())
        if len(listed) < _FEWEST or most == least:
            continue
        if _EXCEPT.search(sentence_before(text, block, said.start(), said.start() - listed[0].start + FAR)):
            continue
        words, plain = place(document, number, *said.span("words")), bound._replace(qualifier="")
        alike = (f for f in listed if f.unit == bound.unit and f.type == bound.type and not f.approximate)
        yield from (Trend(_KIND[most], words, figure, plain) for figure in alike)


def _listed(text: str, figures: Sequence[Figure], end: int) -> list[Figure]:
    """Return the list that ends at *end*, behind which something is said of each: figures joined by 、 and 和."""
    found: list[Figure] = []
    for figure in reversed(figures):
        joint = text[figure.end : end]
        if not (_WITHIN_LIST if found else _SAID_OF_LIST).fullmatch(joint):
            break
        found.append(figure)
        end = figure.start
    return found[::-1]


def _halves(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield a share that is told as a half: 占总支出980万元的比重超过一半; 占42.9%，超过一半."""
    block, text = document.blocks[number], document.text
    for said in _SHARE.finditer(text, block.start, block.end):
        at = bisect_left(quantities, said.start(), key=START)
        most = said["most"] is not None or said["below"] is not None
        if at == 0 or not (most or said["least"] or said["above"] or said["half"][0] == "过"):
            continue
        words, last = place(document, number, *said.span("words")), quantities[at - 1]
        behind = text[last.end : said.start()]
        if last.type == "rate" and _BEHIND_RATE.fullmatch(behind) and _IS_SHARE.search(label_of(text, block, last)):
            yield Trend(_KIND[most], words, last, words._replace(type="rate", unit="%", value=_FIFTY))
        elif at > 1 and last.type != "rate" and _BEHIND_WHOLE.fullmatch(behind):
            part = quantities[at - 2]
            if (part.type, part.unit) == (last.type, last.unit) and _OF_WHOLE.fullmatch(text, part.end, last.start):
                yield Trend("under half" if most else "over half", words, part, last)


def _all_done(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield that all of something is done, and the rate of what is: 全部整改到位，整改率98%."""
    block, text = document.blocks[number], document.text
    for said in _DONE.finditer(text, block.start, block.end):
        rate = figure_at(quantities, said.end())
        if _EXCEPT.search(sentence_before(text, block, said.start())):
            continue  # 除长期整改外全部整改到位，整改率96%
        if rate is not None and rate.type == "rate" and not rate.approximate:
            words = place(document, number, *said.span("words"))
            yield Trend("at least", words, rate, words._replace(type="rate", unit="%", value=_HUNDRED))


def _times_a_year(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield how often something is done every month or quarter, and how often in the year: 每月召开一次，全年10次."""
    block, text = document.blocks[number], document.text
    for said in _ONCE.finditer(text, block.start, block.end):
        times = figure_at(quantities, said.end())
        if times is None or times.approximate:
            continue
        if _WHY_NOT.match(text, times.end, min(block.end, times.end + FAR)):
            continue
        behind = _NOUN.match(text, times.end)
        other = _DOING.sub("", said["other"]) + (behind[0] if behind else "")
        if times.printed_unit in _TIMES and other in said["done"] + said["noun"]:
            words = place(document, number, *said.span("words"))
            wanted = _QUARTERS if said["quarter"] else _MONTHS
            yield Trend("at least", words, times, words._replace(type="count", unit=times.unit, value=wanted))
