"""Which documents of a folder belong together: those of one organization and one fiscal year.

A report of projects, of some months, or of the head office alone tells of other money than one of the whole
department, and so belongs to none of that; nor does what may be of several organizations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from audit_cli.expressions import expression
from audit_cli.extract.profile import months_of
from audit_cli.model import Document

if TYPE_CHECKING:
    from audit_cli.extract import Extraction

Value = TypeVar("Value")

_SHORTEST_NAME = 4
_FIRST_LINES = 8
_WHOLE_YEAR = 12
_OF_PROJECTS = expression(r"项目|专项|转移支付")
_PROJECT_FORM = expression(r"(?:项目|专项)[^。；，\n]{0,20}(?:表|报告|说明)$")
_OF_ALL = expression(r"整体|部门决算")
# the accounts of a department are those of its head office and of the units below it
_HEADQUARTERS = expression(r"本级|机关(?=20|部门|单位|决算|预算|[（(])|单位(?:决算|预算)")


def submissions(extractions: Sequence[Extraction]) -> list[list[int]]:
    """Return the documents of one folder that belong together, as indices, each submission of two at least."""
    profiles = [extraction.profile for extraction in extractions]
    names = _full_names(profile.organization for profile in profiles)
    years = {profile.fiscal_year for profile in profiles if profile.fiscal_year is not None}
    found: dict[tuple[str, int, bool], list[int]] = defaultdict(list)
    for index, (title, organization, year) in enumerate(profiles):
        name = names[organization] if organization else _only(set(names.values()))
        told = _only(years) if year is None else year
        document = extractions[index].document
        if name and told and _is_of_all(title, document) and months_of(document) == _WHOLE_YEAR:
            found[name, told, bool(_HEADQUARTERS.search(title))].append(index)
    return [together for together in found.values() if len(together) > 1]


def _is_of_all(title: str, document: Document) -> bool:
    """Whether a document with this *title* tells of all the money, not of some projects."""
    if _OF_ALL.search(title):
        return True
    # the title of a workbook may be the name of its sheet
    lines = (document.text_of(block).strip() for block in document.blocks[:_FIRST_LINES])
    return not _OF_PROJECTS.search(title) and not any(_PROJECT_FORM.search(line) for line in lines)


def _full_names(names: Iterable[str]) -> Mapping[str, str]:
    """Return each of *names* with the longest that ends with it, "" where several do: 教育局, 河西区教育局."""
    given = {name for name in names if name}
    found: dict[str, str] = {}
    for name in given:
        longer = {other for other in given if other.endswith(name)} if len(name) >= _SHORTEST_NAME else {name}
        longest = max(longer, key=lambda other: (len(other), other))
        found[name] = longest if all(longest.endswith(other) for other in longer) else ""
    return found


def _only(values: Collection[Value]) -> Value | None:
    return next(iter(values)) if len(values) == 1 else None
