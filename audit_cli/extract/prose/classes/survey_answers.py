"""Answers to whether one is satisfied, of which nobody gives two: 非常满意, 基本满意, 一般, 不满意."""

from __future__ import annotations

SATISFIED = r"(?:非常|十分|很)?(?P<nearly>比较|较为?|基本)?满意(?:的|为)?"
ANSWER = (
    r"(?:(?:非常|十分|很)?(?:比较|较为?|基本)?满意|(?:非常|十分|很)?不(?:太|很|大)?(?:满意|了解|清楚)|一般|尚可|无所谓|说不清)"
    r"[”\"]?(?:的|为)?"
)
