"""The row of a paragraph while its breakdowns are read: what the productions share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from audit_cli.expressions import expression
from audit_cli.extract.prose.each import weight_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import label_of, without_gloss
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Term
from audit_cli.quantity import Verdict, sum_verdict

_CUT, _ADDED = expression(r"(?:年中|后)?[追核调]减"), expression(r"追加|调增|年初|批复")


class Row:
    """The items of one paragraph, and which of them have found their list.

    *labels*, *concepts* and *weights* run beside the items; *amounts* are those that may be a total or a part. *words*
    is all the text between the figures; *units* are all that they are counted in, *types* what they are, *cues* what
    opens lists of them, *known* the concepts among their own: what is not in these need not be looked for in any item.
    *taken* are the parts of lists already read: they are invisible to the lists around. *priced* are prices whose
    number is known, so that they are no averages. *total_of* maps each part to its total. *steps* maps each step of a
    chain to what it leads to. *told* are the figures of formulas. Items are spoken of by their places.
    """

    def __init__(self, items: Sequence[Item], terms: Terms) -> None:
        self.items = items
        self.terms = terms
        self.labels = [label_of(i) for i in items]
        self.concepts = [
            terms.concept(without_gloss(label)) if i.is_amount else ""
            for i, label in zip(items, self.labels, strict=True)
        ]
        self.amounts = [i for i in items if i.is_amount]
        self.weights = [weight_of(i, items[i.place - 1] if i.place else None) if i.each else 1 for i in items]
        # a figure stands between, so that what two of them say does not run into one word
        self.words = "\n".join([*[i.words for i in items], items[-1].post])
        self.units = frozenset([i.unit for i in items])
        self.types = frozenset([i.figure.type for i in items])
        self.cues = frozenset([i.cue for i in items])
        self.known = frozenset(filter(None, self.concepts))
        self.taken: set[int] = set()
        self.priced: set[int] = set()
        self.told: set[int] = set()
        self.steps: dict[int, int] = {}
        self.total_of: dict[int, int] = {}
        # of the list that begins at an item, while as many are taken
        self.candidates: dict[tuple[int, int], list[tuple[int, int, bool]]] = {}
        # the sums that would have been read, had they closed
        self.missed: list[tuple[int, Sequence[int]]] = []

    def at(self, places: Iterable[int]) -> list[Item]:
        return [self.items[p] for p in places]

    def behind(self, place: int) -> Sequence[Item]:
        """Return the item right behind *place*, if there is one."""
        return self.items[place + 1 : place + 2]

    def concepts_at(self, places: Iterable[int]) -> list[str]:
        return [self.concepts[p] for p in places]

    def same_class(self, *places: int) -> bool:
        """Whether the items are members of one closed classification."""
        return self.terms.same_class(*[self.concepts[p] for p in places])

    def says_total(self, place: int) -> bool:
        """Whether an item is called the total revenue or expenditure."""
        return self.concepts[place].startswith("total_")

    def is_beside(self, head: int, first: int) -> bool:
        """Whether nothing but shares stands or how it grew stands between: 支出100万元，占全部的90%，按功能分类：….

        Of what is counted, nothing else that is counted so, 案件90件，罚款12万元。按领域分：食品50件，药品40件, or
        another list of all: 职工90人，其中男50人、女40人。按岗位分：….
        """
        one = self.items[first]
        if one.cue == "by" and one.figure.type == "count" and one.same_unit(self.items[head]):
            near = one.sentence - self.items[head].sentence <= 1
            told = [i.place for i in self.items[head + 1 : first] if i.same_unit(one)]
            return near and (not told or (len(told) > 1 and self.closes(head, told)))
        compares = ("base", "change", "change_of_change", "growth")
        between = [i for i in self.items[head + 1 : first] if i.role not in compares]
        near = one.sentence == self.items[head].sentence or one.cue_word.startswith("分")
        return not between or (near and all(item.figure.type == "rate" for item in between))

    def repeats(self, place: int, after: int) -> bool:
        """Whether the item at *after* stands right behind the one at *place* and says the same again."""
        one, other = self.items[place], self.items[after]
        same = one.figure.value == other.figure.value and one.same_unit(other) and self.labels[after] != ""
        return same and after == place + 1 and self.labels[place].endswith(self.labels[after])

    def before_in_sentence(self, place: int) -> Iterator[Item]:
        """Yield the items before *place* in its sentence, nearest first."""
        sentence = self.items[place].sentence
        for before in range(place - 1, -1, -1):
            if self.items[before].sentence != sentence:
                return
            yield self.items[before]

    @cached_property
    def first_of_mark(self) -> dict[str, int]:
        """The first item of the lines that begin with each kind of mark."""
        return {item.mark: item.place for item in reversed(self.items)}

    @cached_property
    def _cuts(self) -> frozenset[int]:
        """The places of what is taken off right behind what was there or was added: 追加40万元，追减10万元."""
        if "减" not in self.words:
            return frozenset()
        cut = (i for i in self.items[1:] if _CUT.match(i.label))
        return frozenset(i.place for i in cut if _ADDED.search(self.items[i.place - 1].label))

    def verdict(self, total: int, parts: Sequence[int]) -> Verdict:
        whole = self.items[total]
        turns = whole.role == "change" or self._cuts
        weights = [self.weight(total, p) for p in parts] if turns else [self.weights[p] for p in parts]
        verdict = sum_verdict(whole.figure.quantity, [self.items[p].figure for p in parts], weights)
        if verdict == "inconsistent" and len(parts) > 1:
            self.missed.append((total, parts))
        return verdict

    def closes(self, total: int, parts: Sequence[int]) -> bool:
        """Whether the parts add up, without cutting digits."""
        return self.verdict(total, parts) in ("exact", "rounding")

    def take(self, total: int, parts: Sequence[int]) -> None:
        """Give *parts* to the list of *total*, whatever was told of them before."""
        self.taken.update(parts)
        self.total_of.update(dict.fromkeys(parts, total))

    def term(self, place: int, role: str) -> Term:
        item = self.items[place]
        return Term(item.figure, role, self.labels[place])

    def weight(self, total: int, part: int) -> int:
        """Return how a part counts: of 增加31万元，其中基本支出增加41万元，项目支出减少10万元 the last is taken off.

        So is it of 预算90万元，其中年初60万元，追加40万元，追减10万元.
        """
        whole, item = self.items[total], self.items[part]
        turned = whole.role == item.role == "change" and whole.falls != item.falls
        if whole.role != "change":
            turned = part in self._cuts
        return -self.weights[part] if turned else self.weights[part]

    def part(self, total: int, place: int) -> Term:
        return Term(self.items[place].figure, "part", self.labels[place], self.weight(total, place))

    def claim(
        self,
        total: int,
        parts: Sequence[int],
        form: str = "complete",
        *,
        basis: str,
        asserted: bool = True,
        tick_only: bool = False,
        binds: bool = True,
    ) -> Claim:
        """Return the claim that *parts* add up to *total*; *binds* that they are parts of nothing else."""
        terms = (self.term(total, "total"), *(self.part(total, p) for p in parts))
        if binds and not tick_only:
            for p in parts:
                self.total_of.setdefault(p, total)
        return Claim("sum", terms, form, asserted, tick_only, basis)
