"""Time grows with the length of a text and no faster, whatever the text: a file of any size is audited to its end."""

from __future__ import annotations

import time

import pytest

from audit_cli.pipeline import audit_text
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset
from benchmarks.shapes import (
    ADVERSARIAL,
    MONOTONOUS,
    ORDINARY,
    PATTERNS,
    Shape,
    accounts,
    fixtures_again,
    followed,
    paragraph,
    repeated,
    table,
)

RULES = rulebook(load_ruleset())
# a quadratic loop would make it eight times as slow a character
GROWTH, MOST = 8, 3.0
# less than this is not worth measuring, and more than this a character is too slow at any length
LEAST_SECONDS, MOST_MICROSECONDS = 0.04, 250


def seconds(text: str) -> float:
    begin = time.process_time()
    audit_text(text, RULES)
    return time.process_time() - begin


def grows(text: Shape, short: int) -> float:
    """Return how much more a character costs at eight times the length *short*."""
    once = max(min(seconds(text(short)) for _ in range(2)), LEAST_SECONDS)
    return seconds(text(GROWTH * short)) / once / GROWTH


@pytest.fixture(scope="module", autouse=True)
def _everything_is_loaded() -> None:
    audit_text(fixtures_again(4_000), RULES)


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_text(name: str) -> None:
    assert grows(ORDINARY[name], 3_000) < MOST


def test_long_accounts() -> None:
    assert grows(accounts, 20_000) < 2


@pytest.mark.parametrize("name", MONOTONOUS)
def test_one_character_again_and_again(name: str) -> None:
    assert grows(followed(MONOTONOUS[name]), 3_000) < MOST


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_texts_that_change_from_line_to_line_or_nest(name: str) -> None:
    assert grows(ADVERSARIAL[name], 2_000) < MOST


@pytest.mark.parametrize(
    "name",
    [
        "one table again",
        "classes, a cell a line",
        "rates without a budget",
        "budgets apart from rates",
        "balances in words",
        "slips printed elsewhere",
    ],
)
def test_what_is_looked_for_in_the_whole_document(name: str) -> None:
    assert grows(ADVERSARIAL[name], 12_000) < 2


@pytest.mark.parametrize("unit", PATTERNS)
def test_one_phrase_again_and_again(unit: str) -> None:
    assert grows(repeated(unit), 1_200) < MOST


def test_a_paragraph_of_thousands_of_figures() -> None:
    assert seconds(paragraph(200_000)) < 200_000 * MOST_MICROSECONDS / 10**6


def test_a_table_of_twenty_thousand_cells() -> None:
    text = table(160_000)
    assert text.count("\t") + text.count("\n") >= 19_000
    assert seconds(text) < len(text) * MOST_MICROSECONDS / 10**6
