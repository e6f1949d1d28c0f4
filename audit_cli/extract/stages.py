"""How a document is read, stage by stage; each looks at what those before it have found.

1. a first reading: what tables, sentences and lists say, each by itself
2. the ties among facts, then those among paragraphs, then the changes whose base stands elsewhere
3. budgets and what was spent of them; contracts; indicators and forms; and what these say of figures in the text
4. what all these leave to be explained by a table
5. all that is told beside the figures' relations
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.abreast import Staged
from audit_cli.extract import Extraction
from audit_cli.extract.assurances import assurances, none_at_all
from audit_cli.extract.blank_rows import blank_rows
from audit_cli.extract.breaches import read_breaches
from audit_cli.extract.citations import citations
from audit_cli.extract.contracts import contracts_of
from audit_cli.extract.contracts.claims import remainders, totals
from audit_cli.extract.contracts.settlements import unsettled_works
from audit_cli.extract.datings import read_datings
from audit_cli.extract.executions import executions
from audit_cli.extract.first_reading import FirstReading, first_reading
from audit_cli.extract.indicators import IndicatorReading, read_indicators
from audit_cli.extract.named_rates import named_rates
from audit_cli.extract.outline import outline
from audit_cli.extract.papers import papers
from audit_cli.extract.places.mentions import read_mentions
from audit_cli.extract.profile import months_of
from audit_cli.extract.prose.totals.near_sums import untold
from audit_cli.extract.slips import slips
from audit_cli.extract.slips.misspelt_names import misspelt_names
from audit_cli.extract.slips.personal_numbers import personal_numbers
from audit_cli.extract.staffing import staffing
from audit_cli.extract.terms import Terms
from audit_cli.extract.ties.among_facts import among_facts
from audit_cli.extract.ties.among_paragraphs import among_paragraphs
from audit_cli.extract.ties.rates.fact_changes import changes_of_facts
from audit_cli.extract.ties.rates.fact_growth import changes_from_facts
from audit_cli.extract.ties.restated.form_summaries import form_summaries
from audit_cli.extract.ties.restated.goals import goals
from audit_cli.extract.ties.restated.indicator_values import indicator_values
from audit_cli.extract.ties.restated.listed_forms import listed_forms
from audit_cli.extract.ties.restated.mistyped_twins import mistyped_pairs
from audit_cli.extract.ties.restated.retold_rows import retold_rows
from audit_cli.extract.ties.restated.told_scores import concluded_scores, told_scores
from audit_cli.extract.ties.sums.named_rests import with_named_rests
from audit_cli.extract.ties.table_lines import TableLines
from audit_cli.extract.trends import read_trends
from audit_cli.extract.trends.causes import read_causes
from audit_cli.extract.troubles import none_found, troubles
from audit_cli.extract.zero_bases import zero_bases
from audit_cli.model import Claim, Contract, Document, Execution

_WHOLE_YEAR = 12


def read(document: Document, terms: Terms) -> Staged[Extraction]:
    """Return all that is read of *document*, each line of which is one of its own; a bare yield ends a stage."""
    first = yield from first_reading(document, terms)
    yield
    claims = [*first.claims, *among_facts(first)]
    yield
    claims += among_paragraphs(first, claims)
    yield
    based = list(changes_from_facts(first.prose.pending, first.facts, first.year))
    claims += [*based, *changes_of_facts(first.prose.open_changes, first.facts, first.year)]
    spent = executions(document, claims, first.facts, first.paragraphs)
    claims += mistyped_pairs(spent, first.figures, document, [claim for claim in claims if claim.kind == "equal"])
    yield
    contracts = contracts_of(document, first.paragraphs, first.figures, first.year)
    claims += remainders(document, contracts, claims)
    claims += totals(document, first.paragraphs, contracts)
    yield
    performance = read_indicators(document, first.by_block)
    yield
    claims += _told_of_forms(first, performance)
    claims = _explained_by_tables(first, claims)
    yield
    unread = sum(pending.is_rate for pending, _ in first.prose.pending) - sum(c.kind == "growth" for c in based)
    if (months := months_of(document)) != _WHOLE_YEAR:
        spent = tuple(execution._replace(months=months) for execution in spent)
        performance = performance.without_results()
    return _extraction(first, claims, unread, spent, contracts, performance)


def _told_of_forms(first: FirstReading, performance: IndicatorReading) -> list[Claim]:
    """Return what the text tells again of the indicators, the goals and the scores of forms."""
    document, forms = first.document, performance.forms
    return [
        *indicator_values(performance.indicators, first.paragraphs, document),
        *goals(forms, first.paragraphs),
        *form_summaries(forms, first.paragraphs),
        *told_scores(forms, first.by_block, document),
        *concluded_scores(forms, first.by_block, document),
        *listed_forms(forms, first.facts, document),
    ]


def _explained_by_tables(first: FirstReading, claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims* as the rows of tables explain them, with the rows told again, and the sums nearly told."""
    lines = TableLines(first.tables.facts, first.document)
    found = list(with_named_rests(claims, lines, first.document))
    found += retold_rows(first.paragraphs, lines, first.document, found)
    found += untold(first.prose.near, found)
    return found


def _extraction(
    first: FirstReading,
    claims: Sequence[Claim],
    unread_claims: int,
    spent: tuple[Execution, ...],
    contracts: Sequence[Contract],
    performance: IndicatorReading,
) -> Extraction:
    """Return all that was found, with what is told beside it."""
    document, terms, by_block, facts, year = first.document, first.terms, first.by_block, first.facts, first.year
    said = assurances(document, performance.forms, terms)
    no_troubles = (*none_found(document), *none_at_all(document, said))
    return Extraction(
        document,
        first.figures,
        tuple(claims),
        facts,
        unread_claims,
        executions=spent,
        contracts=tuple(contracts),
        indicators=performance.indicators,
        staffing=staffing(document, facts, first.paragraphs),
        year=year,
        forms=performance.forms,
        ratings=performance.ratings,
        gaps=(
            *performance.gaps,
            *read_breaches(document, by_block, year),
            *blank_rows(document),
            *zero_bases(claims),
            *(troubles(document, performance.forms) if no_troubles else ()),
        ),
        datings=(*read_datings(document, first.profile, facts), *unsettled_works(document, first.figures)),
        mentions=tuple(read_mentions(document, first.profile)),
        named_rates=named_rates(document, by_block),
        profile=first.profile,
        papers=papers(document),
        outline=outline(document),
        assurances=(*said, *no_troubles),
        slips=(*slips(document), *misspelt_names(document, facts, terms)),
        personal_numbers=tuple(personal_numbers(document)),
        citations=tuple(citations(document, year)),
        statements=first.statements,
        trends=read_trends(document, by_block, facts, year, terms),
        causes=read_causes(document, by_block),
    )
