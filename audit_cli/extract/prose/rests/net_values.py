"""Net values: 固定资产原值100万元，累计折旧40万元，净值60万元; 送审价100万元，审减5万元，审定价95万元.

Cost less what was written off is the net value, assets less debts are net assets, what was handed in less what was cut
is the price approved, a limit less what is owed is what may still be raised, where the three stand in this order in a
sentence. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import difference
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

# the net figure, what it is the net of, and what is taken off
_NETS = (
    (
        expression(r"净值|净额|账面价值"),
        expression(r"原值|原价"),
        expression(r"(?:折旧|摊销)额?(?:合计)?[为是：:\s]*$"),
    ),
    (
        expression(r"净资产(?:总额|合计)?[为是：:\s]*$"),
        expression(r"资产(?:总额|总计|合计)|总资产"),
        expression(r"负债"),
    ),
    (
        expression(r"审定[一-鿿]{0,6}$"),
        expression(r"送审"),
        expression(r"[审核]减[一-鿿]{0,4}$"),
    ),
    (
        expression(r"(?:剩余|可用|尚有|举债|限额内)[一-鿿]{0,4}(?:空间|额度|限额)[为是有约]*$"),
        expression(r"(?:债务|余额|授信|信用|贷款|担保)(?:总|最高)?(?:限额|额度)[为是]?$"),
        expression(r"(?:债务|[年期月]末|实际|已用)余?额?(?:余额|额度)[为是]?$"),
    ),
    (
        expression(r"^[，]?实[发付][一-鿿]{0,4}$|^实际支付[一-鿿]{0,4}$|^成交价?[一-鿿]{0,2}$"),
        expression(r"应[发付][一-鿿]{0,4}$|原价[一-鿿]{0,2}$"),
        expression(r"扣[款缴除][一-鿿]{0,4}$|优惠[一-鿿]{0,4}$|折让[一-鿿]{0,2}$"),
    ),
)
_SIGNS = ("净", "账面", "审定", "空间", "额度", "限额", "实发", "实付", "实际支付", "成交")
_OF_THE_YEAR = expression(r"[本当今]年|新增|当期")


def net_values(paragraph: Paragraph) -> Iterator[Claim]:
    if not any(sign in paragraph.words for sign in _SIGNS):
        return
    for net in paragraph.items:
        label = net.label
        if not any(sign in label for sign in _SIGNS):
            continue
        for named, gross_named, taken_named in _NETS:
            if not named.search(label) or net.role == "change":
                continue
            near = paragraph.before(net.place, same_sentence=False)
            before = [i for i in near if i.kin(net) and not i.is_change]
            whole = [i for i in before if paragraph.total_item(i) not in before]
            gross = next((i for i in whole if gross_named.search(i.label)), None)
            taken = next((i for i in whole if taken_named.search(i.label)), None)
            if gross is None or taken is None or gross.place > taken.place or _OF_THE_YEAR.search(taken.label):
                continue
            yield difference(net, gross, taken)
