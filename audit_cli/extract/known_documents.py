"""The documents of ``rulesets/documents.yaml``, by title and by number as reports print them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import Regulation
from audit_cli.strict_yaml import load

_NUMBER = expression(r"(?P<issuer>[一-鿿]+)〔(?P<year>[0-9]{4})〕(?P<serial>[0-9]+)号")
_ORDER = expression(r"国务院令第(?P<serial>[0-9]+)号")
_BLANK = expression(r"[\s《》〈〉<>＜＞()（）]+")
_AROUND = expression(
    r"^(?:中华人民共和国|中共中央|国务院|财政部|湖南省财政厅)*(?:关于)?(?:印发)?|(?:试行|的通知|通知)+$"
)


class KnownDocuments(NamedTuple):
    """Regulations by normalized title, and by issuer (国务院令 for an order), year ("" for one) and serial number."""

    by_title: Mapping[str, Regulation]
    by_number: Mapping[tuple[str, str, str], Regulation]


def normalized(title: str) -> str:
    """Return *title* without those who issued it, and without the words that only say that it was sent out.

    >>> normalized("财政部关于印发《项目支出绩效评价管理办法》的通知")
    '项目支出绩效评价管理办法'
    """
    return _AROUND.sub("", _BLANK.sub("", title))


@lru_cache(maxsize=1)
def known_documents() -> KnownDocuments:
    """Return the documents that are shipped with the program."""
    source = resources.files("rulesets").joinpath("documents.yaml").read_text(encoding="utf-8")
    regulations = [Regulation(**entry) for entry in load(source, "documents.yaml")["documents"]]
    titles = [normalized(regulation.title) for regulation in regulations]
    by_title = {t: r for t, r in zip(titles, regulations, strict=True) if titles.count(t) == 1}
    return KnownDocuments(by_title, {_key(regulation.number): regulation for regulation in regulations})


def _key(number: str) -> tuple[str, str, str]:
    if order := _ORDER.fullmatch(number):
        return "国务院令", "", order["serial"]
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(f"documents.yaml: {number} is no document number")
    return found["issuer"], found["year"], found["serial"]
