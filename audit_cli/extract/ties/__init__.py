"""Tie-out: what figures assert of one another across paragraphs and tables."""

from audit_cli.extract.ties.balances import balances
from audit_cli.extract.ties.budgets_elsewhere import budgets_elsewhere
from audit_cli.extract.ties.classified_wholes import classified_wholes
from audit_cli.extract.ties.common_wholes import common_wholes
from audit_cli.extract.ties.equal_facts import equal_facts
from audit_cli.extract.ties.fact_changes import changes_of_facts
from audit_cli.extract.ties.fact_growth import changes_from_facts
from audit_cli.extract.ties.fact_sums import sums_of_facts
from audit_cli.extract.ties.goals import goals
from audit_cli.extract.ties.graded_kinds import graded_kinds
from audit_cli.extract.ties.grouped_lists import grouped_lists
from audit_cli.extract.ties.indicator_values import indicator_values
from audit_cli.extract.ties.mistyped_twins import mistyped_pairs, mistyped_twins
from audit_cli.extract.ties.named_rests import with_named_rests
from audit_cli.extract.ties.named_wholes import named_wholes
from audit_cli.extract.ties.nearby_balances import nearby_balances
from audit_cli.extract.ties.open_balances import open_balances
from audit_cli.extract.ties.paragraph_lists import paragraph_lists
from audit_cli.extract.ties.repeated_clauses import repeats
from audit_cli.extract.ties.retold_rows import retold_rows
from audit_cli.extract.ties.scored_lines import scored_lines
from audit_cli.extract.ties.settled import Settled
from audit_cli.extract.ties.staff_counts import staff_counts
from audit_cli.extract.ties.table_lines import TableLines
from audit_cli.extract.ties.taken_up import taken_up
from audit_cli.extract.ties.told_balances import told_balances
from audit_cli.extract.ties.told_ratios import told_ratios
from audit_cli.extract.ties.told_scores import told_scores
from audit_cli.extract.ties.totals_elsewhere import rollups
from audit_cli.extract.ties.whole_of_shares import wholes_of_shares

__all__ = [
    "Settled",
    "TableLines",
    "balances",
    "budgets_elsewhere",
    "changes_from_facts",
    "changes_of_facts",
    "classified_wholes",
    "common_wholes",
    "equal_facts",
    "goals",
    "graded_kinds",
    "grouped_lists",
    "indicator_values",
    "mistyped_pairs",
    "mistyped_twins",
    "named_wholes",
    "nearby_balances",
    "open_balances",
    "paragraph_lists",
    "repeats",
    "retold_rows",
    "rollups",
    "scored_lines",
    "staff_counts",
    "sums_of_facts",
    "taken_up",
    "told_balances",
    "told_ratios",
    "told_scores",
    "wholes_of_shares",
    "with_named_rests",
]
