"""What forms call their goal, and what was made of it: 预期目标, 年初设定目标; 实际完成情况, 年度目标完成情况.

Readers need them where a form has lost its cells, and whoever reads the fields of its head.
"""

GOAL = r"(?:年初|年度|全年|当年|项目|预期|设定|总体|绩效){0,3}目标(?:设定)?"
RESULT = r"(?:全年|年度|总体|绩效|目标|实际|具体){0,4}(?:(?<=实际)完成|完成情况)"
