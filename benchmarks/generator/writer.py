"""A report under way: paragraphs, headings, tables and sentences about one set of books."""
# ruff: noqa: E501  (lists of forms stay on one line)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from benchmarks.generator import rates, sums
from benchmarks.generator.books import Books
from benchmarks.generator.figures import Slot, chinese, count, money, rate
from benchmarks.generator.layouts import LAYOUTS
from benchmarks.generator.pieces import Direction, Draft, Piece, Relation, holds, render
from benchmarks.generator.reasons import OF_SECTION, UNPAID, UNSPENT, Place, explained, reason
from benchmarks.generator.tables import statement
from benchmarks.generator.vocabulary import WORKS, Draw, Scene

# the forms that read well inside a report; the others are tested alone
_LISTS = (
    *(sums.OF_WHICH[f] for f in ("其中：，", "其中，、", "其中：；", "。其中：", "包括、和", "具体为", "inline (1)", "inline ①", "lines 1.")),
    *(sums.BRACKETS[f] for f in ("（其中：）", "(其中:)")),
)  # fmt: skip
_SHARES = tuple(sums.SHARES[f] for f in ("，占head的", "，占H的", "（占S）", "占比", "占总额", "lines"))
_GROWTH = ("比上年d，r", "较上年B", "与py年相比", "同比，上年同期", "two years", "（r）", "同比净增", "比B多", "r在前")
_TIGHT = ("比上年d，r", "与py年相比", "（r）", "同比净增")
FACT = "f_"
# below which percentage a reason is always given, and how often none is from there on
_WELL_SPENT, _SILENT = 90, 0.7


class Writer:
    """Collects the parts of one report in the style of one house."""

    def __init__(self, draw: Draw, books: Books) -> None:
        self.draw = draw
        self.books = books
        self.parts: list[str | Piece] = []
        self.decimals = draw.rng.choice((2, 2, 2, 1))
        self.facts: dict[str, Slot] = {}
        self._told: set[str] = set()
        self._numbers = [0, 0, 0]
        self._house = draw.rng.choice(("一、", "第一部分", "plain"))
        self.layout = draw.rng.choice(tuple(LAYOUTS))
        self.reasons: Place = "beside"
        self._unspent = False

    def fresh(self, sentences: Sequence[str], number: int) -> list[str]:
        """Draw up to *number* of *sentences* that this report has not told yet: told twice they would contradict."""
        left = [s for s in sentences if s not in self._told]
        chosen = self.draw.rng.sample(left, min(number, len(left)))
        self._told.update(chosen)
        return chosen

    # ------------------------------------------------------------ text without figures of the books

    def title(self, text: str) -> None:
        self.parts.append(text)

    def heading(self, level: int, text: str) -> None:
        """Add a heading numbered as the house does."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (3 - level)
        n = self._numbers[level - 1]
        if level == 1:
            mark = f"第{chinese(n)}部分　" if self._house == "第一部分" else f"{chinese(n)}、"
        elif level == 2:
            mark = f"{chinese(n)}、" if self._house == "第一部分" else f"（{chinese(n)}）"
        else:
            mark = f"{n}." if self._house != "plain" else f"{n}、"
        self.parts.append(mark + text)

    def prose(self, *texts: str) -> None:
        self.parts.append("".join(texts))

    def filler(self) -> None:
        self.parts.append(self.draw.rng.choice(WORKS))

    # ------------------------------------------------------------ reasons

    def spent(self, draft: Draft, part: Decimal, whole: Decimal) -> Draft:
        """Return *draft* with the reason why so little was spent, unless the house gives it elsewhere."""
        rng = self.draw.rng
        if "合同" in draft.template or "未支付" in draft.template:
            return explained(draft, rng, UNPAID, ny=self.books.year + 1, month=rng.randint(1, 12))
        if 100 * part >= _WELL_SPENT * whole and rng.random() < _SILENT:
            return draft
        if self.reasons == "beside":
            return explained(draft, rng, UNSPENT)
        self._unspent = True
        return draft

    def reasons_of_section(self) -> None:
        """Say at the end of a section why some of its money was not spent."""
        if self._unspent and self.reasons == "section":
            self.prose(reason(self.draw.rng, OF_SECTION))
            self._unspent = False

    # ------------------------------------------------------------ sentences with figures

    def add(self, draft: Draft, names: Mapping[str, str] | None = None) -> bool:
        """Add *draft*; *names* says which of its figures are facts of the books, told elsewhere too.

        A sentence whose rounded figures happen not to close is left out, as are changes too small to tell.
        """
        keys = {old: FACT + new for old, new in (names or {}).items() if old in draft.slots}
        draft = with_keys(draft, keys)
        known = {k: s for k, s in self.facts.items() if k in draft.slots}
        slots = {**draft.slots, **{f"@{k}": s for k, s in known.items()}}
        same = tuple(Relation("equal", (("stated", k, 1), ("stated", f"@{k}", 1))) for k in known)
        frozen = draft.frozen | {f"@{k}" for k in known}
        draft = draft._replace(slots=slots, relations=(*draft.relations, *same), frozen=frozen)
        if not all(holds(r, draft.slots) for r in draft.relations):
            return False
        self.parts.append(render(draft))
        for key in keys.values():
            self.facts.setdefault(key, draft.slots[key])
        return True

    def breakdown(
        self, head: str, total: tuple[str, Decimal], parts: Sequence[tuple[str, str, Decimal]], *,
        lead: str = "", shares: bool | None = None, closed: bool = True,
    ) -> None:  # fmt: skip
        """Add a total with its parts, (fact, label, value) each, in a form of the house's choice."""
        rng, style = self.draw.rng, self.draw.style
        if shares is None:
            shares = rng.random() < 0.35
        shape = rng.choice(_SHARES if shares else _LISTS)
        scene = Scene(head, tuple(label for _, label, _ in parts), closed=closed)
        slots = {"T": money(total[1], style)}
        for i, (_, _, value) in enumerate(parts):
            slots[f"A{i}"] = money(value, style)
            if shares:
                slots[f"S{i}"] = rate(100 * value / total[1], self.decimals)
        draft = sums.listing(self.draw, "of_which", "report", shape, scene, list(scene.parts), slots)
        draft = draft._replace(words={**draft.words, "lead": lead})
        self.add(draft, {"T": total[0], **{f"A{i}": fact for i, (fact, _, _) in enumerate(parts)}})

    def examples(self, head: str, total: tuple[str, Decimal], parts: Sequence[tuple[str, Decimal]]) -> None:
        """Add a total with the largest of its parts only: 主要包括 … 等."""
        shape = sums.PARTIAL[self.draw.rng.choice(tuple(sums.PARTIAL))]
        slots = {"T": money(total[1], self.draw.style)}
        slots |= {f"A{i}": money(value, self.draw.style) for i, (_, value) in enumerate(parts)}
        scene = Scene(head, tuple(label for label, _ in parts), closed=False)
        draft = sums.listing(self.draw, "partial_list", "report", shape, scene, list(scene.parts), slots)
        relation = draft.relations[0]._replace(form="partial", asserted=False)
        words = {**draft.words, "lead": ""}
        self.add(draft._replace(relations=(relation,), variants=(), words=words), {"T": total[0]})

    def heads(self, head: str, unit: str, parts: Mapping[str, int], lead: str = "") -> None:
        """Add a count of people or cars with its parts."""
        shape = self.draw.rng.choice(_LISTS)
        slots = {f"A{i}": count(n, unit) for i, n in enumerate(parts.values())}
        slots["T"] = count(sum(parts.values()), unit)
        scene = Scene(head, tuple(parts), unit)
        draft = sums.listing(self.draw, "of_which", "report", shape, scene, list(parts), slots)
        self.add(draft._replace(words={**draft.words, "lead": lead}))

    def change(self, head: str, fact: str, new: Decimal, before: Decimal, lead: str = "") -> None:
        """Add the change of *head* against the year before."""
        if before == 0 or new == before:
            return
        form = self.draw.rng.choice(_GROWTH if lead or self.draw.rng.random() < 0.5 else _TIGHT)
        draft = rates.growth_of(self.draw, form, new, before)
        words = {**draft.words, "head": head, "lead": lead, "y": str(self.books.year), "py": str(self.books.year - 1)}
        words["org"] = self.books.organization
        self.add(draft._replace(words=words), {"N": fact, "B": f"{fact}_before"})

    def share(
        self, form: str, head: str, facts: tuple[str, str], part: Decimal, whole: Decimal, *,
        executed: bool = False, **words: str,
    ) -> None:  # fmt: skip
        """Add a rate of *part* in *whole* in one of the forms of `rates.RATIO`, with its reason where it is spending."""
        if part == 0 or whole == 0:
            return
        draft = rates.ratio_of(self.draw, form, part, whole)
        slots = {**draft.slots, "R": rate(100 * part / whole, self.decimals)}
        draft = draft._replace(slots=slots, words={**draft.words, "head": head, "lead": "", **words})
        self.add(self.spent(draft, part, whole) if executed else draft, {"P": facts[0], "W": facts[1]})

    def say(
        self, template: str, amounts: Mapping[str, Decimal], relations: Sequence[Relation] = (),
        others: Mapping[str, Slot] | None = None, facts: Mapping[str, str] | None = None, *,
        executed: bool = False, **words: str,
    ) -> None:  # fmt: skip
        """Add a sentence of one's own; where it is *executed*, the amounts u of w, its reason with it."""
        slots = {k: money(v, self.draw.style) for k, v in amounts.items()} | dict(others or {})
        draft = Draft("own", "report", template, slots, tuple(relations), words)
        self.add(self.spent(draft, amounts["u"], amounts["w"]) if executed else draft, facts)

    def table(self, form: str, caption: str = "") -> bool:
        """Add a statement of the books; False if its rounded cells happen not to close."""
        piece = statement(self.draw, self.books, form, self.layout, caption)
        if piece is not None:
            self.parts += [piece, ""]
        return piece is not None


def with_keys(draft: Draft, names: Mapping[str, str]) -> Draft:
    """Return *draft* with its keys renamed."""

    def new(key: str) -> str:
        return names.get(key, key)

    def text(template: str) -> str:
        for old, name in names.items():
            template = template.replace(f"{{{old}}}", f"{{{name}}}")
        return template

    def relation(r: Relation) -> Relation:
        return r._replace(terms=tuple((role, new(key), sign) for role, key, sign in r.terms))

    return draft._replace(
        template=text(draft.template), slots={new(k): s for k, s in draft.slots.items()},
        relations=tuple(map(relation, draft.relations)),
        directions=tuple(Direction(d.word, new(d.figure), d.opposite) for d in draft.directions),
        variants=tuple(
            v._replace(template=text(v.template), relations=tuple(map(relation, v.relations))) for v in draft.variants
        ),
    )  # fmt: skip
