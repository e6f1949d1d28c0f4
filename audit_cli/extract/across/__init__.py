"""Submissions: what the documents of a folder that belong together assert of one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit_cli.extract.across.belonging import submissions
from audit_cli.extract.across.copies import without_copies
from audit_cli.extract.across.restated import restatements
from audit_cli.extract.across.stated import stated_in
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim

if TYPE_CHECKING:
    from audit_cli.extract import Extraction

__all__ = ["claims_across"]


def claims_across(extractions: Sequence[Extraction], terms: Terms) -> dict[int, list[Claim]]:
    """Return what the documents of one folder assert of one another, by the index of the one that each claim is of."""
    found: dict[int, list[Claim]] = {}
    for together in submissions(extractions):
        kept = [together[place] for place in without_copies([extractions[i].document for i in together])]
        for index, claim in restatements([stated_in(i, extractions[i], terms.functional) for i in kept]):
            found.setdefault(index, []).append(claim)
    return found
