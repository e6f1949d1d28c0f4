"""What is said of findings: one sentence and one piece of advice for each form of a claim."""

from __future__ import annotations

from audit_cli.contract_remarks import CONTRACT_COUNSEL, CONTRACT_SENTENCES
from audit_cli.field_remarks import FIELD_SENTENCES
from audit_cli.name_remarks import NAME_COUNSEL, NAME_SENTENCES
from audit_cli.score_remarks import SCORE_SENTENCES
from audit_cli.target_remarks import TARGET_SENTENCES
from audit_cli.text_remarks import TEXT_COUNSEL, TEXT_SENTENCES


def test_no_form_has_two_sentences() -> None:
    tables = (FIELD_SENTENCES, TARGET_SENTENCES, SCORE_SENTENCES, NAME_SENTENCES, TEXT_SENTENCES)
    forms = [form for table in tables for form in table]
    assert len(forms) == len(set(forms)), "the later sentence would be said of both"


def test_no_form_has_two_pieces_of_advice() -> None:
    assert not NAME_COUNSEL.keys() & TEXT_COUNSEL.keys()
    assert CONTRACT_SENTENCES.keys() == CONTRACT_COUNSEL.keys()
