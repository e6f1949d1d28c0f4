"""Clauses that stand in a report twice, word for word: their figures are the same facts, whatever these are called.

全年开展安全生产检查120次 in the summary and 全年开展安全生产检查130次 further on are to be reviewed. Those that agree
tick.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.prose.passages import Figures
from audit_cli.extract.ties.aspects import same_figure
from audit_cli.model import QUANTITIES, Claim, Document, Figure, Term
from audit_cli.spans import span

# what joins a clause to those before, what it is about, and who reports: 人员情况：核定编制45名, 本单位核定编制45名
_LEAD = expression(
    r"(?:\s*(?:同时|另外|此外|并|还|且)+)?"
    r"(?:(?:人员|机构|编制|资产|基本|收入|支出|预算|决算|执行|完成)情况[：:]"
    r"|[我本](?:单位|部门|局|校|院|镇|乡|办|中心|站|所|委))?"
)
_WORDS = expression(r"[一-鿿]")
_GENERIC = expression(rf"完成|年初|占|的|为|与|持平|较|比|上年|同比|主要|原因|是|元|万|{BARE.pattern}")
_UNSPECIFIC = expression(r"资金|项目|经费|安排|投入|投资|预算|决算|支出|收入|金额|总|共|已|全年|全部|其中|实际|累计")
_LAST_CLAUSE = expression(r"[^，：:]*$")
_FULL_STOP = "。"
_MASK = "#"  # in place of a figure
_BEHIND = 4  # Chinese characters behind the figure that make a clause with one figure the same statement
_PROSE_IN_CELL = 60
_SPECIFIC = 8  # Chinese characters of a clause that make it speak of one thing only
_ALONE = 12  # those that make it do so without another figure


# words with the figures in them masked, and these figures
_Piece = tuple[str, list[Figure]]


def repeats(document: Document, by_block: Figures) -> Iterator[Claim]:
    """Yield the figures of sentences and clauses that are printed twice, alike apart from at most one figure."""
    told: set[tuple[int, int]] = set()
    sentences = _with_repetitions(list(_sentences(document, by_block)))
    for cut in (_whole, _pairs, _clauses):
        places: dict[str, list[list[Figure]]] = defaultdict(list)
        for sentence in sentences:
            for words, inside in cut(sentence):
                places[_key(words)].append(inside)
        for key, occurrences in places.items():
            if len(occurrences) < 2 or _tells_of_several(document.text, occurrences):
                continue
            specific = len(_WORDS.findall(_GENERIC.sub("", key)))
            if specific >= _SPECIFIC:
                alone = specific >= _ALONE and (_says_enough if cut is _pairs else _goes_on)(key)
                yield from _compared(occurrences, alone, told)


def _tells_of_several(text: str, occurrences: Sequence[Sequence[Figure]]) -> bool:
    """Whether a clause stands twice in one sentence, so that it is told of several things in turn.

    甲产业比上年提高1.3个百分点，拉动增长0.1个百分点；乙产业比上年提高0.5个百分点，拉动增长0.1个百分点.
    """
    beside = pairwise(occurrences)
    return any(
        one[0].block == other[0].block and _FULL_STOP not in text[one[-1].end : other[0].start] for one, other in beside
    )


def _with_repetitions(sentences: Sequence[list[_Piece]]) -> list[list[_Piece]]:
    """Return the sentences with a clause that stands elsewhere too: only these can be repeated in whole or in part."""
    keys = [[_key(words) for words, _ in _clauses(sentence)] for sentence in sentences]
    times = Counter(chain.from_iterable(keys))
    return [sentence for sentence, own in zip(sentences, keys, strict=True) if max(map(times.__getitem__, own)) > 1]


def _sentences(document: Document, by_block: Figures) -> Iterator[list[_Piece]]:
    """Yield the clauses of the sentences that hold quantities, of each block of prose, also in a cell."""
    for number, figures in by_block.items():
        block = document.blocks[number]
        if block.table is None or block.end - block.start >= _PROSE_IN_CELL:
            quantities, at = [f for f in figures if f.type in QUANTITIES], 0
            masked = _masked(document.text, block.start, block.end, quantities) if quantities else ""
            for sentence in masked.replace("；", "。").replace(";", "。").replace("\n", "。").split("。"):
                if _MASK in sentence:
                    pieces: list[_Piece] = []
                    for clause in sentence.split("，"):
                        until = at + clause.count(_MASK)
                        pieces.append((clause, quantities[at:until]))
                        at = until
                    yield pieces


def _masked(text: str, start: int, end: int, figures: Sequence[Figure]) -> str:
    """Return a stretch of text without blanks, and with a mask for each of its *figures*."""
    begins = [start, *[figure.end for figure in figures]]
    ends = [*[figure.start for figure in figures], end]
    words = [text[a:b].replace(_MASK, "") for a, b in zip(begins, ends, strict=True)]
    return _MASK.join(words).replace(" ", "").replace("\u3000", "").replace("\xa0", "")


def _whole(sentence: Sequence[_Piece]) -> list[_Piece]:
    return [("，".join([words for words, _ in sentence]), [f for _, inside in sentence for f in inside])]


def _clauses(sentence: Sequence[_Piece]) -> list[_Piece]:
    return [(words, inside) for words, inside in sentence if inside]


def _pairs(sentence: Sequence[_Piece]) -> list[_Piece]:
    """Return each clause together with the next one of its sentence."""
    beside = pairwise(sentence)
    return [(f"{one}，{other}", [*a, *b]) for (one, a), (other, b) in beside if one and other and (a or b)]


def _key(words: str) -> str:
    """Return *words* without what only joins them to those before, or says of whom or what the report speaks."""
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead is not None else words


def _goes_on(key: str) -> bool:
    """Whether a clause says enough behind its last figure."""
    return len(_WORDS.findall(key.rpartition(_MASK)[2])) >= _BEHIND


def _says_enough(key: str) -> bool:
    """Whether the clause of a pair that has the figure says of what it is: not 资金#万元，主要用于…."""
    before = _LAST_CLAUSE.search(key.partition(_MASK)[0])
    words = _UNSPECIFIC.sub("", _GENERIC.sub("", before[0])) if before else ""
    return len(_WORDS.findall(words)) >= _BEHIND


def _compared(occurrences: list[list[Figure]], alone: bool, told: set[tuple[int, int]]) -> Iterator[Claim]:
    """Yield the pairs of figures; one that differs must stand beside one that agrees, or *alone* in a long clause.

    A clause that is printed with three values is a form of words, in which each figure is that of something else.
    """
    first = occurrences[0]
    form_of_words = any(len({f.value for f in column}) > 2 for column in zip(*occurrences, strict=True))
    for other in occurrences[1:]:
        pairs = list(zip(first, other, strict=True))
        if any(a.unit != b.unit for a, b in pairs):
            continue
        differing = [(a, b) for a, b in pairs if not same_figure(a, b)]
        same = [(a, b) for a, b in pairs if same_figure(a, b) and a.value]
        if len(differing) > 1:
            continue
        # 占1% and 占0.6% agree as they are rounded, which says nothing of what stands beside
        vouched = any(a.value == b.value for a, b in same) or (alone and all(a.type != "rate" for a, _ in differing))
        if differing and not vouched:
            continue
        for a, b in same + ([] if form_of_words else differing):
            if (a.start, b.start) in told or _may_meet(a, b):
                continue
            told.add((a.start, b.start))
            terms = (Term(a, "stated"), Term(b, "stated"))
            yield Claim("equal", terms, asserted=same_figure(a, b), basis="原句重复")


def _may_meet(a: Figure, b: Figure) -> bool:
    """Whether two figures that are not printed alike may mean the same: 300余篇 and 320篇, not 300余篇 and 800余篇."""
    if a.value == b.value or not (a.approximate or b.approximate):
        return False
    (low, high), (other_low, other_high) = span(a), span(b)
    return a.qualifier != b.qualifier or (low <= other_high and other_low <= high)
