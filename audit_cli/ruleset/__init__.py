"""Rulesets: rules and profiles as data, read strictly; every complaint names file and line.

A ruleset is a file ``rulesets/<profile>.yaml``, which may go on in the files of a folder ``rulesets/<profile>``.
With ``extends`` it starts from another and states only the differences: a rule whose id is known there changes the
fields it gives, a value whose name is known there replaces it.
"""

from audit_cli.ruleset.fields import FIELDS
from audit_cli.ruleset.files import (
    DEFAULT_PROFILE,
    FOLDER,
    files_of,
    load_rules_file,
    load_ruleset,
    profiles,
    signs_of_profile,
)
from audit_cli.ruleset.rule import Basis, Dated, Rule, Ruleset, Signs, shown

__all__ = [
    "DEFAULT_PROFILE",
    "FIELDS",
    "FOLDER",
    "Basis",
    "Dated",
    "Rule",
    "Ruleset",
    "Signs",
    "files_of",
    "load_rules_file",
    "load_ruleset",
    "profiles",
    "shown",
    "signs_of_profile",
]
