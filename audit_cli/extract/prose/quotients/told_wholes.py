"""Wholes of rates that the words tell: in a bracket, behind the rate, behind 其中, or further before the part.

Each is found by what it is called, or by the place where it stands; nothing but the whole is asked for there.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip
from audit_cli.extract.prose.quotients.rate_names import DUE, TARGET, is_named, root_of

_ACTUAL = expression(r"^实(?!施)|已")
_BARE_DONE = expression(
    r"(?:截[至止][一-鿿]{1,8}(?:[，,]|时|底|末|[日月])|年内|全年|目前|现|全部|共|已|均|完成|累计)*([一-鿿]{2})(?:到位|完成|完毕|结束)?"
)
_AMONG = expression(
    r"[一-鿿]{1,10}(?:中(?:有|的|已有?)?|按[时期][一-鿿]{2}|(?:已|实际)?完[成工](?:了)?|达标|合格|通过)"
)
_ALL_OF_THEM = expression(r"全[年国省市州县区镇乡村校院]|共|总数|全部|应[一-鿿]{1,3}")
_BOTH = 2
_OF_ALL = expression(r"^(?:平均|总体|综合|整体|总|累计)")


def told_behind(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return the two of a rate that are told behind it, or the whole alone.

    优良率88.9%（27个单位工程中24个优良）; 优良338天，优良率92.6%（全年365天）; 参保38.6万人，参保率96.5%，应参保40万人.
    """
    if (part := _before(paragraph, rate)) is not None and (pair := _all_behind(paragraph, rate, part)) is not None:
        return pair
    behind = paragraph.items[rate.place + 1 : rate.place + 3]
    if len(behind) < _BOTH or any(i.figure.type != "count" or i.sentence != rate.sentence for i in behind):
        return None
    whole, part = behind
    if whole.sep > COMMA or not whole.same_unit(part):
        return None
    due = DUE.match(whole.label) and _ACTUAL.search(part.label)  # 签订率100%，应签62人，实签62人
    return Pair(part, whole) if due or (not whole.label and _AMONG.fullmatch(part.words)) else None


def _before(paragraph: Paragraph, rate: Item) -> Item | None:
    return paragraph.items[rate.place - 1] if rate.place and rate.sep <= COMMA else None


def _all_behind(paragraph: Paragraph, rate: Item, part: Item) -> Pair | None:
    for whole in paragraph.behind(rate.place):
        due = whole.label == f"应{root_of(rate)}" and whole.sep == COMMA and whole.sentence == rate.sentence
        told = (whole.host == rate.place or due) and _ALL_OF_THEM.fullmatch(whole.label) is not None
        if told and part.same_unit(whole) and (is_named(part, rate) or fits(rate, part, whole)):
            return Pair(part, whole)
    return None


def aim_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what was done of a target in brackets: 完成治理26家（任务28家），完成率92.86%."""
    if rate.place < _BOTH:
        return None
    part, aim = paragraph.items[rate.place - 2 : rate.place]
    if part.role == "change" and part.place:
        part = paragraph.items[part.place - 1]  # 硬化36.8公里，超计划2.8公里（计划34公里），完成率108.24%
    inside = aim.opens and aim.depth == part.depth + 1 and aim.sentence == rate.sentence
    return Pair(part, aim) if inside and aim.same_unit(part) and TARGET.match(aim.label) else None


def taken_out(paragraph: Paragraph, rate: Item, part: Item) -> Pair | None:
    """Return a part that 其中 takes out of the count before, and that: 其中满意274份，满意度95.14%."""
    total = paragraph.total_item(part)
    before = [i for i in paragraph.before(part.place) if i.same_unit(part) and i.depth == part.depth]
    if not before and total is not None and total.same_unit(part):
        before = [total]  # 收回有效问卷288份。其中满意274份，满意率95.14%
    called = part.label.removeprefix("其中")[:_BOTH] == rate.label[:_BOTH]  # 其中城镇人口21.76万人，城镇化率51.2%
    return Pair(part, before[0]) if before and (called or is_named(part, rate)) else None


def told_before(paragraph: Paragraph, rate: Item, counts: Sequence[Item]) -> Pair | None:
    """Return the last of *counts* and a whole that its place tells, which may stand further before it than these."""
    part = counts[-1]
    alone = len(counts) == 1
    before = alone and (_told_with_its_growth(paragraph, rate, part) or _told_a_sentence_before(paragraph, rate, part))
    return before or _of_the_rate_before(paragraph, rate, part)


def _told_with_its_growth(paragraph: Paragraph, rate: Item, part: Item) -> Pair | None:
    """Return a part and what was told with its growth before it: 受理89件，同比下降19%，办结86件，办结率96.6%.

    Or the other way round: 参保11.2万人，增长2%；应参保11.5万人，参保率97%.
    """
    root = _name_of(rate).removesuffix("率")
    if len(root) < _BOTH or not part.label.endswith(root) or part.place != rate.place - 1:
        return None
    for item in paragraph.before(part.place):
        if item.is_change or item.role in ("growth", "base"):
            continue
        if item.role != "plain" or not item.same_unit(part) or item.depth != part.depth or item.place == part.place - 1:
            return None
        return Pair(item, part) if DUE.search(part.label) else Pair(part, item)
    return None


def _name_of(rate: Item) -> str:
    """Return what a rate is called, without saying that it is of all: 平均整改率达到 is called 整改率."""
    return _OF_ALL.sub("", rate.label[: rate.label.rfind("率") + 1])


def _told_a_sentence_before(paragraph: Paragraph, rate: Item, part: Item) -> Pair | None:
    """Return a bare count and the one total of the sentence before that it is of: 受理12件。已办结9件，办结率75%."""
    bare = _BARE_DONE.fullmatch(part.label)
    if bare is None or _name_of(rate) != bare[1] + "率":
        return None
    before = [i for i in paragraph.before(part.place, same_sentence=False) if i.same_unit(part) and not i.group]
    totals = [i for i in before if i.role == "plain" and i.is_amount and i.place not in paragraph.total_of]
    return Pair(part, totals[0]) if len(totals) == 1 and totals[0].sentence == part.sentence - 1 else None


def _of_the_rate_before(paragraph: Paragraph, rate: Item, own: Item) -> Pair | None:
    """Return a part and the whole that a rate before is of too: 86个，合格86个，合格率100%；优良61个，优良率71%.

    Or of its part: 发放1200份，回收1152份，回收率96%；有效1128份，有效率97.9%.
    """
    if rate.place < _BOTH * 2 or own.place != rate.place - 1:
        return None
    whole, part, before = paragraph.items[rate.place - 4 : rate.place - 1]
    alike = whole.same_unit(part) and part.same_unit(own) and before.figure.type == "rate" == before.role
    told = alike and own.sep in (COMMA, SEMICOLON) and rate.sep <= COMMA and own.label.startswith(root_of(rate) or "？")
    if own.post and own.post[:2] != whole.post[:2]:
        return None  # 建设12个，完成8个，完成率66.67%；覆盖6个乡镇，覆盖率100%
    if not told or own.figure.value > whole.figure.value or not fits(before, part, whole):
        return None
    pairs = [Pair(own, whole), Pair(own, part)]
    closing = [pair for pair in pairs if fits(rate, *pair)]
    if own.sep == COMMA:
        # 受理741件，办结739件，办结率99.73%，满意701件，满意率94.86%: of either
        closing = closing[::-1] or [pair for pair in reversed(pairs) if is_a_slip(rate, *pair)]
        return closing[0] if closing else None
    return closing[0] if closing else pairs[0]
