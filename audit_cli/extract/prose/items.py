"""A paragraph as a short row of items: each quantity with its label, its separators, cues, brackets and role.

The text between two quantities is folded into the later one, so that all grammar works on a few dozen items.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.bare_numbers import quantities_of
from audit_cli.extract.prose.cues import cue_of, is_composed, is_shared_out
from audit_cli.extract.prose.each import is_for_each
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, PAUSE, SEMICOLON, STOP, Item
from audit_cli.extract.prose.list_marks import line_mark
from audit_cli.extract.prose.roles import is_base, is_used_up, role_beside, role_of, sums_up
from audit_cli.model import Document, Figure

_RANK = {"、": PAUSE, "，": COMMA, ",": COMMA, "：": COMMA, ":": COMMA, "；": SEMICOLON, ";": SEMICOLON,
         "。": STOP, "！": STOP, "？": STOP, "!": STOP, "?": STOP, "\n": STOP}  # fmt: skip
_TOKEN = expression(r"[、，,：:；;。！？!?（）()\[\]【】〔〕\n]")
_HEADING = expression(r"\s*【[^【】]{1,20}】")
_BOTH = "收、支"
_AMOUNTS = frozenset({"money", "count", "measure", "number"})
_OPENS = "（(【[〔"
_LABEL_BEGINS = "、，,；;。：:\n"
_IS = frozenset({"为", "计", "即", "达", "共", "共计", "金额为"})
_LABEL_ENDS = " 　：:"
_COMPARES = ("比", "较", "与", "同")
_EACH, _JOINS = "分别", frozenset({"", "和", "及", "与"})
_BEFORE_BRACKET = " 　。；;"
_LONGEST_LABEL = 400  # characters before a figure that may name it
_LONGEST_POST = 40
_CLAUSE = 6  # figures before 其中 of which one may be its total


class _Place:
    """Where in a paragraph the walk has come: its sentence, its line, and the brackets that are open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.sentence = self.line = self.brackets = 0
        self.mark = line_mark(text, start, end)
        self.open: list[tuple[int, int]] = []  # the number of each bracket, and the item it touches

    def cross(self, start: int, gap: str, last: int) -> tuple[int, int, bool]:
        """Walk over the text *gap* at *start*, behind the item *last* (-1: none).

        Return its strongest separator, where in it the label begins, and whether a bracket opens.
        """
        sep, cut, before = NO_SEPARATOR, 0, self.brackets
        said, until = len(gap) - len(gap.lstrip(_BEFORE_BRACKET)), len(gap.rstrip())
        clause = around = 0  # where the clause begins, and the one that the last bracket opened in
        for token in _TOKEN.finditer(gap):
            sign, at = token[0], token.start()
            rank = _RANK.get(sign)
            if rank == PAUSE and gap.startswith(_BOTH, at - 1):
                continue  # 财政拨款收、支总计 is one name
            if rank is not None:
                if rank == STOP:
                    if sign == "\n":
                        rank = self._new_line(start + at)
                    if rank == STOP and not self.open:
                        self.sentence += 1
                elif sign in "：:" and at + 1 >= until:
                    continue  # 成本指标：558.08万元: the words before the colon are the label
                if rank > sep:
                    sep = rank
                cut = at + 1
                if sign in _LABEL_BEGINS:
                    clause = cut
            elif sign in _OPENS:
                self.brackets += 1
                # 项目资金80万元。（其中：…） says it of the amount before the stop
                self.open.append((self.brackets, -1 if said < at else last))
                cut, around = at + 1, clause
            else:
                inner = bool(self.open) and self.open[-1][0] > before
                if self.open:
                    self.open.pop()
                # a bracket that opens and closes before the figure belongs to its label
                cut = around if inner else at + 1
        opens = bool(self.open) and self.open[-1][0] > before
        return sep, max(cut, len(gap) - _LONGEST_LABEL), opens

    def _new_line(self, at: int) -> int:
        """Begin a line and return how strongly it separates: a list goes on."""
        self.open.clear()
        self.line += 1
        self.mark = line_mark(self.text, at + 1, self.end)
        return STOP if self.text[at - 1] in "。！？" else SEMICOLON


# cues of a list whose parts may be counted before they are paid for
_OPENING = frozenset({"of_which", "list", "colon"})
_COUNTED = ("count", "measure")


def items_of(document: Document, figures: Sequence[Figure], start: int, end: int) -> list[Item]:
    """Return the items of ``document.text[start:end]``, one paragraph or cell, whose figures are *figures*."""
    text = document.text
    quantities = quantities_of(figures, text)
    if not quantities:
        return []
    ends = [*[q.start for q in quantities[1:]], end]
    place = _Place(text, start, end)
    items: list[Item] = []
    at = start
    for figure, until in zip(quantities, ends, strict=True):
        items.append(_item(text, figure, at, until, place, items))
        at, place.mark = figure.end, ""
    for item in items:
        if item.label[:1] in _COMPARES and not item.post and item.role in ("plain", "used"):
            items[item.place] = _base_before_bracket(items, item)
    for one, amount in pairwise(items):
        if one.role == "share" and amount.label in _IS and _is_told_behind(one, amount):
            items[one.place] = one._replace(cue="", cue_word="", partial=False)
            items[amount.place] = amount._replace(
                label=one.label[:-1], sep=max(one.sep, amount.sep),
                cue=one.cue, cue_word=one.cue_word, partial=one.partial,
            )  # fmt: skip
        elif one.cue in _OPENING and one.figure.type in _COUNTED and (paid := _paid_for(items, one)) is not None:
            items[paid.place] = paid._replace(cue=one.cue, cue_word=one.cue_word, partial=one.partial)
    return items


def _paid_for(items: Sequence[Item], count: Item) -> Item | None:
    """Return the amount behind a count with a cue, where only money stands before it: 80万元，用于新建3个50万元.

    What 其中 begins a sentence with is of the one before: 下达80万元。其中：3个村修路50万元，….
    """
    since = count.sentence - (count.cue == "of_which" and count.sep == STOP)
    before = [i for i in items[max(count.place - _CLAUSE, 0) : count.place] if i.sentence >= since]
    if not any(i.figure.type == "money" for i in before) or any(i.kin(count) for i in before):
        return None
    for item in items[count.place + 1 : count.place + 3]:
        if item.sep > COMMA or item.group != count.group or item.cue or item.figure.type != "money":
            return None
        if item.role in ("plain", "used"):
            return item
    return None


def _base_before_bracket(items: Sequence[Item], item: Item) -> Item:
    """Return *item* as the base of a change told behind a bracket: 比上年的13397万人（1.34亿人）增加7206万人."""
    behind = next((i for i in items[item.place + 1 :] if i.depth <= item.depth), None)
    inside = behind is not None and (behind.place > item.place + 1 or behind.words.startswith(("（", "(")))
    if behind is None or not inside or behind.sentence != item.sentence:
        return item
    words = behind.words[max(behind.words.rfind("）"), behind.words.rfind(")")) + 1 :]
    return item._replace(role="base") if is_base(item.label, words) else item


def _is_told_behind(rate: Item, amount: Item) -> bool:
    """Whether an amount is told behind its share, which has its name: 基本支出占60%，为60万元."""
    beside = amount.sentence == rate.sentence and amount.sep <= COMMA and amount.group == rate.group
    return beside and amount.is_amount and rate.label[-1:] == "占" and len(rate.label) > 1


def _item(text: str, figure: Figure, at: int, until: int, place: _Place, items: Sequence[Item]) -> Item:
    """Return the item of *figure*; the last of *items* ends *at* a place before it, the next begins at *until*."""
    gap = text[at : figure.start]
    sep, cut, opens = place.cross(at, gap, len(items) - 1)
    group, host = place.open[-1] if place.open else (0, -1)
    lead = gap[:cut]
    label = gap[cut:]
    if (headed := _HEADING.match(label)) is not None:
        label = label[headed.end() :]  # 【满意度】发放问卷400份
    if opens and not label.strip("：: "):
        label = _word_before(gap, cut)
    cue, cue_word, partial = cue_of(gap, sep, opens, host, items)
    if not cue and items and (is_composed(label, text, figure.end) or _is_shared_out(figure, label, sep, items[-1])):
        cue, cue_word = "list", "由"
    after = text[figure.end : min(until, figure.end + _LONGEST_POST)]
    stop = _TOKEN.search(after)
    post = after[: stop.start()] if stop else after
    words, name = label.strip(), label.strip(_LABEL_ENDS)
    role, falls = role_of(figure, words, lead)
    if role in ("used", "price") and is_base(name, post):
        role = "base"
    if role == "plain":
        before = items[-1] if items and items[-1].sentence == place.sentence else None
        role = role_beside(figure, name, post, sep, before)
        if role == "plain" and before is not None and _goes_on(name, sep, before):
            role, falls = before.role, before.falls
    total_after = sums_up(words) and not _is_counted(words, sep, items)
    return Item(
        len(items), figure, figure.unit, figure.type in _AMOUNTS, name, lead, gap, post,
        sep, place.sentence, len(place.open), group, host,
        cue, cue_word, partial, role, falls, is_for_each(label, text[figure.end : until]), total_after,
        is_used_up(after), opens, place.line, place.mark,
    )  # fmt: skip


def _is_shared_out(figure: Figure, label: str, sep: int, before: Item) -> bool:
    if "由" not in label[:2] or sep > COMMA:
        return False
    return is_shared_out(label.strip(), before, before.figure.type == figure.type and before.unit == figure.unit)


def _goes_on(label: str, sep: int, before: Item) -> bool:
    """Whether a figure without a name is one more of what was used or changed: 分别拨付200万元、200万元、223万元.

    分别比上年增加163人和21人 has two changes; one without a name is the second of them, or a later one.
    """
    if before.role == "change":
        return label in _JOINS and sep <= PAUSE and (_EACH in before.words or before.label in _JOINS)
    return not label and sep == PAUSE and before.role == "used"


def _is_counted(words: str, sep: int, items: Sequence[Item]) -> bool:
    """Whether an amount is that of a count and its price, 单价48.40万元，6台共290.40万元, no total of all before.

    So is what one count behind a ； comes to: …；疑难纠纷383件，计46.96万元.
    """
    if items and sep <= COMMA and (items[-1].role == "price" or _has_its_own_count(words, items[-1])):
        return True
    counted = sep == NO_SEPARATOR and bool(items) and items[-1].figure.type == "count"
    return counted and any(i.role == "price" for i in items[-3:-1])


def _has_its_own_count(words: str, count: Item) -> bool:
    return words == "计" and count.figure.type == "count" and count.sep >= SEMICOLON


def _last_cut(words: str) -> int:
    """Return where the last clause of *words* begins."""
    return max(map(words.rfind, _LABEL_BEGINS)) + 1


def _word_before(gap: str, cut: int) -> str:
    """Return the words before an opening bracket at *cut*: 基本支出（625.05万元）."""
    words = gap[: cut - 1]
    return words[_last_cut(words) :]
