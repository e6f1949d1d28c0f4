"""The ties among facts: one fact in two places, sums and balances over tables and paragraphs, and what is mistyped."""

from __future__ import annotations

from audit_cli.extract.first_reading import FirstReading
from audit_cli.extract.statements.ties import but_for_entries, unit_slips
from audit_cli.extract.ties.balances.of_facts import balances
from audit_cli.extract.ties.restated.equal_facts import equal_facts
from audit_cli.extract.ties.restated.mistyped_twins import mistyped_twins
from audit_cli.extract.ties.restated.repeated_clauses import repeats
from audit_cli.extract.ties.restated.settled import Settled
from audit_cli.extract.ties.sums.fact_sums import sums_of_facts
from audit_cli.model import Claim


def among_facts(first: FirstReading) -> list[Claim]:
    document, terms, facts = first.document, first.terms, first.facts
    sums = [claim for claim in first.claims if claim.kind == "sum"]
    settled = Settled(sums)
    restated = settled.left_of(equal_facts(facts, first.figures, document, terms.functional))
    found = list(but_for_entries(restated, first.statements))
    found += unit_slips(first.statements)
    found += settled.left_of(repeats(document, first.by_block))
    found += but_for_entries(sums_of_facts(facts, terms.wholes, sums), first.statements)
    found += balances(facts, sums)
    equal = [claim for claim in (*first.claims, *found) if claim.kind == "equal"]
    found += mistyped_twins(facts, document, equal)
    return found
