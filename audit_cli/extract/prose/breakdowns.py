"""Totals and their parts in prose: the productions, in the order in which they take what they read.

Lists with a cue are read from the last cue to the first, so that inner lists are closed before outer ones look; what
an inner list takes is invisible to the outer. Of the readings that the cues allow, the one that closes is the right
one; if none does, the cue's own reading is the claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.abreast import Staged
from audit_cli.extract.prose.averages.areas import areas
from audit_cli.extract.prose.averages.averages import averages
from audit_cli.extract.prose.averages.counted_averages import counted_averages
from audit_cli.extract.prose.averages.distributive import distributed
from audit_cli.extract.prose.averages.per_thousand import per_thousand
from audit_cli.extract.prose.averages.priced import priced
from audit_cli.extract.prose.averages.priced_sums import priced_sums
from audit_cli.extract.prose.averages.time_averages import time_averages
from audit_cli.extract.prose.classes.closed_classes import closed_classes
from audit_cli.extract.prose.classes.done_or_not import done_or_not
from audit_cli.extract.prose.classes.exclusive_classes import exclusive_classes
from audit_cli.extract.prose.classes.exclusive_kinds import exclusive_kinds
from audit_cli.extract.prose.classes.former_and_latter import former_and_latter
from audit_cli.extract.prose.classes.people_classes import people_classes
from audit_cli.extract.prose.formulas.named import named_formulas
from audit_cli.extract.prose.formulas.printed import formulas
from audit_cli.extract.prose.lists.counted_lists import counted_lists
from audit_cli.extract.prose.lists.cued_lists import cued_lists
from audit_cli.extract.prose.lists.matrix_lists import matrix_lists
from audit_cli.extract.prose.lists.numbered_parts import numbered_parts
from audit_cli.extract.prose.lists.ordinal_lists import ordinal_lists
from audit_cli.extract.prose.lists.paired_lists import paired_lists
from audit_cli.extract.prose.lists.part_counts import part_counts
from audit_cli.extract.prose.lists.used_classes import used_classes
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.scores.lost_points import lost_points
from audit_cli.extract.prose.totals.chains import chains
from audit_cli.extract.prose.totals.hanging_totals import hanging_totals
from audit_cli.extract.prose.totals.instalments_in_all import instalments_in_all
from audit_cli.extract.prose.totals.paired_totals import paired_totals
from audit_cli.extract.prose.totals.periods import periods
from audit_cli.extract.prose.totals.silent_sums import silent_sums
from audit_cli.extract.prose.totals.stages import stages
from audit_cli.extract.prose.totals.totals_behind import totals_behind
from audit_cli.extract.prose.totals.totals_by_name import totals_by_name
from audit_cli.extract.prose.totals.totals_of_brackets import totals_of_brackets
from audit_cli.model import Claim

PRODUCTIONS = (
    formulas,
    named_formulas,
    priced_sums,
    closed_classes,
    used_classes,
    paired_lists,
    paired_totals,
    lost_points,
    matrix_lists,
    former_and_latter,
    numbered_parts,
    cued_lists,
    done_or_not,
    people_classes,
    exclusive_classes,
    exclusive_kinds,
    counted_lists,
    chains,
    stages,
    instalments_in_all,
    periods,
    totals_behind,
    totals_by_name,
    totals_of_brackets,
    hanging_totals,
    ordinal_lists,
    distributed,
    priced,
    averages,
    counted_averages,
    time_averages,
    per_thousand,
    areas,
    part_counts,
)


def breakdowns(rows: Sequence[Row]) -> Staged[list[list[Claim]]]:
    """Return the sums that each of the paragraphs *rows* asserts; a row then knows the total of each part.

    A production reads all paragraphs before the next one begins.
    """
    claims: list[list[Claim]] = [[] for _ in rows]
    several = [(row, sums) for row, sums in zip(rows, claims, strict=True) if len(row.items) > 1]
    for production in PRODUCTIONS:
        yield
        for row, sums in several:
            sums += production(row)
    yield
    for row, sums in several:
        sums += list(silent_sums(row, sums))
    return claims
