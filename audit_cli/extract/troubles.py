"""Self-evaluations that found no problem, and projects that did not go well: 自评发现问题0个, 该项目未支付.

What is denied, asked for, only possible, or not yet due is no trouble.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.slips.printed import lines_with
from audit_cli.model import Assurance, Block, Document, Form, Gap

# a problem counted and found to be none; 未发现重大问题 leaves room for lesser ones
_NONE_FOUND = expression(
    r"问题(?:数量?|个数)?[为共是：:]?[ \t]{0,4}[0０零][ \t]{0,4}(?:[个项条处]|(?=[，。；,;]))"
    r"|(?<![0-9０-９.．])[0０零][个项条处]问题"
    r"|(?:[未没]有?|均未)(?:发现|查出)(?:任何|存在)?(?:的)?问题(?=[，。；,;]|$)",
    re.MULTILINE,
)
_OF_SELF_EVALUATION = expression(r"自评|自我评价|绩效评价")
# a project that was not paid or not carried out: 未支付的款项一律收回 and 未开展绩效自评 are something else
_NOT_DONE = expression(
    r"未(?:能|予|及时|按[期时]|足额|如期|正常){0,2}(?:支付|付款|拨付|兑付|实施|执行|开展|启动|动工|开工)(?=[，,。；;、（(0-9]|$)"
)
# money that went back and was asked for again
_AGAIN = expression(
    r"(?:收回|退回|上缴|交回|缴回)[^。；\n]{0,24}?(?:重新|再次)(?:申请|申报|安排|追加)|(?:重新|再次)(?:申请|申报)[^，。；\n]{0,8}?(?:预算|资金|经费|额度|指标)"
)
_THING = expression(r"项目|工程|合同|采购|尾款|款项|资金|经费|服务费")
_DENIED = expression(
    r"不存在|没有|并无|无|未发现|未出现|不得|不准|严禁|禁止|防止|杜绝|避免|如[果有遇]|若|对|凡|应当?|须|要求|规定|确保|是否|建议|拟|可能"
)
# what is not yet due was not failed; what follows another year's plan neither
_NOT_DUE = expression(
    r"质保|保证金|未到|不到|未达到?付款|到期|期满|合同约定|按(?:照)?(?:合同|进度|计划|约定)|跨年|分[期年]|进度款|下半年|第四季度|已(?:全部|全额)?(?:支付|付清|完成支付)"
)
_ADVICE = expression(r"建议|措施|下一步|打算|计划|目标$|职能|职责|依据|制度|办法|名词解释")
_STOPS = expression(r"[。；;！!\n]")
_LONGEST = 200


def none_found(document: Document) -> Iterator[Assurance]:
    """Yield the words in which the self-evaluation is said to have found no problem."""
    text, blocks = document.text, document.blocks
    for line in lines_with("问题", text):
        for said in _NONE_FOUND.finditer(text, *line):
            number = document.block_at(said.start())
            if number < 0 or blocks[number].level or said.end() > blocks[number].end:
                continue
            block = blocks[number]
            start, _ = _sentence(text, block.start, said.start(), said.end(), block.end)
            if _OF_SELF_EVALUATION.search(text, start, said.start()):
                yield Assurance("none found", place(document, number, *said.span()))


def troubles(document: Document, forms: Sequence[Form]) -> Iterator[Gap]:
    """Yield what is told of projects that were not paid or carried out, or whose money was asked for again.

    It is told in paragraphs, and in what *forms* say of their results.
    """
    text = document.text
    results = {form.result.text.block for form in forms if form.result.text is not None}
    for number, block in enumerate(document.blocks):
        if (block.table is not None and number not in results) or block.level:
            continue
        if _ADVICE.search(document.heading_of(block)):
            continue
        for pattern in (_AGAIN, _NOT_DONE):
            found = next((f for f in pattern.finditer(text, block.start, block.end) if _is_told(text, f, block)), None)
            if found is not None:
                yield Gap("trouble", place(document, number, *found.span()))
                break


def _sentence(text: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a place, no further away than a sentence may be long."""
    low, high = max(low, start - _LONGEST), min(high, end + _LONGEST)
    begin = low
    for mark in _STOPS.finditer(text, low, start):
        begin = mark.end()
    stop = _STOPS.search(text, end, high)
    return begin, stop.start() if stop else high


def _is_told(text: str, found: re.Match[str], block: Block) -> bool:
    """Whether it is told as a fact: of a thing named before it, not denied, not of what is not due."""
    start, end = _sentence(text, block.start, found.start(), found.end(), block.end)
    before = text[start : found.start()]
    clause = before[max(before.rfind("，"), before.rfind(",")) + 1 :]
    # what a form tells of its results is told of its project
    named = block.table is not None or _THING.search(text, start, found.end())
    if not named or _NOT_DUE.search(text, start, end):
        return False
    return _DENIED.search(clause) is None
