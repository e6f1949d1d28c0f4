"""The results of a report on its page: findings by severity and kind, then what agrees, then what was not assessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from audit_cli.judgement import FAILING, PASSING, RANK
from audit_cli.model import Document, Figure, Kind, Result
from audit_cli.outputs.columns import short
from audit_cli.outputs.entries import Entry
from audit_cli.outputs.page.marks import Mark
from audit_cli.outputs.page.markup import Html, element, joined
from audit_cli.outputs.page.words import KIND_WORDS, PAGE_WORDS
from audit_cli.outputs.page.working import Row, rows_of
from audit_cli.outputs.places import BETWEEN
from audit_cli.outputs.view import View
from audit_cli.outputs.words import MARKS, STATUS_WORDS, WORDS
from audit_cli.report import SEVERITIES
from audit_cli.wording.labels import tidied

_LONGEST_LABEL = 40
# lines that a browser lays out at once
_TOGETHER = 50


class Results:
    """The results of one document as elements; *name* begins the ids of its elements."""

    def __init__(self, name: str, document: Document, entries: Sequence[Entry], marks: Iterable[Mark], view: View):
        self.name, self.document, self.entries, self.view = name, document, entries, view
        self.words, self.said = WORDS[view.lang], PAGE_WORDS[view.lang]
        self.marks = {(mark.start, mark.end): mark.number for mark in marks}
        self.together: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            if entry.result.status in FAILING and not entry.result.primary:
                self.together[entry.result.group].append(number)

    def findings(self) -> Iterator[Html]:
        """Yield a group for each severity, in it the findings by kind, the most frequent first."""
        primary = [n for n, e in enumerate(self.entries) if e.result.primary and e.result.status in FAILING]
        kinds = Counter(_kind(self.entries[n]) for n in primary)
        order = {kind: place for place, (kind, _) in enumerate(kinds.most_common())}
        for severity in SEVERITIES:
            found = [n for n in primary if self.entries[n].result.severity == severity]
            if not found:
                continue
            found.sort(key=lambda n: order[_kind(self.entries[n])])
            parts: list[Html] = []
            last = ""
            for number in found:
                kind = _kind(self.entries[number])
                if kind != last:
                    parts.append(element("h4", self.view.said(KIND_WORDS[kind]), class_="kind", data_kind=kind))
                parts.append(self._finding(number))
                last = kind
            heading = element("h3", f"{MARKS[severity]} {self.words[severity]} ", element("b", str(len(found))))
            yield element("section", heading, *parts, class_=f"group {severity}", data_severity=severity)

    def ticks(self) -> Html:
        """Return what agrees, a line each, to be unfolded."""
        return self._folded("ticks", [n for n, e in enumerate(self.entries) if e.result.status in PASSING])

    def unassessed(self) -> Html:
        """Return what could not be assessed, a line each, to be unfolded."""
        found = [n for n, e in enumerate(self.entries) if e.result.status not in (*PASSING, *FAILING)]
        return self._folded("unassessed", found)

    def _folded(self, name: str, found: Sequence[int]) -> Html:
        if not found:
            return Html()
        summary = element("summary", f"{self.said[name]} ", element("b", str(len(found))))
        lists = (element("ol", *map(self._line, found[at : at + _TOGETHER])) for at in range(0, len(found), _TOGETHER))
        return element("details", summary, *lists, class_=name)

    def _finding(self, number: int) -> Html:
        entry = self.entries[number]
        result = entry.result
        status = "" if result.status == "fail" else self.words[STATUS_WORDS[result.status]]
        head = element(
            "h5", element("span", result.rule, class_="rule"), " ", entry.title,
            *(element("span", badge, class_="badge") for badge in (status, entry.accepted) if badge),
        )  # fmt: skip
        names = [term.figure for term in result.comparison.claim.terms if term.role == "name"]
        rows = rows_of(self.document, result, entry.worked, self.words, self.view.lang)
        body = [head, element("p", entry.message, class_="message"), self._working(number, rows), self._names(names)]
        body += [
            self._note(name, text) for name, text in [*(("hint", h) for h in entry.hints), ("advice", entry.advice)]
        ]
        body += [self._about(entry), self._also(entry)]
        return self._element("article", number, body, f"finding {result.severity}" + " accepted" * bool(entry.accepted))

    def _element(self, tag: str, number: int, body: Iterable[str], class_: str) -> Html:
        entry = self.entries[number]
        return element(
            tag, *body, class_=f"result {class_}", id=f"{self.name}r{number}", tabindex=-1,
            data_kind=_kind(entry), data_severity=entry.result.severity,
            data_marks=" ".join(map(str, self._marks(entry.result))),
        )  # fmt: skip

    def _marks(self, result: Result) -> list[int]:
        """Return the numbers of the marks of *result*, the stated figure first."""
        spans = [(term.figure.start, term.figure.end) for term in result.comparison.claim.own_terms]
        return list(dict.fromkeys(self.marks[span] for span in spans))

    def _working(self, number: int, rows: Sequence[Row]) -> Html:
        if not rows:
            return Html()
        entry = self.entries[number]
        ticks = {mark: place for place, mark in enumerate(self._marks(entry.result), 1)}
        restated = not any(row.part == "closing" for row in rows)
        lines = []
        for row in rows:
            mark = None if row.figure is None else self.marks.get((row.figure.start, row.figure.end))
            amount, padding = row.amount.strip(), row.amount[len(row.amount.rstrip()) :]
            unit = "" if restated or not row.unit else row.unit
            said = (("unit", unit), ("gap", row.said), ("place", _beyond(entry.place, row.place)))
            beside = [element("span", part, class_=name) for name, part in said if part]
            cells = [
                element("td", "" if mark is None else str(ticks[mark]), class_="tick"),
                element("th", row.label, scope="row"),
                element("td", row.sign, class_="sign"),
                element("td", amount if mark is None else self._link(mark, amount), padding, class_="amount"),
                element("td", *beside),
            ]
            lines.append(element("tr", *cells, class_=row.part))
        return element("table", *lines, class_="working restated" if restated else "working")

    def _names(self, names: Sequence[Figure]) -> Html:
        if not names:
            return Html()
        links = [self._link(self.marks[name.start, name.end], name.text) for name in names]
        between = "、" if self.view.lang == "zh" else ", "
        listed = [part for link in links for part in (between, link)][1:]
        return self._note_of(self.said["names"].format(len(names)), listed)

    def _link(self, mark: int, text: str) -> Html:
        return element("a", text, href=f"#{self.name}m{mark}")

    def _note(self, name: str, text: str) -> Html:
        return self._note_of(self.said[name], [text]) if text else Html()

    def _note_of(self, name: str, content: Iterable[str]) -> Html:
        return element("p", element("span", name, class_="name"), " ", *content, class_="note")

    def _about(self, entry: Entry) -> Html:
        amount = entry.amount + self.said["yuan"] if entry.amount else ""
        rows = (
            ("place", entry.place),
            ("amount", amount),
            ("authority", entry.authority),
            ("fingerprint", entry.result.fingerprint),
        )
        parts = [part for name, text in rows if text
                 for part in (element("dt", self.said[name]), element("dd", text))]  # fmt: skip
        return element("dl", *parts)

    def _also(self, entry: Entry) -> Html:
        others = self.together[entry.result.group]
        if not others:
            return Html()
        return element("div", element("p", self.said["also"], class_="name"), element("ol", *map(self._line, others)),
                       class_="also")  # fmt: skip

    def _line(self, number: int) -> Html:
        """Return a result in one line."""
        entry = self.entries[number]
        result = entry.result
        label = short(tidied(entry.operands[0].label), _LONGEST_LABEL) if entry.operands else ""
        said = entry.worked.formula if result.status in PASSING else entry.message
        parts = (("rule", result.rule), ("label", label if result.status in PASSING else ""),
                 ("formula", said or entry.title), ("place", entry.place))  # fmt: skip
        body = joined(element("span", part, class_=name) for name, part in parts if part)
        return self._element("li", number, [body], "line")


def _beyond(known: str, place: str) -> str:
    """Return *place* without the section and page that the place of the whole finding has named; "" if it is that."""
    parts = place.split(BETWEEN)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(known.split(BETWEEN), parts, strict=False)))
    return BETWEEN.join(parts[same:])


def _kind(entry: Entry) -> Kind:
    return entry.result.comparison.claim.kind


def kinds_by_severity(entries: Iterable[Entry]) -> list[tuple[Kind, list[int]]]:
    """Return the kinds of findings, the most frequent first, with how many there are of each severity."""
    counts: Counter[tuple[Kind, int]] = Counter()
    for entry in entries:
        if entry.result.primary and entry.result.status in FAILING:
            counts[_kind(entry), RANK[entry.result.severity]] += 1
    kinds: Counter[Kind] = Counter()
    for (kind, _), count in counts.items():
        kinds[kind] += count
    return [(kind, [counts[kind, rank] for rank in range(len(SEVERITIES))]) for kind, _ in kinds.most_common()]
