"""From rows of pieces of text to table cells: columns, merged cells and rows that lost some.

A layout (tabs, pipes, spaces, lines) says which pieces stand in one row; here they get their columns. Rows may be
shorter than others, because a merged cell is printed once: numerals decide then, and the labels of headers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from audit_cli.readers.text.cells import TOTAL_ROW, Cell, Piece, Row, Table, kind_of, kinds_of
from audit_cli.readers.text.header_choice import amount_of, chosen
from audit_cli.readers.text.header_tree import Places, group_score, header_tree
from audit_cli.readers.text.reckoned_places import Amount
from audit_cli.readers.text.repetition import without_repetition
from audit_cli.value import Value

MAX_COLUMNS = 64
_TWO = 2
# the last columns, for reasons and remarks, are often blank, and their cells then not printed
_BLANK_BEHIND = 2


class _Placed(Value, frozen=True):
    """A piece with its columns."""

    piece: Piece
    col: int
    span: int


def build(rows: Sequence[Row], merged_once: bool = True) -> Table:
    """Return *rows* as a table.

    *merged_once* says that a cell merged over columns is printed once, so that shorter rows hold wider cells; if not,
    shorter rows lack cells at their end, and a merged cell of the header may be printed in each of its columns.
    """
    width = max(len(r.pieces) for r in rows)
    kinds = [kinds_of(r) for r in rows]
    header = _header_rows(kinds, width)
    if not merged_once and header > 1:
        rows = [*without_repetition(rows[:header]), *rows[header:]]
    profile = _profile(kinds[header:], width)
    # cells merged with those above are printed as blanks, so that a short row has merged some of its own
    filled = any(len(kind) == width and kind[0] == "e" for kind in kinds[header:])
    placed: list[list[_Placed]] = [[] for _ in rows]
    doubt = [r.lost for r in rows]
    for i in reversed(range(len(rows))):
        row = rows[i]
        if len(row.pieces) == width:
            placed[i] = [_Placed(p, c, 1) for c, p in enumerate(row.pieces)]
        elif i < header:
            below = placed[i + 1] if i + 1 < header else []
            placed[i] = _place_header(row, below, width, merged_once)
        else:
            placed[i], fits = _place_body(row, kinds[i], profile, width, merged_once, filled)
            doubt[i] = row.lost or not fits
    tree, clear = _tree(rows, kinds, header, width, profile)
    doubt[:header] = [lost or not clear for lost in doubt[:header]]
    for i, row_placed in tree.items():
        placed[i] = row_placed
    spans = _row_spans(placed, header, width, doubt)
    if tree:
        spans.update(_tree_spans(tree, header))
    if not merged_once or all(len(r.pieces) == width for r in rows[:header]):
        _widen_headers(placed, header)
    covered = {(r, c) for (top, c), height in spans.items() for r in range(top + 1, top + height)}
    cells = []
    for i, row_placed in enumerate(placed):
        free = 0
        for at in row_placed:
            place, col = at.piece, at.col
            if place.text or (col >= free and (i, col) not in covered):
                cells.append(Cell(place.start, place.end, i, col, spans.get((i, col), 1), at.span, doubt[i]))
                free = col + at.span
    return Table(rows[0].first, rows[-1].last, tuple(cells))


def _tree(
    rows: Sequence[Row], kinds: Sequence[str], header: int, width: int, profile: Sequence[int]
) -> tuple[dict[int, list[_Placed]], bool]:
    """Return the header rows as a tree of labels, if they leave out the cells that are merged downwards.

    Tell also whether no other tree would do as well.
    """
    top = next((i for i in range(header) if len(kinds[i]) > 1), header)
    if header - top < _TWO or len(kinds[header - 1]) == width or any(set(k) != {"t"} for k in kinds[top:header]):
        return {}, True
    labels = [[p.text for p in r.pieces] for r in rows[top:header]]
    places = _borne_out(labels, [r for r in rows[header:] if len(r.pieces) == width], profile)
    if places == []:
        return {}, False
    places = places or header_tree(labels, width)
    if places is None:
        return {}, True
    return {
        top + i: [_Placed(p, col, span) for p, (col, span) in zip(rows[top + i].pieces, row, strict=True)]
        for i, row in enumerate(places)
    }, True


def _borne_out(labels: Sequence[Sequence[str]], rows: Sequence[Row], profile: Sequence[int]) -> list[Places] | None:
    """Return what the figures of full *rows* say of a header of two rows, as `chosen` does."""
    # running numbers may stand before the names
    names = next((c + 1 for c, (before, often) in enumerate(pairwise(profile)) if before <= 0 < often), 0)
    if len(labels) != _TWO or not names:
        return None
    figures = [[amount_of(p.text) or Amount(Decimal(0)) for p in row.pieces[names:]] for row in rows]
    return chosen([*labels[0], *labels[1]], len(profile), names, figures, len(labels[0]))


def _tree_spans(tree: dict[int, list[_Placed]], header: int) -> dict[tuple[int, int], int]:
    """Return the height of the labels that have none below them."""
    spans = {}
    for i, row in tree.items():
        below = {c for r in range(i + 1, header) for p in tree[r] for c in range(p.col, p.col + p.span)}
        for p in row:
            if p.col not in below and header - i > 1:
                spans[i, p.col] = header - i
    return spans


def _header_rows(kinds: Sequence[str], width: int) -> int:
    """Return how many rows stand above the first one that holds a numeral or has a blank where labels would be."""
    for i, kind in enumerate(kinds):
        if "n" in kind and not (
            i == 0 and len(kind) < width and kind.count("t") > len(kind) / 2 and kind[-3:] == "ttt"
        ):
            return i
    for i, kind in enumerate(kinds):
        if len(kind) == width:
            return i + 1 if kind.count("t") == width or i == 0 else i
    return 1


def _profile(kinds: Sequence[str], width: int) -> list[int]:
    """Return for each column how much more often it holds numerals than text."""
    full = [kind for kind in kinds if len(kind) == width]
    return [column.count("n") - column.count("t") for column in zip(*full, strict=True)] if full else [0] * width


def _place_body(
    row: Row, kinds: str, profile: Sequence[int], width: int, merged_once: bool, filled: bool
) -> tuple[list[_Placed], bool]:
    """Return a short row's pieces in the columns that suit its numerals best, and whether all of them are suited.

    *filled* says that the cells at the left that go on from above are printed as blanks.
    """
    count = len(row.pieces)
    extra = width - count
    if count == 1:
        return [_Placed(row.pieces[0], 0, width if merged_once and not row.lost else 1)], True
    candidates = range(count) if count <= MAX_COLUMNS else range(1)
    best, behind, best_score = 0, 0, None
    # a column of numerals here and words there says less of where a row stands
    mixed = max(profile, default=0) // 2
    for blank in range(min(extra, _BLANK_BEHIND if merged_once else 0) + 1):
        for j in candidates:
            score = 0
            for c, k in enumerate(kinds):
                col = c if c <= j else c + extra - blank
                if k == "n":
                    # a figure with its unit stands among targets in words, too: 100%, 34个
                    plain = row.pieces[c].text[-1:].isdecimal()
                    most, least = (4, -4) if plain else (3, -1)
                    suits = 1 if 0 < profile[col] <= mixed else most if profile[col] > 0 else 0
                    score += (least if profile[col] < 0 else suits) - (
                        6 if c == j and merged_once and extra > blank else 0
                    )
                elif k == "t" and (profile[col] < 0 or profile[col] > mixed):
                    score += 1 if profile[col] < 0 else -1
            if merged_once and j == 0 and extra > blank and not row.lost:
                # cells at the left are the ones that are merged, or left out because they go on from above
                score += 3
            # what stands last takes the rest of the row where cells are missing at the end
            tie = (j == count - 1) if not merged_once else (j == 0 and not blank)
            if best_score is None or (score, tie) > best_score:
                best, behind, best_score = j, blank, (score, tie)
    extra -= behind
    placed = []
    fits = True
    only_text = {c for c, p in enumerate(profile) if p == min(profile)}
    for c, p in enumerate(row.pieces):
        col = c if c <= best else c + extra
        span = 1
        if extra and c == best and merged_once and not row.lost and kinds[c] == "t":
            if c == 0 and not (filled or TOTAL_ROW.match(p.text)):
                # the cells to its left are merged with those above, and not printed
                col = extra
            else:
                span = extra + 1
        placed.append(_Placed(p, col, span))
        fits = fits and not (kinds[c] == "n" and profile[col] < -1 and col in only_text)
    return placed, fits


def _place_header(row: Row, below: Sequence[_Placed], width: int, merged_once: bool) -> list[_Placed]:
    """Return a short header row's pieces over the columns of the header row *below* it."""
    pieces = row.pieces
    count = len(pieces)
    if count == 1:
        return [_Placed(pieces[0], 0, width)]
    if not merged_once:
        return [_Placed(p, c, 1) for c, p in enumerate(pieces)]
    if below and width <= MAX_COLUMNS:
        spread = _spread(pieces, below)
        if spread:
            return spread
    extra = width - count
    if row.lost:
        return [_Placed(p, c + extra, 1) for c, p in enumerate(pieces)]
    return [_Placed(p, c + extra if c else 0, 1 if c else extra + 1) for c, p in enumerate(pieces)]


def _spread(pieces: Sequence[Piece], below: Sequence[_Placed]) -> list[_Placed]:
    """Distribute *pieces* over the cells below: alone over a blank one, together over named ones.

    Where several divisions are possible, labels that repeat their parent's words belong to it.
    """
    many, units = len(pieces), len(below)
    lead = next((u.piece.text for u in below if u.piece.text), "")
    # best[u] for the pieces so far: (score, size of each group)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for p, parent in enumerate(pieces):
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for u, (score, sizes) in best.items():
            most = units - u - (many - p - 1)
            for size in range(1, most + 1):
                group = below[u : u + size]
                if size > 1 and not group[-1].piece.text:
                    break
                if size > 1 and not group[0].piece.text:
                    break
                new = score + group_score(parent.text, [g.piece.text for g in group], lead)
                if u + size not in after or after[u + size][0] < new:
                    after[u + size] = (new, (*sizes, size))
        best = after
    if units not in best:
        return []
    placed = []
    u = 0
    for parent, size in zip(pieces, best[units][1], strict=True):
        group = below[u : u + size]
        placed.append(_Placed(parent, group[0].col, sum(g.span for g in group)))
        u += size
    return placed


def _widen_headers(placed: list[list[_Placed]], header: int) -> None:
    """Let a header cell reach over the blanks beside it that have labels below."""
    for r in reversed(range(header - 1)):  # from below: a label over several columns is below each of these
        below = {c: p.piece.text for p in placed[r + 1] if p.piece.text for c in range(p.col, p.col + p.span)}
        row = placed[r]
        for i, cell in enumerate(row):
            if not cell.piece.text or not below.get(cell.col):
                continue
            span = cell.span
            for after in row[i + 1 :]:
                if after.piece.text or not below.get(after.col):
                    break
                span += after.span
            row[i] = cell._replace(span=span)


def _row_spans(
    placed: Sequence[Sequence[_Placed]], header: int, width: int, doubt: Sequence[bool]
) -> dict[tuple[int, int], int]:
    """Return the height of cells that stand over blanks: in headers, and in the columns left of the rows' labels."""
    spans: dict[tuple[int, int], int] = {}
    open_: dict[int, tuple[int, int]] = {}
    for r in range(header):
        for p in placed[r]:
            above = open_.get(p.col)
            if p.piece.text:
                open_[p.col] = (r, p.span)
            elif above and above[1] == p.span:
                spans[(above[0], p.col)] = r - above[0] + 1
    label = _label_column([r for r, d in zip(placed[header:], doubt[header:], strict=True) if not d], width)
    for c in range(label):
        origin = -1
        for r in range(header, len(placed)):
            cell = next((p for p in placed[r] if p.col == c), None)
            if doubt[r] or (cell is None and placed[r][0].col <= c):
                origin = -1
            elif cell is None:
                if origin >= 0:
                    spans[(origin, c)] = r - origin + 1
            elif cell.piece.text:
                origin = r if cell.span == 1 and kind_of(cell.piece.text) == "t" else -1
            elif origin >= 0:
                spans[(origin, c)] = r - origin + 1
    return spans


def _label_column(rows: Sequence[Sequence[_Placed]], width: int) -> int:
    """Return the first column that holds text in nearly every row, 0 if there is none."""
    rows = [r for r in rows if r and all(p.span == 1 for p in r)]
    for c in range(min(width, 6) if rows else 0):
        named = [p for r in rows for p in r if p.col == c and kind_of(p.piece.text) == "t"]
        if len(named) * 10 >= 9 * len(rows):
            return c
    return 0
