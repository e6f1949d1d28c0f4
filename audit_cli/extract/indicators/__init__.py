"""Indicators, the forms they stand in, and what a report gives itself for them."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.extract.indicators.fields import Figures
from audit_cli.extract.indicators.forms import read_forms
from audit_cli.extract.indicators.gaps import read_gaps
from audit_cli.extract.indicators.lines import read_lines
from audit_cli.extract.indicators.promises import read_promises
from audit_cli.extract.indicators.ratings import read_ratings
from audit_cli.model import Document, Field, Form, Gap, Indicator, Rating


class IndicatorReading(NamedTuple):
    """The forms in the order of the text, targets set in sentences, the ratings, and what sentences leave open."""

    forms: tuple[Form, ...]
    promises: tuple[Indicator, ...]
    ratings: tuple[Rating, ...]
    gaps: tuple[Gap, ...]

    def without_results(self) -> IndicatorReading:
        """Return the same of a report on part of a year: what was reached until then is no result yet."""
        forms = (f._replace(indicators=tuple(i._replace(actual=Field()) for i in f.indicators)) for f in self.forms)
        return self._replace(forms=tuple(forms), promises=())

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, those of forms and lists first."""
        return (*[indicator for form in self.forms for indicator in form.indicators], *self.promises)


def read_indicators(document: Document, figures: Figures) -> IndicatorReading:
    """Return what *document* says of indicators; *figures* are those of each block."""
    forms: list[Form] = []
    if "指标" in document.text:
        forms += read_forms(document, figures)
        forms += read_lines(document, figures)
        forms.sort(key=lambda form: form.place.start)
    ratings = read_ratings(document, figures, forms)
    promises = tuple(read_promises(document, figures))
    return IndicatorReading(tuple(forms), promises, tuple(ratings), tuple(read_gaps(document, figures)))
