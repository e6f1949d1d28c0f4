"""One result for people: what is wrong, worked out in columns, quoted, with hints and advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.text import Text

from audit_cli.calculation import Calculation, Line, calculation, mention
from audit_cli.judgement import FAILING
from audit_cli.model import Claim, Document, Result
from audit_cli.outputs.columns import by_point, padded, short, width
from audit_cli.outputs.places import Piece, place, place_of, quotations
from audit_cli.outputs.view import Screen
from audit_cli.outputs.words import MARKS, ROLES, names_of_sides
from audit_cli.outputs.working import gap_said, is_restated
from audit_cli.report import RuleWords
from audit_cli.wording import falls_short, message, suggestion, tidied

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
LONGEST_LABEL = 36
_SHORTEST_LABEL = 8
_MOST_NAMES = 60


def finding(
    document: Document, result: Result, rules: Mapping[str, RuleWords], words: Mapping[str, str], lang: str,
    also: Sequence[Result], screen: Screen,
) -> Iterator[Text]:  # fmt: skip
    comparison = result.comparison
    claim = comparison.claim
    worked = calculation(comparison)
    failing = result.status in FAILING
    colour = COLOURS[result.severity] if failing else "green"
    rule = rules[result.rule]
    title = rule.title.zh if lang == "zh" else rule.title.en
    mark = f"{MARKS[result.severity]} {words[result.severity]}" if failing else f"✓ {words['ticks']}"
    head = Text().append(mark, f"bold {colour}").append(f"  {result.rule} ", colour).append(title)
    if failing and result.status != "fail":
        head.append(f"  {words[result.status]}", "dim")
    where = place(document, claim.stated, lang) if claim.terms else ""
    if where and width(head.plain) + width(where) + 6 <= screen.columns:
        head.append(" " * (screen.columns - 4 - width(head.plain) - width(where))).append(where, "dim")
        where = ""
    yield head
    if where:
        yield Text(f"  {where}", "dim")
    said = message(comparison, worked, rule.title)
    yield Text(said.zh if lang == "zh" else said.en)
    yield from _paper(document, result, worked, words, lang, colour, screen.columns - 2)
    for passage in quotations(document, claim):
        yield _quoted(passage, colour, screen.colour)
    for hint in result.hints:
        yield Text().append(f"{words['hint']}  ", "dim").append(hint.zh if lang == "zh" else hint.en)
    advice = suggestion(comparison, worked, rule.title)
    if advice.zh:
        yield Text().append(f"{words['advice']}  ", "dim").append(advice.zh if lang == "zh" else advice.en)
    mark, joint = ("：", "；") if lang == "zh" else (": ", "; ")
    if also and claim.terms:
        # of what another document says, the place there
        terms = (c.terms[-1 if c.form == "across" else 0] for r in also if (c := r.comparison.claim).terms)
        places = list(dict.fromkeys(place_of(document, term, lang) for term in terms))
        alike = "alike" if all(r.rule == result.rule and r.severity == "info" for r in also) else "same"
        yield Text(f"{words['also']}  {len(also)} {words[alike]}{mark}{joint.join(places[:3])}", "dim")
    elif also:
        titles = [rules[r.rule].title for r in also]
        yield Text(f"{words['also']}  {joint.join(t.zh if lang == 'zh' else t.en for t in titles)}", "dim")
    yield Text(f"{words['fingerprint']}  {result.fingerprint}", "dim")


def _paper(
    document: Document, result: Result, worked: Calculation, words: Mapping[str, str], lang: str, colour: str, room: int
) -> Iterator[Text]:
    """Yield the calculation in columns: labels, signs, amounts, then what should be and what is stated."""
    claim = result.comparison.claim
    if claim.kind == "count":
        yield Text(f"  {words['names']}  " + "、".join(line.label for line in worked.lines[:_MOST_NAMES]))
        return
    if is_restated(claim, worked):
        yield from _statements(document, claim, lang, colour, room)
        return
    if claim.kind == "backlog" and claim.stated is claim.terms[0].figure:
        yield from _owed(claim, worked, lang, colour, room)
        return
    yield from _sides(worked, words, colour, room) if worked.sides else _one_side(result, worked, words, colour, room)


def _one_side(result: Result, worked: Calculation, words: Mapping[str, str], colour: str, room: int) -> Iterator[Text]:
    """Yield the operands, what they make, and what is stated."""
    numbers = by_point([*(line.amount for line in worked.lines), worked.expected or "", worked.stated])
    unit, gap = _unit(worked), gap_said(result.comparison, worked, words)
    last = (words["listed" if falls_short(result.comparison) else "expected"], words["stated"])
    longest = max(_SHORTEST_LABEL, min(LONGEST_LABEL, room - width(f"      {numbers[0]}{unit}   {gap}")))
    columns = max(width(label) for label in (*(short(tidied(line.label), longest) for line in worked.lines), *last))
    yield from _operands(worked.lines, numbers, columns, longest)
    yield Text("  " + "─" * (columns + 4 + width(numbers[0])), "dim")
    yield _closing(last[0], numbers[-2], unit, "bold", columns)
    stated = _closing(last[1], numbers[-1], unit, f"bold {colour}", columns)
    yield stated.append(f"   {gap}", colour) if gap else stated


def _owed(claim: Claim, worked: Calculation, lang: str, colour: str, room: int) -> Iterator[Text]:
    """Yield the sum of a contract, what was paid of it, and what is left to pay."""
    names = ROLES[lang]
    numbers = by_point([*(line.amount for line in worked.lines), (worked.difference or "").removeprefix("-")])
    roles = [t.role for t in claim.terms if t.role in ("amount", "paid")]
    lines = [line._replace(label=names[role]) for line, role in zip(worked.lines, roles, strict=True)]
    columns = max(width(label) for label in (*(line.label for line in lines), names["unpaid"]))
    yield from _operands(lines, numbers, columns, room)
    yield Text("  " + "─" * (columns + 4 + width(numbers[0])), "dim")
    yield _closing(names["unpaid"], numbers[-1], _unit(worked), f"bold {colour}", columns)


def _sides(worked: Calculation, words: Mapping[str, str], colour: str, room: int) -> Iterator[Text]:
    """Yield the two sides of a balance, each with its total, and the gap between them."""
    assert worked.sides is not None
    size = (worked.difference or "").removeprefix("-")
    apart = [size] if size.strip("0.") else []
    numbers = by_point([*(line.amount for line in worked.lines), *worked.sides, *apart])
    unit, last = _unit(worked), [*names_of_sides(words, worked.unit), words["apart"]]
    longest = max(_SHORTEST_LABEL, min(LONGEST_LABEL, room - width(f"      {numbers[0]}{unit}")))
    columns = max(width(label) for label in (*(short(tidied(line.label), longest) for line in worked.lines), *last))
    # each side begins with an operand that has no sign
    at = next((i for i in range(1, len(worked.lines)) if not worked.lines[i].sign), len(worked.lines))
    totals = numbers[len(worked.lines) :]
    for lines, shown, i in ((worked.lines[:at], numbers[:at], 0), (worked.lines[at:], numbers[at:], 1)):
        yield from _operands(lines, shown, columns, longest)
        yield Text("  " + "─" * (columns + 4 + width(numbers[0])), "dim")
        yield _closing(last[i], totals[i], unit, "bold", columns)
    if apart:
        yield _closing(last[2], totals[2], unit, f"bold {colour}", columns)


def _operands(lines: Sequence[Line], numbers: Sequence[str], columns: int, longest: int) -> Iterator[Text]:
    for line, number in zip(lines, numbers, strict=False):
        yield Text(f"  {padded(short(tidied(line.label), longest), columns)}  {line.sign or ' '} ").append(number)


def _closing(name: str, number: str, unit: str, style: str, columns: int) -> Text:
    """Return a line below the ruler; a percent sign stands at its number, whatever the other decimals."""
    shown = number.rstrip()
    line = Text(f"  {padded(name, columns)}    ").append(shown, style)
    return line.append(unit if unit in ("%", "‰") else " " * (width(number) - width(shown)) + unit)


def _unit(worked: Calculation) -> str:
    return worked.unit if worked.unit in ("%", "‰") or not worked.unit else f" {worked.unit}"


def _statements(document: Document, claim: Claim, lang: str, colour: str, room: int) -> Iterator[Text]:
    """Yield each figure with its label and place, one a line, or two where the screen is narrow."""
    numbers = [mention(t.figure) for t in claim.terms]
    broad = max((width(number) for number in numbers), default=0)
    longest = max(_SHORTEST_LABEL, min(LONGEST_LABEL, room - broad - 4))
    labels = [short(tidied(t.label) or ROLES[lang].get(t.role, ""), longest) for t in claim.terms]
    columns = max((width(label) for label in labels), default=0)
    for i, term in enumerate(claim.terms):
        number = padded(numbers[i], broad, right=True)
        line = Text(f"  {padded(labels[i], columns)}  ").append(number, colour if i == 0 else "")
        where = place_of(document, term, lang)
        if width(line.plain) + 3 + width(where) <= room:
            yield line.append(f"   {where}", "dim")
        else:
            yield line
            yield Text(f"    {where}", "dim")


def _quoted(passage: Iterable[Piece], colour: str, coloured: bool) -> Text:
    """Return a passage in quotation marks; without colours the stated figure stands in brackets."""
    line = Text("  “")
    for piece in passage:
        if piece.role == "stated":
            line.append(piece.text if coloured else f"[{piece.text}]", f"bold {colour}")
        else:
            line.append(piece.text, "underline" if piece.role else "")
    return line.append("”")
