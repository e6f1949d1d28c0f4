"""Turns comparisons into results: how bad they are under their rule, and which of them show one contradiction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache

from audit_cli.calculation import LIMITS, NO_TIES, difference_of
from audit_cli.comparisons import holds, not_assessable
from audit_cli.corroboration import Holding
from audit_cli.expressions import expression
from audit_cli.masking import masked
from audit_cli.model import Certainty, Claim, Comparison, Document, Figure, Hint, Kind, Result, Severity, Status
from audit_cli.plausibility import are_far_apart, tells_some_parts_only
from audit_cli.quantity import significant_digits
from audit_cli.value import Value
from audit_cli.wrong_figures import of_one_figure

FAILING: frozenset[Status] = frozenset({"fail", "review", "improbable"})
PASSING: frozenset[Status] = frozenset({"pass", "rounding"})
RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}

# matters that a person must judge, however sure the figures are
_TO_BE_EXPLAINED: frozenset[Kind] = frozenset({"over-plan", "unspent", "backlog"})
_KIND_ORDER: tuple[Kind, ...] = ("sum", "equal", "difference", "balance", "ratio", "growth")
_SYMMETRIC: frozenset[Kind] = frozenset({"equal", "balance"})
_AMONG_FACTS = "facts"
# the two totals of a statement and its balance fall together
_OF_THE_BOOKS: frozenset[str] = frozenset({"table:totals", "table:balance"})
# several things are asked of the same fields
_MANY_SIDED: frozenset[Kind] = frozenset({"score", "target", "blank-field"})
# 三、 （三） (3) 3. 3.1 ③ 第三条 指标3： 附表3
_NUMBERING = expression(
    r"(?:[一二三四五六七八九十百]{1,4}[、．.：:]|[（(](?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})[）)]"
    r"|[0-9]{1,3}(?:[、）)]|[.．](?![0-9]))|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?![0-9.%‰万亿元])"
    r"|第[一二三四五六七八九十百0-9]{1,4}[章节条款项]|[①-⑳⑴-⒇⒈-⒛]|(?:指标|附?表)[0-9]{1,3}[：:]?|[）)、．.：:])+"
)
_AROUND = 6  # characters

Hints = Callable[[Comparison], tuple[Hint, ...]]


class Ruled(Value, frozen=True):
    """A comparison together with the rule that asked for it."""

    rule: str
    severity: Severity
    comparison: Comparison


def judge(found: Iterable[Ruled], hints: Hints, document: Document | None = None) -> tuple[Result, ...]:
    """Return the results of *document* in the order of the text, then of the rules."""
    kept = _once_each(found)
    kept.sort(key=_order)
    seen: dict[str, int] = {}
    results = []
    holding = Holding(ruled.comparison for ruled in kept)
    for ruled in kept:
        rule, comparison = ruled.rule, ruled.comparison
        status, severity = verdict_under_rule(comparison, ruled.severity)
        if status in FAILING and severity != "info" and holding.bears_out(comparison):
            status, severity = "review", "info"
        mark = fingerprint(rule, comparison, document)
        seen[mark] = times = seen.get(mark, 0) + 1
        if times > 1:
            mark = f"{mark}-{times}"
        claim = comparison.claim
        certainty: Certainty = "asserted" if claim.asserted and not claim.tick_only else "likely"
        found_hints = hints(comparison) if status in FAILING else ()
        results.append(Result(rule, comparison, status, certainty, severity, found_hints, mark))
    return _grouped(results)


def without_doubt(ruled: Ruled, doubtful: Sequence[tuple[int, int]]) -> Ruled:
    """Return *ruled*, as not assessable if a figure that contradicts stands where the text was recognised in doubt."""
    claim, verdict = ruled.comparison.claim, ruled.comparison.verdict
    if verdict in (None, "exact", "rounding", "truncation"):
        return ruled
    figures = [term.figure for term in claim.own_terms]
    if any(figure.start < end and start < figure.end for figure in figures for start, end in doubtful):
        return ruled._replace(comparison=not_assessable(claim, "a figure was recognised in doubt"))
    return ruled


def verdict_under_rule(comparison: Comparison, severity: Severity) -> tuple[Status, Severity]:
    """Return status and severity of a comparison under a rule of *severity*."""
    match comparison.verdict:
        case "exact":
            return "pass", severity
        case None:
            return "not-assessable", severity
        case "rounding" | "truncation":
            return "rounding", severity
    claim = comparison.claim
    at_most_warning: Severity = "warning" if severity == "error" else severity
    if not claim.may_contradict:
        return "not-assessable", at_most_warning
    if severity != "info" and (are_far_apart(comparison) or tells_some_parts_only(comparison)):
        return "review", "info"
    if comparison.verdict == "improbable":
        return "improbable", at_most_warning
    if not claim.asserted:
        return "review", at_most_warning
    if claim.kind in _TO_BE_EXPLAINED and severity != "error":
        return "review", severity
    return "fail", severity


def fingerprint(rule: str, comparison: Comparison, document: Document | None = None) -> str:
    """Return what identifies a result from one version of a document to the next.

    Nothing of it changes when the text elsewhere does: no position, no number of a list, heading or table.
    """
    claim = comparison.claim
    # a fingerprint is kept longer than the text: no number of a person can be guessed from it
    printed = _masked if claim.kind == "privacy" else _printed
    operands = [f"{term.role}\x1f{_unnumbered(term.label)}\x1f{printed(term.figure)}" for term in claim.terms]
    operands.sort()
    # a slip is the same sign everywhere: what tells one from another is the words around it
    around = [_around(t.figure, document) for t in claim.terms] if claim.kind == "typo" and document else []
    return _hash([rule, claim.kind, *operands, *around])


def contradicted(found: Iterable[Ruled]) -> set[tuple[int, int]]:
    """Return the places of the figures that a document itself contradicts: what another says of them is told there."""
    return {
        place
        for ruled in found
        if ruled.comparison.claim.kind in _KIND_ORDER
        and ruled.comparison.claim.form != "across"
        and verdict_under_rule(ruled.comparison, ruled.severity)[0] in FAILING
        for place in _places_of(ruled.comparison)
    }


def is_told_there(ruled: Ruled, wrong: Mapping[str, Container[tuple[int, int]]]) -> bool:
    """Whether *ruled* has a figure of another document that this one contradicts; *wrong* are their places by path."""
    comparison = ruled.comparison
    if comparison.claim.form != "across" or holds(comparison):
        return False
    return any(t.document and t.figure.span in wrong.get(t.document.path, ()) for t in comparison.claim.terms)


def is_tick(result: Result) -> bool:
    """Whether the figures of *result* count as tied: it holds, the text asserts it, and it is no mere limit."""
    claim = result.comparison.claim
    return result.status in PASSING and not claim.tick_only and claim.kind not in NO_TIES


def _once_each(found: Iterable[Ruled]) -> list[Ruled]:
    """Keep one comparison of each relation: the one that is surest, then the most severe."""
    best: dict[object, Ruled] = {}
    for ruled in found:
        comparison = ruled.comparison
        claim = comparison.claim
        if claim.tick_only and comparison.verdict in (None, "improbable", "inconsistent"):
            continue
        key = relation(claim) if claim.terms else (ruled.rule, claim, comparison.reason)
        other = best.get(key)
        if other is None or _strength(ruled) < _strength(other):
            best[key] = ruled
    return list(best.values())


def relation(claim: Claim) -> object:
    """Return what makes two claims one: their kind, their figures, and which of them is the stated one."""
    kind, terms = claim.kind, claim.terms
    if claim.form == "across":
        return kind, tuple([(t.figure.span, t.document and t.document.path) for t in terms])
    spans = frozenset([(t.figure.start, t.figure.end) for t in terms])
    if kind in _SYMMETRIC or not terms:
        return kind, spans
    start = terms[0].figure.start
    return (kind, claim.form, start, spans) if kind in _MANY_SIDED else (kind, start, spans)


def _strength(ruled: Ruled) -> tuple[bool, bool, bool, bool, int, bool, str]:
    """Order the comparisons of one relation, the one to keep first: of two rules, the one that it breaks."""
    comparison = ruled.comparison
    claim = comparison.claim
    return (
        claim.tick_only,
        comparison.verdict is None,
        not claim.asserted,
        holds(comparison),
        RANK[ruled.severity],
        # a rule about statements names them, and the law; a tie among facts does not
        claim.basis == _AMONG_FACTS,
        ruled.rule,
    )


def _order(ruled: Ruled) -> tuple[int, int, str, list[int], str]:
    comparison = ruled.comparison
    starts = [t.figure.start for t in comparison.claim.terms]
    start, end = (starts[0], comparison.claim.terms[0].figure.end) if starts else (0, 0)
    return start, end, ruled.rule, starts, comparison.reason


def _place(comparison: Comparison) -> tuple[int, int]:
    terms = comparison.claim.terms
    return terms[0].figure.span if terms else (0, 0)


def _grouped(results: Sequence[Result]) -> tuple[Result, ...]:
    """Join the failing results that show one contradiction, and name the primary of each group."""
    failing = [i for i, r in enumerate(results) if r.status in FAILING]
    if not failing:
        return tuple(results)
    leader = {i: i for i in failing}

    def root(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    sharing: dict[object, list[int]] = defaultdict(list)
    for i in failing:
        for key in _gaps(results[i]):
            sharing[key].append(i)
    explained = {place for i in failing if _joins(results[i]) for place in _places_of(results[i].comparison)}
    for i in failing if explained else ():
        for place in explained & _places_of(results[i].comparison):
            sharing["explained", place].append(i)
    wrong_rates = {_place(results[i].comparison): i for i in failing if results[i].comparison.claim.kind == "ratio"}
    for i in failing:
        if results[i].comparison.claim.form == "shares":
            # a share that is wrong is why they do not make a hundred
            found = (wrong_rates[place] for place in _places_of(results[i].comparison) if place in wrong_rates)
            sharing["shares", i] = [i, *sorted(found)[:1]]
    same = of_one_figure({i: results[i].comparison for i in failing})
    for members in (*sharing.values(), *same):
        for other in members[1:]:
            a, b = sorted((root(members[0]), root(other)))
            leader[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for i in failing:
        groups[root(i)].append(i)
    grouped = list(results)
    for group in groups.values():
        name = group_of(results[i].fingerprint for i in group)
        first = min(group, key=lambda i: precedence(results[i]))
        for i in group:
            grouped[i] = results[i]._replace(group=name, primary=i == first)
    return tuple(grouped)


def group_of(fingerprints: Iterable[str]) -> str:
    """Return the name of a group of results; one that contradicts nothing is a group of its own."""
    return _hash(sorted(fingerprints))


def _gaps(result: Result) -> list[object]:
    """Return the keys by which two results are seen to show the same gap; all that is merely usual is one."""
    comparison = result.comparison
    terms = comparison.claim.own_terms
    if not terms:
        return [comparison.claim.kind] if result.severity == "info" else []
    places = [t.figure.span for t in terms]
    keys: list[object] = [frozenset(places)]
    if comparison.claim.kind == "equal":
        # one fact with three values is one contradiction
        keys += [("equal", place) for place in places]
        if comparison.claim.form == "statements":
            # what is wrong in one statement is wrong against each of the others
            gap = abs(difference_of(comparison)).normalize()
            keys += [("statement", t.role, gap) for t in terms if t.role != "notes"]
    elif len(places) > 2:
        # remainder and rate of the same two figures fall together
        keys.append(("operands", frozenset(places[1:])))
    if result.severity == "info" and comparison.claim.kind in LIMITS:
        keys.append(result.rule)  # a matter to look at is one, however many items of a budget show it
    if comparison.claim.form == "kept":
        # a fund stands in the rows of its category, its class and its item
        keys.append((result.rule, *(t.figure.value for t in terms)))
    gap = abs(difference_of(comparison)).normalize()
    if gap and comparison.claim.basis in _OF_THE_BOOKS:
        keys.append(("books", gap))
    if gap:
        keys += [(_identity(t.figure), terms[0].figure.unit, gap) for t in terms if t.figure.type != "name"]
    return keys


def _explains(result: Result) -> bool:
    """Whether a result says why its figures are wrong: then whatever else they make wrong is no other contradiction."""
    return result.comparison.claim.form == "shifted" or result.comparison.claim.kind == "unit"


def _joins(result: Result) -> bool:
    """Whether all that its figures make wrong is one contradiction: it explains why, or has the right one elsewhere."""
    return _explains(result) or result.comparison.claim.form == "across"


def _places_of(comparison: Comparison) -> set[tuple[int, int]]:
    """Return the places of the figures of a comparison; of a doubtful unit only the figure that has it."""
    claim = comparison.claim
    return {t.figure.span for t in claim.own_terms if claim.kind != "unit" or t.role == "suspect"}


def _identity(figure: Figure) -> object:
    """Return what makes two printed figures one: their value if it is unmistakable, else their place."""
    if significant_digits(figure.value) >= 4:
        return figure.unit, abs(figure.value)
    return figure.start, figure.end


def precedence(result: Result) -> tuple[int, bool, bool, int, tuple[int, int], str]:
    """Return what orders the results that show one contradiction: the first is the one to show."""
    kind = result.comparison.claim.kind
    order = _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
    return (
        RANK[result.severity],
        result.certainty != "asserted",
        not _explains(result),
        order,
        _place(result.comparison),
        # what has no place has the order of its rules
        result.fingerprint if result.comparison.claim.terms else result.rule,
    )


def _printed(figure: Figure) -> str:
    """Return a figure as it is printed, in one line; a name without the number before it."""
    return _unnumbered(figure.text) if figure.type == "name" else "".join(figure.text.split())


def _masked(figure: Figure) -> str:
    return masked(_printed(figure))


def _around(figure: Figure, document: Document) -> str:
    """Return the characters before and behind *figure* in its paragraph."""
    block = document.blocks[figure.block] if 0 <= figure.block < len(document.blocks) else None
    start, end = (block.start, block.end) if block else (figure.start, figure.end)
    before = _compact(document.text[max(start, figure.start - 2 * _AROUND) : figure.start])
    behind = _compact(document.text[figure.end : min(end, figure.end + 2 * _AROUND)])
    return f"{before[-_AROUND:]}\x1f{behind[:_AROUND]}"


@lru_cache(maxsize=8192)
def _unnumbered(label: str) -> str:
    """Return *label* without white space, and each of its parts without the number that it has in its list."""
    parts = [_compact(part) for part in label.split(" / ")]
    return "/".join([part[found.end() :] or part if (found := _NUMBERING.match(part)) else part for part in parts])


def _compact(text: str) -> str:
    return "".join(text.split())


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
