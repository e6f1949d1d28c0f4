"""The divisions of China down to the county, and which of them a name may mean: read when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib import resources
from typing import NamedTuple

from audit_cli.expressions import expression

FILE = "divisions.tsv"
# the longest name is 双江拉祜族佤族布朗族傣族自治县
LONGEST_NAME = 15
_PROVINCE, _PREFECTURE = 2, 4
_KIND = expression(r"(?:特别行政区|自治[区州县旗]|地区|林区|特区|[省市区县州盟旗])$")
_PEOPLES = expression(
    r"(?:(?:壮|满|回|苗|彝|藏|侗|瑶|白|土|水|怒|傣|黎|佤|畲|羌|土家|布依|哈尼|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔"
    r"|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|塔吉克|哈萨克|维吾尔|鄂温克|鄂伦春|裕固|保安|朝鲜|蒙古|独龙|锡伯|德昂|基诺|各)族"
    r"|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)+$"
)
_SHORTEST_STEM = 2


class Division(NamedTuple):
    """A province, prefecture or county; *since* and *until* are years, 0 where it is older, or still there.

    *successors* are the codes of what it became part of, *ordinary* says that its name without its kind is a word too.
    """

    code: str
    name: str
    since: int = 0
    until: int = 0
    successors: tuple[str, ...] = ()
    ordinary: bool = False

    @property
    def level(self) -> int:
        """1 for a province, 2 for a prefecture, 3 for a county."""
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3

    @property
    def stem(self) -> str:
        return stem_of(self.name)

    @property
    def above(self) -> tuple[str, ...]:
        """The codes of the prefecture, if it has one, and the province that it is in."""
        return tuple(
            code for code in (self.code[:_PREFECTURE] + "00", self.code[:_PROVINCE] + "0000") if code != self.code
        )

    def is_in(self, other: Division) -> bool:
        """Whether it is *other*, or a part of it."""
        return self.code == other.code or other.code in self.above


def stem_of(name: str) -> str:
    """Return a name without what says its kind, as it is said for short: 桂阳, 江华; the name itself if that is one."""
    if name[-1] in "县市" and "自治" not in name:
        return name[:-1] if len(name) > _SHORTEST_STEM else name
    bare = _KIND.sub("", name)
    stem = _PEOPLES.sub("", bare) if "自治" in name else bare
    return next((part for part in (stem, bare) if len(part) >= _SHORTEST_STEM), name)


class Gazetteer:
    """Divisions by what names them."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.divisions = tuple(divisions)
        named = _by(self.divisions, [division.name for division in self.divisions])
        self.by_name = {**_shortened(self.divisions), **named}
        self.by_code = _by(self.divisions, [division.code for division in self.divisions])

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[Division, ...]]:
        return _by(self.divisions, [division.stem for division in self.divisions])

    @cached_property
    def known(self) -> frozenset[str]:
        """All that names a division, in full or for short."""
        return frozenset({*self.by_name, *self.by_stem})

    @cached_property
    def _lengths(self) -> Mapping[str, Sequence[int]]:
        """How long the names are that end with the same two characters, the longest first; none has but one."""
        found: dict[str, set[int]] = defaultdict(set)
        for name in self.known:
            found[name[-2:]].add(len(name))
        return {last: sorted(lengths, reverse=True) for last, lengths in found.items()}

    def name_at(self, text: str, start: int) -> str:
        """Return the longest full name that begins at *start*, "" if none does."""
        return next((name for name in _slices(text, start) if name in self.by_name), "")

    def known_at(self, text: str, start: int) -> str:
        """Return the longest name, full or for short, that begins at *start*, "" if none does."""
        return next((name for name in _slices(text, start) if name in self.known), "")

    def known_before(self, text: str, end: int) -> str:
        """Return the longest name, full or for short, that ends at *end*, "" if none does."""
        # a search ends here at each 县 and 市 of a text: few lengths are tried
        for length in self._lengths.get(text[max(end - 2, 0) : end], ()):
            name = text[end - length : end] if length <= end else ""
            if name in self.known:
                return name
        return ""

    def meant_by(self, name: str) -> tuple[Division, ...]:
        """Return the divisions that *name*, full or for short, may mean."""
        return self.by_name.get(name) or self.by_stem.get(name, ())


def _slices(text: str, at: int) -> Iterator[str]:
    """Yield what stands behind *at*, the longest that may be a name first."""
    return (text[at : at + length] for length in range(LONGEST_NAME, 1, -1))


def _by(divisions: Sequence[Division], keys: Sequence[str]) -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for key, division in zip(keys, divisions, strict=True):
        found[key] = (*found.get(key, ()), division)
    return found


def _shortened(divisions: Iterable[Division]) -> Mapping[str, tuple[Division, ...]]:
    """Return autonomous divisions by what their offices call them: 红河州, 湘西自治州, 江华县."""
    autonomous = [(division, division.stem, division.name[-1]) for division in divisions if "自治" in division.name]
    return {stem + middle + kind: (division,) for division, stem, kind in autonomous for middle in ("", "自治")}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer that is shipped with the program."""
    text = resources.files("rulesets").joinpath(FILE).read_text(encoding="utf-8")
    return Gazetteer(_division(line) for line in text.splitlines() if not line.startswith("#"))


def _division(line: str) -> Division:
    code, name, since, until, successors, ordinary = (line + "\t" * 5).split("\t")[:6]
    became = tuple(successors.split(",")) if successors else ()
    return Division(code, name, int(since or 0), int(until or 0), became, ordinary == "~")
