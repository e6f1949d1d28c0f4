"""Breakdowns in their many surface forms: with 其中, in brackets, 分别为, nested, total last, without a cue."""
# ruff: noqa: E501  (sentences stay on one line)

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from benchmarks.generator.figures import Slot, count, money, rate
from benchmarks.generator.pieces import Draft, Relation, Variant
from benchmarks.generator.vocabulary import (
    COUNT_SCENES,
    MONEY_SCENES,
    PARTIAL_SCENES,
    PROJECTS,
    Draw,
    Scene,
)

_CIRCLED = "①②③④⑤⑥⑦⑧"


_LOOSE = ("包括", "含{", "用于L", "即{")


class Shape(NamedTuple):
    """A surface form of a list: *text* around {parts}, what stands between the parts, and one part.

    In *item*, L is the label, V the figure, S the share, I the number of the item.
    """

    text: str
    separator: str = "，"
    last: str = ""
    item: str = "LV"


OF_WHICH = {
    "其中：，": Shape("{lead}{head}{T}，其中：{parts}。"),
    "其中，、": Shape("{lead}{head}为{T}，其中{parts}。", "、"),
    "其中：；": Shape("{lead}{head}共计{T}，其中：{parts}。", "；"),
    "。其中：": Shape("{lead}{head}{T}。其中：{parts}。", "；", item="L为V"),
    "。其中，": Shape("{lead}{head}总额{T}，主要用于保障机构正常运转。其中，{parts}。"),
    "half-width": Shape("{lead}{head}{T},其中:{parts}.", ","),
    "包括、和": Shape("{lead}{head}{T}，包括{parts}。", "、", "和"),
    "由…组成": Shape("{lead}{head}{T}，由{parts}组成。", "、"),
    "具体为": Shape("{lead}{head}{T}，具体为：{parts}。", "；", item="L：V"),
    "inline (1)": Shape("{lead}{head}{T}。其中：{parts}。", "；", item="（I）LV"),
    "inline ①": Shape("{lead}{head}{T}，其中：{parts}。", item="①LV"),
    "lines 1.": Shape("{lead}{head}{T}，其中：\n{parts}", "\n", item="I.LV。"),
    "lines 1、": Shape("{lead}{head}{T}。其中：\n{parts}", "\n", item="I、L：V；"),
    "lines （一）": Shape("{lead}{head}{T}。\n{parts}", "\n", item="（C）LV，较好地保障了相关工作。"),
    "colon labels": Shape("{head}：{T}。其中：{parts}。", "；", item="L：V"),
    "按…划分": Shape("{lead}{head}{T}，按构成划分，{parts}。", "，", item="L为V"),
    "分项情况是": Shape("{lead}{head}{T}，比上年略有下降。分项情况是：{parts}。", "；"),
    "从构成看": Shape("{lead}{head}达到{T}。从构成看，{parts}。", "；", item="LV"),
    "V of head": Shape("在{T}{head}中，{parts}。", "，"),
    "head中": Shape("{lead}{head}{T}。{head}中，{parts}。", "，", item="LV"),
    "spaces": Shape("{lead}{head} {T}，其中： {parts} 。", "， ", item="L V"),
    "为L V": Shape("{lead}{head}合计{T}（含上年结转），其中：{parts}。", "，", item="L共V"),
    "安排/用于": Shape("{lead}安排{head}{T}，其中：{parts}。", "，", item="用于LV"),
    "V is last": Shape("{lead}{head}{T}，其中：{parts}。", "，", item="V为L"),
}
BRACKETS = {
    "（其中：）": Shape("{lead}{head}{T}（其中：{parts}）。"),
    "（、）": Shape("{lead}{head}{T}（{parts}），已全部纳入预算管理。", "、"),
    "（其中）": Shape("{lead}{head}为{T}（其中{parts}），执行情况良好。", "、"),
    "(,)": Shape("{lead}{head}{T}({parts})。", "，"),
    "(其中:)": Shape("{lead}{head}{T}(其中:{parts})。", "；"),
    "（含）": Shape("{lead}{head}{T}（含{parts}），资金到位及时。", "、"),
    "（即）": Shape("{lead}{head}共{T}（即{parts}）。", "、", "和"),
    "（+）": Shape("{lead}{head}{T}（{parts}）。", "+"),
    "（：）": Shape("{lead}{head}{T}（{parts}）。", "；", item="L：V"),
    "（分别为）": Shape("{lead}{head}{T}（分别为{parts}）。", "、"),
    "（ ）spaces": Shape("{lead}{head}{T} （ {parts} ）。", "， "),
}
TOTAL_LAST = {
    "合计": Shape("{lead}{parts}，合计{T}。"),
    "，共计": Shape("{lead}{parts}，共计{T}。", "、"),
    "；以上": Shape("{lead}{parts}。以上{n}项合计{T}。", "；"),
    "head合计": Shape("{lead}{parts}，{head}合计{T}。"),
    "总计为": Shape("{lead}{parts}，{head}总计为{T}。", "，", item="L为V"),
    "加总": Shape("{lead}{parts}，上述{n}项共{T}。", "；", item="L：V"),
    "累计": Shape("{lead}{parts}，{n}项累计{T}。", "、", "和"),
    "lines": Shape("{parts}\n{head}合计：{T}。", "\n", item="I.L：V；"),
    "共head": Shape("{lead}{parts}，共有{head}{T}。", "、"),
    "因此": Shape("{lead}{parts}，因此{head}共{T}。", "，", item="LV"),
    "总额": Shape("{lead}{parts}，{head}总额为{T}。", "；"),
}
NO_CUE = {
    "，，": Shape("{lead}{head}{T}，{parts}。"),
    "；": Shape("{lead}{head}{T}；{parts}。", "，"),
    "。": Shape("{lead}{head}{T}。{parts}。", "，"),
    "：": Shape("{lead}{head}{T}：{parts}。", "，"),
    "为，": Shape("{lead}{head}为{T}，{parts}。", "，", item="L为V"),
    "。；": Shape("{lead}{head}{T}。{parts}。", "；", item="LV"),
    ":": Shape("{lead}{head}:{T},{parts}.", ",", item="L:V"),
    "lines": Shape("{head}：{T}\n{parts}", "\n", item="L：V"),
    "space": Shape("{lead}{head} {T}，{parts}。", "，", item="L V"),
    "、": Shape("{lead}{head}{T}：{parts}。", "、"),
}
PARTIAL = {
    "主要包括等": Shape("{lead}{head}{T}，主要包括{parts}等。", "、"),
    "其中主要": Shape("{lead}{head}{T}，其中主要有{parts}。"),
    "主要用于": Shape("{lead}{head}{T}，主要用于{parts}。", "、"),
    "包括等": Shape("{lead}{head}{T}，包括{parts}等支出。", "、"),
    "（主要）": Shape("{lead}{head}{T}（主要为{parts}）。", "，"),
    "主要是；": Shape("{lead}{head}{T}，主要是：{parts}。", "；"),
    "含": Shape("{lead}{head}{T}（含{parts}）。", "、"),
    "其中：等": Shape("{lead}{head}{T}，其中：{parts}等。", "、"),
    "重点": Shape("{lead}{head}{T}，重点用于以下方面：{parts}。", "；"),
    "。主要": Shape("{lead}{head}{T}。主要支出项目有：{parts}。", "、", "和"),
}
SHARES = {
    "，占head的": Shape("{lead}{head}{T}，其中：{parts}。", "；", item="LV，占S"),
    "，占H的": Shape("{lead}{head}{T}，其中：{parts}。", "；", item="LV，占H的S"),
    "（占S）": Shape("{lead}{head}{T}，其中{parts}。", "，", item="LV（占S）"),
    "占比": Shape("{lead}{head}{T}，其中：{parts}。", "；", item="LV，占比S"),
    "占比为": Shape("{lead}{head}合计{T}，其中：{parts}。", "；", item="LV，占比为S"),
    "占总额": Shape("{lead}{head}{T}。其中：{parts}。", "；", item="LV，占H总额的S"),
    "比重": Shape("{lead}{head}{T}，其中：{parts}。", "；", item="LV，所占比重为S"),
    "占 S": Shape("{lead}{head}{T}，其中：{parts}。", "；", item="L V，占 S"),
    "lines": Shape("{lead}{head}{T}，其中：\n{parts}", "\n", item="I.LV，占H的S。"),
    "。sentences": Shape("{lead}{head}{T}。{parts}。", "。", item="LV，占H的S"),
    "(占)": Shape("{lead}{head}{T}，包括：{parts}。", "、", item="LV(占S)"),
    "占S first": Shape("{lead}{head}{T}，按构成看：{parts}。", "；", item="L占S，为V"),
}


def _scene_values(draw: Draw, scene: Scene, labels: list[str]) -> tuple[dict[str, Slot], list[Decimal]]:
    """Return the figures of total and parts under keys T, A0, A1, … with a total that is the sum of the parts."""
    rng = draw.rng
    if scene.unit:
        numbers = [rng.randint(1, 90) if scene.unit in "名人辆台个" else rng.randint(5, 3000) for _ in labels]
        slots = {f"A{i}": count(n, scene.unit) for i, n in enumerate(numbers)}
        slots["T"] = count(sum(numbers), scene.unit)
        return slots, [Decimal(n) for n in numbers]
    values = [draw.amount() for _ in labels]
    slots = {f"A{i}": money(v, draw.style) for i, v in enumerate(values)}
    slots["T"] = money(sum(values, Decimal(0)), draw.style)
    return slots, values


def chinese_ordinal(index: int) -> str:
    return "一二三四五六七八九十"[index]


def _listed(shape: Shape, labels: list[str], chosen: list[int], head: str) -> str:
    items = []
    for place, i in enumerate(chosen):
        item = shape.item.replace("①", _CIRCLED[place])
        filled = ""
        for char in item:
            filled += {
                "L": labels[i], "V": f"{{A{i}}}", "S": f"{{S{i}}}", "I": str(place + 1), "H": head,
                "C": chinese_ordinal(place),
            }.get(char, char)  # fmt: skip
        items.append(filled)
    if shape.last and len(items) > 1:
        return shape.separator.join(items[:-1]) + shape.last + items[-1]
    return shape.separator.join(items)


def _sum_of(chosen: list[int], form: str = "complete") -> Relation:
    return Relation("sum", (("total", "T", 1), *(("part", f"A{i}", 1) for i in chosen)), form)


def _shares_of(chosen: list[int]) -> tuple[Relation, ...]:
    return tuple(Relation("ratio", (("rate", f"S{i}", 1), ("part", f"A{i}", 1), ("whole", "T", 1))) for i in chosen)


def listing(
    draw: Draw, construction: str, form: str, shape: Shape, scene: Scene, labels: list[str], slots: dict[str, Slot]
) -> Draft:
    """Return the draft of *scene* in *shape*; parts that can be dropped or doubled become its variants."""
    order = list(range(len(labels)))
    words = {"lead": draw.lead(), "head": scene.head, "n": "一两三四五六七八九十"[len(labels) - 1]}

    def template(chosen: list[int]) -> str:
        return shape.text.replace("{parts}", _listed(shape, labels, chosen, scene.head))

    shared = any(key.startswith("S") for key in slots)
    kind = "loose" if any(cue in shape.text + shape.item for cue in _LOOSE) else "complete"
    relations = (_sum_of(order, kind), *(_shares_of(order) if shared else ()))
    variants: list[Variant] = []
    if len(labels) >= 3 and scene.closed and "{n}" not in shape.text:
        gone = draw.rng.choice(order)
        left = [i for i in order if i != gone]
        variants.append(Variant("part dropped", template(left), (_sum_of(left, kind),)))
    if len(labels) >= 2 and "{n}" not in shape.text:
        twice = draw.rng.choice(order)
        more = [*order[: twice + 1], twice, *order[twice + 1 :]]
        variants.append(Variant("part doubled", template(more), (_sum_of(more, kind),)))
    return Draft(construction, form, template(order), slots, relations, words, variants=tuple(variants))


def _any_scene(draw: Draw) -> Scene:
    return draw.rng.choice(MONEY_SCENES if draw.rng.random() < 0.7 else COUNT_SCENES)


def _from(shapes: dict[str, Shape], construction: str, draw: Draw, form: str) -> Draft:
    shape = shapes[form]
    scene = _any_scene(draw)
    while ("用于" in shape.item or "安排" in shape.text) and scene.unit:
        scene = _any_scene(draw)
    labels = list(scene.parts)
    slots, _ = _scene_values(draw, scene, labels)
    return listing(draw, construction, form, shape, scene, labels, slots)


def of_which(draw: Draw, form: str) -> Draft:
    """A total and its parts behind 其中, 包括, 具体为 or on numbered lines."""
    return _from(OF_WHICH, "of_which", draw, form)


def in_brackets(draw: Draw, form: str) -> Draft:
    """A total whose parts stand in brackets behind it."""
    return _from(BRACKETS, "in_brackets", draw, form)


def total_last(draw: Draw, form: str) -> Draft:
    """Parts first, then 合计, 共计, 以上…项."""
    return _from(TOTAL_LAST, "total_last", draw, form)


def without_cue(draw: Draw, form: str) -> Draft:
    """A closed class (基本/项目, 人员/公用 …) that follows its total without any cue."""
    shape = NO_CUE[form]
    scene = draw.rng.choice([s for s in MONEY_SCENES if (s.closed and len(s.parts) == 2) or s.head == "“三公”经费支出"])
    labels = list(scene.parts)
    slots, _ = _scene_values(draw, scene, labels)
    return listing(draw, "without_cue", form, shape, scene, labels, slots)


def partial_list(draw: Draw, form: str) -> Draft:
    """A list that need not be complete: its parts may not exceed the total."""
    shape, scene = PARTIAL[form], draw.rng.choice(PARTIAL_SCENES)
    labels = draw.sample(scene.parts, 2, 4)
    slots, values = _scene_values(draw, scene, labels)
    rest = draw.amount() if draw.rng.random() < 0.8 else Decimal(0)
    slots["T"] = money(sum(values, rest), draw.style)
    made = listing(draw, "partial_list", form, shape, scene, labels, slots)
    relation = _sum_of(list(range(len(labels))), "partial")._replace(asserted=rest == 0)
    return made._replace(relations=(relation,), variants=())


def with_shares(draw: Draw, form: str) -> Draft:
    """Parts with their share of the total."""
    shape, scene = SHARES[form], _any_scene(draw)
    labels = list(scene.parts)
    slots, values = _scene_values(draw, scene, labels)
    decimals = draw.rate_decimals()
    total = sum(values, Decimal(0))
    slots |= {f"S{i}": rate(100 * v / total, decimals) for i, v in enumerate(values)}
    made = listing(draw, "with_shares", form, shape, scene, labels, slots)
    return made._replace(variants=())


RESPECTIVELY = {
    "分别为、": "{lead}{head}{T}，{labels}分别为{values}。",
    "分别是": "{lead}{head}共{T}，其中{labels}分别是{values}。",
    "各为": "{lead}{head}合计{T}。{labels}分别为{values}。",
    "依次为": "{lead}{head}{T}，{labels}依次为{values}。",
    "分别达": "{lead}{head}{T}，其中：{labels}分别达到{values}。",
    "分别支出": "{lead}{head}{T}，其中{labels}分别为{values}，执行情况较好。",
    "，分别": "{lead}{head}{T}，{labels}，分别为{values}。",
    "labels first": "{lead}{labels}分别为{values}，合计{T}。",
    "labels first 2": "{lead}{labels}分别为{values}，{head}共计{T}。",
    "（分别为）": "{lead}{head}{T}（{labels}分别为{values}）。",
}


def respectively(draw: Draw, form: str) -> Draft:
    """Labels first, then the figures: 分别为."""
    scene = _any_scene(draw)
    labels = list(scene.parts)
    slots, _ = _scene_values(draw, scene, labels)
    join = draw.rng.choice(("、", "，")) if "，{labels}，" not in RESPECTIVELY[form] else "、"
    order = range(len(labels))
    said = "、".join(labels[:-1]) + draw.rng.choice(("和", "、", "及")) + labels[-1]
    values = join.join(f"{{A{i}}}" for i in order)
    if draw.rng.random() < 0.3:
        values = "、".join(f"{{A{i}}}" for i in order[:-1]) + f"和{{A{order[-1]}}}"
    template = RESPECTIVELY[form].replace("{labels}", said).replace("{values}", values)
    words = {"lead": draw.lead(), "head": scene.head}
    return Draft("respectively", form, template, slots, (_sum_of(list(order)),), words)


NESTED = {
    "brackets": "{lead}支出{T}，其中：基本支出{A}（人员经费{B}、公用经费{C}），项目支出{D}（{p}{E}、{q}{F}）。",
    "；其中": "{lead}支出{T}。其中：基本支出{A}，其中人员经费{B}，公用经费{C}；项目支出{D}，其中{p}{E}，{q}{F}。",
    "包括": "{lead}支出总计{T}，其中：基本支出{A}，包括人员经费{B}和公用经费{C}；项目支出{D}，包括{p}{E}、{q}{F}。",
    "sentences": "{lead}支出{T}，其中：基本支出{A}，项目支出{D}。基本支出中，人员经费{B}，公用经费{C}。"
    "项目支出中，{p}{E}，{q}{F}。",
    "lines": "{lead}支出{T}，其中：\n1.基本支出{A}，其中：人员经费{B}，公用经费{C}。\n2.项目支出{D}，其中：{p}{E}，{q}{F}。",
    "lines 2": "{lead}支出{T}。\n（一）基本支出{A}。人员经费{B}，公用经费{C}。\n（二）项目支出{D}。其中：{p}{E}，{q}{F}。",
    "only first": "{lead}支出{T}，其中：基本支出{A}（其中：人员经费{B}，公用经费{C}），项目支出{D}。",
    "only last": "{lead}支出{T}，其中：基本支出{A}，项目支出{D}，项目支出中{p}{E}、{q}{F}。",
    "第一级；": "{lead}支出{T}：基本支出{A}（人员经费{B}，公用经费{C}）；项目支出{D}（其中：{p}{E}；{q}{F}）。",
    "为": "{lead}支出为{T}，其中基本支出为{A}（其中人员经费为{B}、公用经费为{C}）、项目支出为{D}。",
    "①②": "{lead}支出合计{T}，其中：①基本支出{A}，含人员经费{B}、公用经费{C}；②项目支出{D}，含{p}{E}、{q}{F}。",
}


def nested(draw: Draw, form: str) -> Draft:
    """Breakdowns within breakdowns."""
    b, c, e, f = (draw.amount() for _ in range(4))
    style = draw.style
    values = {"A": b + c, "B": b, "C": c, "D": e + f, "E": e, "F": f, "T": b + c + e + f}
    template = NESTED[form]
    slots = {k: money(v, style) for k, v in values.items() if f"{{{k}}}" in template}

    def total(head: str, *parts: str) -> Relation:
        return Relation("sum", (("total", head, 1), *(("part", p, 1) for p in parts)))

    relations = [total("T", "A", "D")]
    if "B" in slots:
        relations.append(total("A", "B", "C"))
    if "E" in slots:
        relations.append(total("D", "E", "F"))
    p, q = draw.rng.sample(PROJECTS, 2)
    words = {"lead": draw.lead(), "p": p + "项目", "q": q + "项目"}
    return Draft("nested", form, template, slots, tuple(relations), words)
