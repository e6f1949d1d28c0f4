"""Totals and their parts in prose: 其中, brackets, colons, 分别为, closed classes, totals behind their parts.

Frames are read from the last cue to the first, so that inner lists are closed before outer ones look; what an inner
list takes is invisible to the outer. Of the readings that the cues allow, the one that closes is the right one; if none
does, the cue's own reading is the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.extract.names import split_names
from audit_cli.extract.prose.each import _EACH
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, Item
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import Quantity, Verdict, agrees, sum_verdict

_LEADING = re.compile(
    r"^(?:.*(?:其中包括|其中有|其中|分别[是为达]|依次[是为]|主要包括|主要用于|主要[为是有]|包括|包含|用于|构成为?|具体[为是如]|即)[：:，,]?)?(?:含)?"
    r"(?:[\s　]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九]是|①|②|③|④|⑤|⑥|⑦|⑧|⑨)*"
)
_TRAILING = re.compile(r"(?:为|是|共有|各|约|达到?|：|:|\s)+$")
_OPEN_END = re.compile(r"^[^，,；;。）)]{0,12}等")
_INITIAL = re.compile(r"年初(?:部门)?预算")
_ADDED = re.compile(r"追加|调增|年中(?!调减)")
_ADJUSTED = re.compile(r"调整后|调整预算|全年预算")
_INCREMENT = re.compile(r"追加|新增|增加|调增|并入")
_OTHER_MEASURE = re.compile(
    r"预算|合同|已|上年|去年|计划|目标|标准|单价|其余|累计|同期|中标|估算|概算|投资|折合|面积|人均|每"
)
# labels that say which figure it is, not of what: the owner stands before them
BARE = re.compile(
    r"(?:其中|实际|已|累计|均|全部|本年|当年|全年|年初|调整后?|调整|年度|完成)*(?:支出|收入|执行|使用|支付|付款|列支|实付|到位|拨付|完成|发放|收到|预算|决算|安排|下达|批复|核定)+"
    r"(?:资金|金额|总额|数|额|了|为|数额)*"
)
_NAMES_BEGIN = re.compile(r"[，,；;。：:（(]|其中|分别(?:在|为|向|给|对)|(?<![一-鿿])(?:在|为|向|给|对|于|由)|面向")
_TOTAL_WORD = re.compile(
    r"合计|共计|总计|总共|累计|总额|总数|总量|共有?$|(?<![一-鿿])共|以上|上述|[两二三四五六七八九]项|总分|(?:总|自评|综合|最终)得分"
)
_ABOVE = re.compile(r"以上|上述")
_SOURCE = re.compile(
    r"(?:年初|追加|调增|调整|上级|本级|中央|省级|市级|县级|区级)[一-鿿]{0,6}(?:预算|资金|拨款|补助)?$|结转|结余"
)
# attributes that one person has several of, stages that one case goes through
_OVERLAPS = re.compile(
    r"党员|女|男|少数民族|大专|本科|专科|学历|学位|职称|研究生|硕士|博士|岁|以上|以下|立案|办结|移送|结案|整改|查处|答复|审核|审批|通过|合格|完成|处理|处置|满意|发表|获|连续"
)
_MEASURED = re.compile(r"年初预算|调整后|预算支出|实际|决算数|执行数|总额")
_PLUS = re.compile(r"[^，。；=＝]{0,12}[+＋][^，。；=＝]{0,12}")
_EQUALS = re.compile(r"[）)]?\s*[=＝]\s*")
_YEARLY = re.compile(r"(?:(?:19|20)\d\d年|当年|本年|上年)[一-鿿]{0,6}$")
_RETIRED = re.compile(r"退休|离休")


def clean_label(label: str) -> str:
    """Return a figure's label without cues, list numbers and copulas."""
    return _TRAILING.sub("", _LEADING.sub("", label, count=1)).strip()


def label_of(item: Item) -> str:
    """Return what a figure is called: its clean label, without the whole that it is said to be within."""
    label = clean_label(item.label)
    return label.partition("中")[2] or label if item.cue == "within" else label


def names_before(item: Item) -> list[Figure]:
    """Return the 、-separated names that an item with 各 counts for."""
    words = item.lead + item.raw
    offset = item.figure.start - len(words)
    each = _EACH.search(words)
    if each is None:
        return []
    start = max((m.end() for m in _NAMES_BEGIN.finditer(words, 0, each.start())), default=0)
    ranges = split_names(words[start : each.start()])
    if len(ranges) > 1:
        # what stands before the first name is no part of it
        longest = max(b - a for a, b in ranges[1:])
        ranges[0] = (max(ranges[0][0], ranges[0][1] - longest), ranges[0][1])
    return [
        Figure(offset + start + a, offset + start + b, words[start + a : start + b], "name", block=item.figure.block)
        for a, b in ranges
    ]


def _weight(item: Item) -> int:
    """Return how often a figure counts: once, or once a name before 各."""
    return max(len(names_before(item)), 1) if item.each else 1


def term(item: Item, role: str) -> Term:
    return Term(item.figure, role, label_of(item), _weight(item) if role == "part" else 1)


def _verdict(head: Item, parts: Sequence[Item]) -> Verdict:
    quantities = [p.figure.quantity for p in parts]
    return sum_verdict(head.figure.quantity, quantities, [_weight(p) for p in parts])


class _Frames:
    """The breakdowns of one paragraph; *taken* are the parts that belong to a list already read."""

    def __init__(self, items: Sequence[Item], terms: Terms) -> None:
        self.items = items
        self.terms = terms
        self.concepts = [terms.concept(label_of(i)) if i.is_amount else "" for i in items]
        self.taken: set[int] = set()
        self.head_of: dict[int, int] = {}

    def claims(self) -> Iterator[Claim]:
        yield from self._closed_classes()
        for k in range(len(self.items) - 1, -1, -1):
            item = self.items[k]
            if item.is_amount and k not in self.taken:
                if item.cue and not self._continues(k) and not self._announces(k):
                    yield from self._frame(k)
                elif item.mark and not item.cue:
                    yield from self._lines(k)
        yield from self._totals_after()
        yield from self._adjusted_budgets()
        yield from self._printed_sums()
        yield from self._distributed()

    # closed classes without a cue

    def _closed_classes(self) -> Iterator[Claim]:
        items = self.items
        for i in range(1, len(items) - 1):
            a = items[i]
            if a.cue or not self.concepts[i] or a.role not in ("plain", "used"):
                continue
            parts = [i]
            for j in range(i + 1, min(i + 8, len(items))):
                b = items[j]
                if b.sentence != a.sentence or b.group != a.group:
                    break
                if b.kin(a) and b.role == a.role:
                    if not self.concepts[j] or not self.terms.same_class(
                        *(self.concepts[p] for p in parts), self.concepts[j]
                    ):
                        break
                    parts.append(j)
            if len(parts) < 2 or not self.terms.complete([self.concepts[p] for p in parts]):
                continue
            head = next(
                (
                    h
                    for h in range(i - 1, -1, -1)
                    if items[h].kin(a) and items[h].depth <= a.depth and items[h].role in ("plain", "used")
                ),
                -1,
            )
            if head < 0 or a.sentence - items[head].sentence > 1 or head in self.taken:
                continue
            if self.concepts[head] and self.terms.same_class(self.concepts[head], self.concepts[i]):
                continue
            named = self.concepts[head] in self.terms.wholes and set(self.terms.wholes[self.concepts[head]]) == {
                self.concepts[p] for p in parts
            }
            verdict = _verdict(items[head], [items[p] for p in parts])
            if not agrees(verdict) and not named and (head != i - 1 or self.concepts[head]):
                continue
            self.taken.update(parts)
            yield self._claim(
                head, parts, "complete", asserted=named or a.sentence == items[head].sentence, basis="class"
            )

    # the budget as adjusted

    def _adjusted_budgets(self) -> Iterator[Claim]:
        """Yield 年初预算 + 追加 = 调整后预算, where the three stand side by side."""
        for k, first in enumerate(self.items):
            if not _INITIAL.search(first.label) or not first.is_amount:
                continue
            near = [
                i
                for i in self.items[k + 1 : k + 5]
                if i.kin(first) and i.sentence == first.sentence and i.role == "plain"
            ]
            added = [i for i in near if _ADDED.search(i.label)]
            adjusted = [i for i in near if _ADJUSTED.search(i.label)]
            if len(added) == 1 and len(adjusted) == 1:
                yield self._claim(adjusted[0].place, [k, added[0].place], "complete", asserted=True, basis="调整后预算")

    # sums printed as formulas

    def _printed_sums(self) -> Iterator[Claim]:
        """Yield 自评得分=11分+25分+29分+27.5分=92.5分."""
        items = self.items
        k = 0
        while k < len(items):
            end = k
            while end + 1 < len(items) and _PLUS.fullmatch(items[end + 1].lead + items[end + 1].raw):
                end += 1
            if end > k and end + 1 < len(items) and _EQUALS.fullmatch(items[end + 1].lead + items[end + 1].raw):
                yield self._claim(end + 1, list(range(k, end + 1)), "complete", asserted=True, basis="算式")
            k = end + 1

    # frames with a cue

    def _announces(self, k: int) -> bool:
        """Whether the figure behind 按功能分类 is the total itself, with its parts to follow."""
        return self.items[k].cue == "by" and self.concepts[k].startswith("total_")

    def _continues(self, k: int) -> bool:
        """Whether the cue at *k* only repeats the one that opened the list (用于…，用于…)."""
        item = self.items[k]
        if item.cue != "list":
            return False
        for j in range(k - 1, -1, -1):
            before = self.items[j]
            if before.sentence != item.sentence or before.depth < item.depth:
                return False
            if before.kin(item) and before.depth == item.depth:
                return before.cue_word == item.cue_word and before.role == item.role
        return False

    def _lines(self, k: int) -> Iterator[Claim]:
        """Read the lines of a list below a figure without any cue but their marks."""
        items, first = self.items, self.items[k]
        if any(i.mark == first.mark for i in items[:k]):
            return
        above = [i for i in range(k - 1, -1, -1) if items[i].line == first.line - 1 and items[i].role == "plain"]
        heads = [i for i in above if items[i].kin(first) and items[i].depth == 0]
        if not heads:
            return
        parts, _, _ = self._run(k, heads[0])
        if len(parts) < 2 or any(items[p].unit != items[heads[0]].unit for p in parts):
            return
        listed = [items[p] for p in parts]
        closing = next((h for h in heads if _verdict(items[h], listed) in ("exact", "rounding")), None)
        kinds = {word for p in parts for word in ("收入", "支出") if word in items[p].label}
        if closing is not None or (len(heads) == 1 and len(kinds) < 2):
            self.taken.update(parts)
            yield self._claim(heads[0] if closing is None else closing, parts, "open", closing is not None, "lines")

    def _heads(self, k: int) -> list[int]:
        first = self.items[k]
        if first.cue == "bracket" or (first.group and first.opens):
            host = first.host
            return [host] if host >= 0 and self.items[host].kin(first) else []
        heads: list[int] = []
        for i in range(k - 1, -1, -1):
            item = self.items[i]
            reach = 3 if first.cue in ("within", "by") else 2 if first.mark else 1
            if first.sentence - item.sentence > reach:
                break
            if first.sentence != item.sentence and not (
                first.cue in ("of_which", "within", "list", "by") or first.mark
            ):
                if not (first.cue == "respectively" and _TOTAL_WORD.search(item.label)):
                    break
            if (
                item.depth > first.depth
                or (item.depth == first.depth and item.group != first.group)
                or not item.kin(first)
            ):
                continue
            if first.cue == "within" and not clean_label(item.label).endswith(first.cue_word[-4:]):
                continue
            if item.role in ("rest", "change", "base", "price") and first.role != item.role:
                continue
            heads.append(i)
            if len(heads) == (24 if first.cue == "by" else 3) or first.cue in ("colon", "within"):
                break
        return heads

    def _run(self, k: int, head: int) -> tuple[list[int], list[int], int]:
        """Return the items that may be parts from *k* on, the allowed ends (as counts of parts), and the default end."""
        items, first = self.items, self.items[k]
        parts: list[int] = []
        ends: list[int] = []
        default = 0
        strongest = since = 0
        for j in range(k, len(items)):
            item = items[j]
            if item.depth < first.depth or (item.depth == first.depth and item.group != first.group):
                break
            if item.depth > first.depth:
                continue
            since = max(since, item.sep) if j > k else 0
            if first.mark and item.line != first.line:
                # a list by lines: the first figure of each line with the same mark is a part
                if item.mark != first.mark:
                    if item.line > items[j - 1].line and not item.mark:
                        break
                    continue
            elif first.mark and j > k:
                continue
            elif j not in self.taken and item.sentence != first.sentence and not self._counterpart(j, parts):
                break
            if j in self.taken:
                continue
            if not item.kin(first) or item.role not in ("plain", first.role) or item.total_after:
                continue
            if j > k:
                sibling = head >= 0 and self.concepts[j] and self.concepts[j] != self.concepts[head]
                if sibling and self.terms.same_class(self.concepts[j], self.concepts[head]):
                    break
                if (
                    not item.same_unit(first)
                    and item.figure.type != "money"
                    and all(items[p].same_unit(first) for p in parts)
                ):
                    break
                if (
                    item.figure.type == "count"
                    and _RETIRED.search(item.label)
                    and head >= 0
                    and not _RETIRED.search(items[head].label)
                ):
                    ends.append(len(parts))
                if since > strongest and (strongest or since >= SEMICOLON):
                    ends.append(len(parts))
                    if (
                        not default
                        and since >= SEMICOLON
                        and strongest
                        and strongest < SEMICOLON
                        and first.cue != "list"
                    ):
                        default = len(parts)
                strongest = max(strongest, since)
                since = 0
            parts.append(j)
        ends.append(len(parts))
        return parts, ends, default or len(parts)

    def _counterpart(self, j: int, parts: list[int]) -> bool:
        """Whether item *j* in a later sentence completes the class that the list began with."""
        concept = self.concepts[j]
        return bool(concept) and any(
            self.concepts[p] and self.concepts[p] != concept and self.terms.same_class(self.concepts[p], concept)
            for p in parts
        )

    def _frame(self, k: int) -> Iterator[Claim]:
        items = self.items
        first = items[k]
        heads = self._heads(k)
        if (
            (first.cue == "bracket" or first.cue_word == "即")
            and heads
            and not clean_label(first.label)
            and self._restates(k, heads[0])
        ):
            terms = (
                Term(items[heads[0]].figure, "stated", clean_label(items[heads[0]].label)),
                Term(first.figure, "stated"),
            )
            yield Claim("equal", terms, basis="括注")
            return
        for nearest, head in enumerate(heads):
            parts, ends, _ = self._run(k, head)
            for end in sorted(set(ends), reverse=True):
                if end < 1 or (end == 1 and nearest):
                    continue
                verdict = _verdict(items[head], [items[p] for p in parts[:end]])
                if verdict in ("exact", "rounding") or (verdict == "truncation" and not nearest and end == len(parts)):
                    if len(parts[:end]) == 1 and items[parts[0]].each:
                        self.head_of[parts[0]] = head
                        return
                    yield self._take(head, parts[:end], closes=True)
                    yield from self._used_total(head, parts[:end])
                    yield from self._other_side(head, parts[end:])
                    return
        if first.cue == "by":
            heads = [
                h
                for h in heads
                if h == k - 1 or self.concepts[h].startswith("total_") or _TOTAL_WORD.search(items[h].label)
            ]
        head = heads[0] if heads else -1
        if first.figure.type == "count":
            head = next((h for h in heads if items[h].same_unit(first) and items[h].sentence == first.sentence), head)
        parts, _, end = self._run(k, head)
        parts = parts[:end]
        if head < 0 or not parts:
            return
        self.taken.update(parts)
        if len(parts) == 1 and items[parts[0]].each:
            self.head_of[parts[0]] = head
            return
        if self._unclear(head, parts):
            return
        if len(parts) == 1 and items[parts[0]].figure.value <= items[head].figure.value:
            self.head_of[parts[0]] = head
            return  # one part of a total says nothing of the rest
        yield self._take(head, parts, closes=False)
        yield from self._used_total(head, parts)

    def _other_side(self, head: int, rest: list[int]) -> Iterator[Claim]:
        """Yield the second breakdown of one total: 收、支总计 of income and opening balance, and of spending and closing balance."""
        if len(rest) < 2 or self.items[rest[0]].sep < SEMICOLON:
            return
        closes = _verdict(self.items[head], [self.items[p] for p in rest]) in ("exact", "rounding")
        if closes or {self.concepts[p] for p in rest} == {"total_expenditure", "closing_balance"}:
            self.taken.update(rest)
            yield self._claim(head, rest, "open", asserted=True, basis="收支")

    def _restates(self, k: int, head: int) -> bool:
        """Whether a bracket holds nothing but the same amount in another unit: 28.364万元（283640元）."""
        item, host = self.items[k], self.items[head]
        alone = not any(i.group == item.group for i in self.items[k + 1 : k + 2])
        return (
            alone
            and item.figure.type == host.figure.type == "money"
            and item.figure.scale != host.figure.scale
            and not item.post.strip()
        )

    def _unclear(self, head: int, parts: list[int]) -> bool:
        """Whether a list that does not close was read with too little confidence to compare it."""
        items = self.items
        total, first = items[head], items[parts[0]]
        if first.cue == "bracket" and (len(parts) < 2 or not self._of_one_kind(parts)):
            return True
        if any(i.total_after for i in items[parts[0] : parts[-1] + 2] if i.group == first.group):
            return True
        if first.cue in ("colon", "within") and len(parts) < 2:
            return True
        if first.cue == "respectively" and first.sentence != total.sentence and not _TOTAL_WORD.search(total.label):
            return True
        between = [items[i] for i in range(head + 1, parts[0])]
        if (
            first.cue == "by"
            and parts[0] != head + 1
            and not (_TOTAL_WORD.search(total.label) or self.concepts[head].startswith("total_"))
        ):
            return True
        if (
            first.sentence != total.sentence
            and first.cue not in ("within", "by")
            and any(i.kin(total) and i.role in ("plain", "used") for i in between)
        ):
            return True
        if (
            total.figure.unit != first.figure.unit
            and total.figure.type != "money"
            and len({items[p].unit for p in parts}) > 1
        ):
            return True
        if any(BARE.fullmatch(clean_label(items[p].label)) for p in parts) and any(items[p].mark for p in parts):
            return True
        over = sum((items[p].figure.value * _weight(items[p]) for p in parts), Decimal(0)) > total.figure.value
        if (
            over
            and total.figure.type == "count"
            and (
                any(_OVERLAPS.search(items[p].label + items[p].post[:4]) for p in parts)
                or self._may_end_sooner(head, parts)
            )
        ):
            return True
        if first.cue in ("list", "colon") and any(_MEASURED.search(items[p].label) for p in parts):
            return True
        # a list under a plain word such as 用于 with one figure says what for, not of what
        return first.cue == "list" and len(parts) < 2

    def _may_end_sooner(self, head: int, parts: list[int]) -> bool:
        """Whether the list may end at a ； before it exceeds its total: 其中市区104个；我局联系社区10个."""
        items, first = self.items, self.items[parts[0]]
        if first.cue != "of_which" or first.group or re.search(r"其中[：:]", first.lead + first.label):
            return False
        end = next((n for n, p in enumerate(parts) if n and items[p].sep >= SEMICOLON), 0)
        return end > 0 and sum((items[p].figure.value for p in parts[:end]), Decimal(0)) <= items[head].figure.value

    def _of_one_kind(self, parts: list[int]) -> bool:
        """Whether the figures in a bracket are all parts, or all sources of a budget, rather than other measures."""
        labels = [self.items[p].label for p in parts]
        sources = sum(bool(_SOURCE.search(label)) for label in labels)
        return sources == len(labels) or not any(_OTHER_MEASURE.search(label) for label in labels)

    def _take(self, head: int, parts: list[int], closes: bool) -> Claim:
        items = self.items
        first = items[parts[0]]
        self.taken.update(parts)
        for p in parts:
            self.head_of[p] = head
        concepts = [self.concepts[p] for p in parts]
        complete = len(parts) > 1 and self.terms.complete(concepts)
        last = items[parts[-1]]
        increments = any(_INCREMENT.search(items[p].label) for p in parts) and items[head].role != "change"
        sources = all(_SOURCE.search(items[p].label) for p in parts)
        increments = increments and not sources
        yearly = all(_YEARLY.search(items[p].label) for p in parts)
        if complete or (closes and len(parts) > 1 and not first.partial):
            form = "complete" if complete else "open"
        elif (
            first.partial
            or len(parts) == 1
            or _OPEN_END.match(last.post)
            or increments
            or yearly
            or items[head].figure.approximate
        ):
            form = "partial"
        else:
            form = "open"
        sure = (
            closes
            or (complete and first.cue in ("within", "by"))
            or (sources and first.cue == "bracket")
            or (
                first.cue in ("of_which", "list", "within", "respectively")
                and (first.sentence == items[head].sentence or parts[0] == head + 1)
            )
        )
        return self._claim(head, parts, form, asserted=sure, basis=first.cue_word or first.cue)

    # totals behind their parts

    def _totals_after(self) -> Iterator[Claim]:
        items = self.items
        for k, total in enumerate(items):
            words = re.split(r"[；;。]", total.lead)[-1] + total.label
            if not total.is_amount or total.cue or total.role not in ("plain", "used") or k in self.taken:
                continue
            if not (total.total_after or _TOTAL_WORD.search(words[-14:])) or k in self.head_of.values():
                continue
            run = self._run_before(k, reach=bool(_ABOVE.search(words)) or total.line > 0)
            for skip in range(max(len(run) - 1, 0)):
                if _verdict(total, [items[p] for p in run[skip:]]) in ("exact", "rounding"):
                    self.taken.update(run[skip:])
                    yield self._claim(k, run[skip:], "complete", asserted=True, basis="合计")
                    break
            else:
                if total.figure.type == "count" and re.match(r"\s*[一-鿿]", total.post):
                    if not any(items[p].post[:2] == total.post[:2] for p in run):
                        continue  # 5个行政村、1个社区，共48个村民小组
                whole = total.total_after or bool(_ABOVE.search(words)) or self._is_whole_of(k, run)
                if len(run) >= 2 and whole and all(items[p].unit == total.unit for p in run):
                    yield self._claim(k, run, "complete", asserted=False, basis="合计")

    def _is_whole_of(self, k: int, run: list[int]) -> bool:
        """Whether the run before a total is a full classification, or its labels end alike while it says 合计."""
        concepts = [self.concepts[p] for p in run]
        total = self.items[k]
        words = total.lead[-4:] + total.label
        said = bool(re.search(r"合计|共计|总计|(?<![一-鿿])共|总额|总数|因此|总分|(?:总|自评|综合|最终)得分", words))
        kinds = [
            {w for w in ("收入", "支出", "预算", "决算") if w in i.label}
            for i in (total, *(self.items[p] for p in run))
        ]
        alike = all(not k or not kinds[0] or k & kinds[0] for k in kinds[1:]) and not (
            len(kinds) > 2 and {"收入", "支出"} <= set().union(*kinds[1:])
        )
        alone = not any(i.kin(total) and i.place not in run and i.sentence == total.sentence for i in self.items[:k])
        smaller = all(self.items[p].figure.value < total.figure.value for p in run) or bool(
            re.search(r"合计|共计|总计|总分|得分", words)
        )
        return len(run) > 1 and (self.terms.complete(concepts) or (said and alike and alone and smaller))

    def _run_before(self, k: int, reach: bool) -> list[int]:
        """Return the plain amounts before *k* that its total may speak of: of its sentence, or of the list above it."""
        items, total = self.items, self.items[k]
        run: list[int] = []
        roles = {"plain", total.role}
        if any(i.role == "used" and i.unit == total.unit == "分" and i.sentence == total.sentence for i in items[:k]):
            roles = {"used"}  # 满分15分，得13.5分
        sentence = total.sentence
        for j in range(k - 1, -1, -1):
            item = items[j]
            if item.sentence != total.sentence:
                if not reach or (run and item.sentence != sentence and not items[run[-1]].mark):
                    break
                if item.line != total.line and not item.mark:
                    if item.kin(total):
                        break
                    continue
            sentence = item.sentence
            if (
                item.kin(total)
                and item.depth == total.depth
                and item.group == total.group
                and item.role in roles
                and j not in self.taken
            ):
                run.append(j)
            elif item.kin(total) and item.role not in ("plain", "change") and item.sentence == total.sentence:
                break
        run.reverse()
        return run

    # one amount for each of several names

    def _distributed(self) -> Iterator[Claim]:
        items = self.items
        for k, each in enumerate(items):
            if not each.each or not each.is_amount:
                continue
            names = names_before(each)
            if len(names) < 2:
                yield from self._times(k)
                continue
            head = self.head_of.get(k)
            if head is not None:
                if sum(h == head for h in self.head_of.values()) > 1:
                    continue
                total: Item | None = items[head]
            else:
                total = self._distributed_total(k, len(names))
            terms = (Term(each.figure, "each", clean_label(each.label)), *(Term(n, "name", n.text) for n in names))
            if total is not None:
                closes = total.figure.value == each.figure.value * len(names)
                named = total.place == k - 1 or bool(_TOTAL_WORD.search(total.label[-8:])) or total.place == head
                if closes or named:
                    over = each.figure.value * len(names) > total.figure.value
                    sure = closes or over or total.place != k - 1 or total.place == head
                    yield Claim("distributive", (term(total, "total"), *terms), asserted=sure, basis="各")

    def _times(self, k: int) -> Iterator[Claim]:
        """Yield so many times an amount: 4个村各配备护林员4名，共计16名."""
        items, each = self.items, self.items[k]
        if not k or items[k - 1].figure.type != "count" or items[k - 1].sentence != each.sentence or each.sep > PAUSE:
            return
        times = items[k - 1]
        total = items[k + 1] if k + 1 < len(items) else None
        if total is None or total.sentence != each.sentence or not total.same_unit(each) or times.figure.approximate:
            return
        if _TOTAL_WORD.search(total.label[-8:]):
            terms = (
                term(total, "total"),
                Term(each.figure, "each", clean_label(each.label)),
                Term(times.figure, "times"),
            )
            yield Claim("distributive", terms, basis="各")

    def _distributed_total(self, k: int, names: int) -> Item | None:
        """Return the total of an amount for each name: right behind it, or right before it in its sentence."""
        items, each = self.items, self.items[k]
        for j in (k + 1, k - 1, k + 2):
            if 0 <= j < len(items):
                item = items[j]
                if (
                    item.sentence == each.sentence
                    and item.kin(each)
                    and item.unit == each.unit
                    and item.role in ("plain", "used")
                ):
                    alone = not any(i.same_unit(each) and i.sentence == each.sentence for i in items[:j])
                    listed = j == k - 1 and each.sep <= COMMA and each.cue == "" and alone
                    if item.figure.value == each.figure.value * names or listed or _TOTAL_WORD.search(item.label[-10:]):
                        return item
        return None

    # what was used of each part, and in all

    def _used_total(self, head: int, parts: list[int]) -> Iterator[Claim]:
        """Yield the sum of the used amounts beside the parts of a list, where the list says what was used in all."""
        items = self.items
        used: list[Item] = []
        ends = [*parts[1:], len(items)]
        for p, end in zip(parts, ends, strict=True):
            own = [
                i
                for i in items[p + 1 : min(end, p + 4)]
                if i.kin(items[p]) and i.role == "used" and i.sentence <= items[p].sentence
            ]
            if own:
                used.append(own[0])
            elif items[p].done:
                used.append(items[p])
            else:
                return
        if not any(u.role == "used" for u in used):
            return
        before = [i for i in items[head + 1 : parts[0]] if i.role == "used" and i.kin(items[head])]
        after = [
            i
            for i in items[used[-1].place + 1 : used[-1].place + 4]
            if i.kin(items[head])
            and i.role in ("used", "plain")
            and re.match(r"(?:累计|合计|共|总)", i.label)
            and i.sentence - items[head].sentence <= 2
        ]
        total = before[0] if before else after[0] if after else None
        if total is None:
            return
        closes = _verdict(total, used) in ("exact", "rounding")
        yield Claim(
            "sum",
            (term(total, "total"), *(Term(u.figure, "part", clean_label(u.label)) for u in used)),
            "open",
            asserted=closes or bool(before),
            basis="已使用",
        )

    def _claim(self, head: int, parts: list[int], form: str, asserted: bool, basis: str) -> Claim:
        terms = (term(self.items[head], "total"), *(term(self.items[p], "part") for p in parts))
        for p in parts:
            self.head_of.setdefault(p, head)
        return Claim("sum", terms, form, asserted, basis=basis)


def breakdowns(items: Sequence[Item], terms: Terms) -> tuple[list[Claim], dict[int, int]]:
    """Return the sums that one paragraph asserts, and for each part the index of its total."""
    frames = _Frames(items, terms)
    claims = list(frames.claims())
    return claims + list(_silent_sums(items, claims)), frames.head_of


def _significant(quantity: Quantity) -> int:
    return len(quantity.value.normalize().as_tuple().digits)


def _silent_sums(items: Sequence[Item], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield sums without any cue that close among neighbours of one sentence: they can hold, never fail."""
    known = {frozenset(t.figure.start for t in c.terms) for c in claims}
    by_sentence: dict[tuple[int, int, str], list[Item]] = {}
    for item in items:
        if item.is_amount and item.role in ("plain", "used") and not item.figure.approximate and item.figure.value > 0:
            by_sentence.setdefault((item.sentence, item.group, item.unit), []).append(item)
    for run in by_sentence.values():
        if not 3 <= len(run) <= 24:
            continue
        for at, head in enumerate(run):
            if _significant(head.figure.quantity) < 3:
                continue
            for parts in _neighbour_sums(run, at):
                spans = frozenset([head.figure.start, *(p.figure.start for p in parts)])
                if spans not in known and all(_significant(p.figure.quantity) >= 3 or len(parts) > 2 for p in parts):
                    known.add(spans)
                    yield Claim(
                        "sum",
                        (term(head, "total"), *(term(p, "part") for p in parts)),
                        "complete",
                        asserted=False,
                        tick_only=True,
                        basis="closing",
                    )


def _neighbour_sums(run: list[Item], at: int) -> Iterator[list[Item]]:
    """Yield the runs of two or more items right after or right before ``run[at]`` that add up to it exactly."""
    target = run[at].figure.value
    for step in (1, -1):
        total, parts = Decimal(0), []
        j = at + step
        while 0 <= j < len(run) and total < target:
            total += run[j].figure.value
            parts.append(run[j])
            if total == target and len(parts) >= 2:
                yield parts[::step]
            j += step
