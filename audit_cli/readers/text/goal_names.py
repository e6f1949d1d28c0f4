"""What forms call the two texts of their goals: 年度预期目标, 全年实际完成情况."""

from __future__ import annotations

from audit_cli.expressions import expression

GOAL = r"(?:年度)?(?:预期总体|预期|年初设定|设定|总体)目标(?:设定)?"
RESULT = r"(?:目标)?(?:全年)?(?:实际)?完成情况|年度(?:总体)?目标完成情况"
IS_GOAL, IS_RESULT = expression(GOAL), expression(RESULT)
IS_EITHER = expression(f"{GOAL}|{RESULT}")
