"""The words around the name of a place that say whose place it is: the report's own, or that of a partner."""

from __future__ import annotations

from audit_cli.expressions import expression

# what follows the name of a report's own place …
BEHIND = expression(
    r"(?=[特经高改乡社长实县市区人故形风样新崭篇名答知影委])"
    r"(?:(?P<feature>特色)"
    r"|(?P<growth>(?:经济社会|经济|高质量|改革|乡村振兴|社会)发展|社会(?:和谐)?稳定|长治久安)"
    r"|(?P<fact>实际|县情|市情|区情)"
    r"|(?P<people>人民(?=群众|生活|生命|幸福|的|满意|安居|增收|[，。；、]))"
    r"|(?P<image>故事|形象|风采|样板(?!房)|(?:新|崭新)?篇章|名片|答卷|知名度|影响力)"
    r"|(?P<lead>委(?:、?[省市县区州旗]?(?:人民)?政府)?的?(?:(?:坚强|正确|统一)?领导下|中心工作|(?:各项|重大)?(?:决策|工作)部署))"
    r")"
)
# … and what stands before it then
BEFORE = {
    "feature": expression(
        r"(?:具有|富有|独具|凸显|彰显|体现|突出|突显|展现|打造|形成|构建|探索|创造|走出|符合|充满|鲜明的?)"
        r"[了出]?(?:一[条批个套])?$"
    ),
    "growth": expression(
        r"(?:为|促进|推动|推进|服务|助力|助推|保障|支撑|护航|加快|服务于|促|谱写|开创|书写)[我全]?[省市县区]?$"
    ),
    "fact": expression(r"(?:结合|立足|根据|依据|切合|符合|贴合|从|针对)了?$"),
    "people": expression(r"(?:造福|全体|广大|满足)了?$"),
    "image": expression(
        r"(?:讲好|展示|展现|树立|擦亮|打响|谱写|书写|贡献|打造|形成|创造|叫响|提升|提高|扩大|宣传)了?$"
    ),
    "lead": expression(r"(?:^|[，。；、：:\s]|在|围绕|贯彻|落实|按照|紧扣|服务|根据)(?:中共|了)?$"),
}
LONGEST_BEFORE = 8

# what stands before it in the name of a programme, 建设平安桂阳, and what is around the two of them
VIRTUE = expression(
    r"平安|美丽|法治|幸福|健康|智慧|数字|诚信|清廉|活力|魅力|书香|信用|大美|富饶|和美|韧性|无废|富美|品质"
)
BEHIND_VIRTUE = expression(r"[县市区州旗]?(?:建设|创建|的?目标|[”’\"」，。；、,;\n]|$)")
BEFORE_VIRTUE = expression(
    r"(?:^|[“‘\"「、，。；：:\s]"
    r"|(?:建设|打造|创建|推进|推动|深化|助力|共建|共创|构建|实现|开展|和|与|更高水平)的?)$"
)

# what makes it no wonder that another place is named: in its sentence, or in its clause and the one before
PARTNER = expression(
    r"对口|支援|援[藏疆青建外助]|驰援|帮扶|协作|结对|合作(?!社)|招商|推介|引进|签约|务工|赴|前往|跨[省市县区]|异地"
    r"|[毗相邻]邻|接壤|周边|流域|上下游|一体化|都市圈|城市群|经济[带圈区]|兄弟|法院|监狱|来自|招聘|人士|乡友|商会|会议在"
)
NEAR_PARTNER = expression(
    r"学习|借鉴|交流|考察|参观|调研|转移|就业|参加|参会|迁|原(?!则)|曾|历史|古|先进|经验|做法|支持|共建|联合|联防|区域"
    r"|[等及和与、]$|品牌|[菜茶酒米药]|非遗|[戏剧曲]|景区|旅游|[高速铁公]路|大道|战役|[《》]|国家|全国|全省|以.{1,8}为例"
    r"|公司|集团|大学|学院|医院|籍|出生"
)

# what makes another county a matter of course where it only begins a clause
ELSEWHERE = expression(
    r"^[、和与及至到到—\-（(]|^[一-鿿]{0,6}(?:公司|厂|段|线|路|桥|河|江|水库|交界|境内|法院|检察院|籍|人[，、。]|来)"
    r"|来[我本县市区]|[我本]县|同行|客商|企业家|专家|代表|队伍|队员|评[审估]|第三方|会计|事务所|代理|中标|供应商|运[往至]"
    r"|排名|对比|相比|高于|低于|优于|第[一二三四五六七八九十0-9]+[名位]|试点|示范|事件|案例|通报|教训|警示"
)
# behind the name of another place: an office there, which acts itself
AN_OFFICE = expression(r"[一-鿿]{0,10}?(?:局|委员会|厅|办公室|中心|政府)")
INCLUDED = "纳入"
# an office that tells of itself
TELLS_OF_ITSELF = expression(
    r"20[0-9]{2}年(?:度|末|底)?(?:部门|单位|整体|年初|预算|决算|绩效|收入|支出|总[收支]|本年|一般公共|财政拨款|工作[目总]|在职|实有|编制)"
    r"|(?:部门|单位)(?:整体|概况|职责|预算|决算)|内设|下设|下辖|机关内设|核定编制|编制|主要职[责能]|现有|共有"
    r"|负责|承担|认真|严格|紧紧|坚持|贯彻|按照|根据|组织|积极|加强|纳入|将(?:进一步|继续|严格|认真|加强)"
    r"|属于?[一-鿿]{0,6}(?:行政|财政|机关|部门)|[是为][一-鿿]{0,6}(?:政府|工作部门|组成部门|行政|直属|机关)"
)
# words that make what follows the report's own place
OF_ITSELF = expression(
    r"(?:^|[。；;\n！？：:）]|[，,](?:带动|促进|推动|覆盖|惠及|改善|提升|提高|保障|服务|全年|年末|[当本]年)?|纳入|带动|惠及|覆盖)$"
)
# what it is charged with, and where it lies
OF_DUTY = expression(r"(?:负责|承担|主管|位于|地处)$")
LABEL = expression(
    r"(?:填报|编制|预算|自评)?(?:单位|部门)(?:[（(](?:公章|盖章|单位|部门)[）)])?(?:名称)?(?:[（(](?:公章|盖章)[）)])?"
    r"\s*[:：\t|]\s*$"
)
# the office that a form names
CARRIED_OUT = expression(r"(?:实施|项目|预算|申报)单位(?:名称)?[ \u3000]*[:：\t|\n]\s*")
ADDRESS = expression(r"\s*(?:中共)?([一-鿿]{2,15}[省市县区州旗盟])(人民政府|财政[局厅])\s*[:：]\s*")

# a department, what only its own report says of it, and what joins it to another
DEPARTMENT = expression(r"[一-鿿]{2,16}(?:局|委员会|厅|办公室)")
DEPARTMENT_TELLS = expression(
    r"([一-鿿]{2,16}?(?:局|委员会|厅))(?=20[0-9]{2}年度?(?:部门)?(?:整体支出|部门预算|部门决算|预算|决算|收支)(?!的?批复)"
    r"|是[一-鿿]{0,8}(?:工作部门|组成部门|政府部门)|内设|核定编制|对[^，。；]{2,24}自评)"
)
# the same without the name of the place, which only what a report says of itself at length makes sure
BARE_DEPARTMENT_TELLS = expression(
    r"[县市区州](?P<office>[一-鿿]{2,12}?(?:局|委员会))(?=(?:的?主要职[责能][是为：:]|(?:部门整体支出|基本支出)[0-9为共]))"
)
# 第三中学: others of its kind differ in the number
NUMBERED = expression(r"第[一二三四五六七八九十]{1,3}(?=[一-鿿])")
JOINED = expression(
    r"更名|合并|组建|划[转入归]|移交|改革|挂牌|牌子|[原由与和及、]|下属|所属|二级|主管|批复|通知|印发|根据|会同|联合|[《》]"
)
