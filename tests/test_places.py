"""Years and names that belong to another report: what must be found, and all that must not."""

from __future__ import annotations

import pytest

from audit_cli.extract.places.home import home_of
from audit_cli.extract.profile import Profile
from audit_cli.gazetteer import gazetteer, stem_of
from audit_cli.pipeline import audit_text

TITLE = "湘阴县应急管理局2021年度部门整体支出绩效自评报告\n"
RIGHT_PLACES = {
    "its own place": "结合湘阴实际，加快构建具有湘阴特色的应急体系，为湘阴县经济社会发展提供保障。",
    "its prefecture": "为岳阳市高质量发展提供安全保障，建设平安岳阳。",
    "its province": "服务湖南经济社会发展，走出一条具有湖南特色的路子，建设法治湖南。",
    "a mine": "依法关闭友谊煤矿、和平煤矿、大通煤矿等6个煤矿。",
    "townships with the names of cities": "南京镇、樟树镇、新泉镇、长康镇、三塘镇按照标准建设到位。",
    "peace and calm": "全区和平稳定，全县人民平安，社会大局和谐，推动新城建设，改造城关和朝阳社区。",
    "words that are counties too": "具有时代特色，富有文化特色，打造古城特色，突出民主特色，体现地方特色。",
    "a new town": "加快新城区经济社会发展，推动老城区高质量发展，推动城区社会稳定。",
    "a partner in the west": "对口支援新疆吐鲁番市，为吐鲁番经济社会发展作出了贡献。",
    "cooperation of east and west": "深化东西部协作，助力龙山县乡村振兴发展，为龙山人民增收。",
    "a visit": "赴浏阳市考察学习，借鉴其结合浏阳实际推进烟花爆竹监管的做法。",
    "another county came": "桂阳县应急管理局一行10人来我县考察交流。",
    "a conference": "参加长沙县应急管理局承办的全省现场会议。",
    "people who work elsewhere": "组织农民工前往广东东莞务工1200人，服务东莞经济发展。",
    "a transfer": "与汨罗市应急管理局联合执法6次，平江县应急管理局移交案件2起。",
    "a lent hand": "桂阳县应急管理局借调人员1名已返回。",
    "a company": "桂阳县宏发建设工程有限公司中标，合同金额120.00万元。",
    "a university": "委托湘潭大学开展评估，湘潭大学为湘潭经济社会发展研究中心。",
    "a hospital elsewhere": "转诊至长沙市中心医院和北京朝阳医院36人次。",
    "a road": "完成京港澳高速长沙段、平江至汨罗公路的排查。",
    "a brand": "销售宁乡花猪、安化黑茶、桂阳烤烟等特色产品。",
    "a famous tea": "推广安化特色黑茶。",
    "a river": "治理资江、沅江、湘江河道12.60公里。",
    "a document of another county": "参照《桂阳县应急管理局应急预案管理办法》修订了制度。",
    "a document of another province": "学习《数字福建建设方案》，推进数字湖南建设。",
    "a place of birth": "引进人才3名，其中桂阳籍1名，浏阳籍2名。",
    "a court": "经长沙市雨花区人民法院判决，赔偿12.00万元。",
    "neighbours": "与汨罗市、望城区、宁乡市接壤，与沅江市隔江相望。",
    "of old": "县城始建于南朝，曾属长沙县，后为岳阳人民政府管辖。",
    "China": "坚持中国特色社会主义，建设美丽中国、健康中国、数字中国。",
    "a programme that is no place": "建设平安校园、智慧社区、美丽乡村、文明城市、数字政府、法治政府、健康家庭。",
    "prefecture and county before an office": "岳阳市应急管理局2021年下达资金20.00万元。",
    "the office above": "湖南省应急管理厅2021年表彰我局。",
    "another department gives": "湘阴县财政局2021年预算批复我局资金120.00万元。",
    "another department asks": "根据湘阴县财政局2021年部门整体支出绩效评价的通知要求，我局开展自评。",
    "a department that was renamed": "原湘阴县安全生产监督管理局2018年部门预算由我局承接。",
    "a unit below": "湘阴县应急管理局安全生产执法大队2021年部门预算120.00万元。",
    "stories of no place": "讲好湖湘故事，讲好中国故事，展示基层风采，提升全县旅游知名度。",
    "help in an epidemic": "为支持武汉抗疫，派出医护人员12人，服务武汉群众。",
    "a model elsewhere": "推广福建三明经验，学习“诸暨样板”，打造医改样板。",
    "its superiors lead": "在湖南省委、岳阳市委的正确领导下，在湘阴县委、县政府的领导下，落实岳阳市委决策部署。",
    "a training elsewhere": "长沙市应急管理局2021年组织培训班，派员2人；平江县应急管理局2021年与我局共同演练3次。",
    "the economy of a region": "促进长江经济带高质量发展，推动京津冀协同发展，服务中部地区高质量发展。",
    "a department that takes over": "湘阴县民政局是县政府工作部门，其救灾职责划转我局。",
}
RIGHT_YEARS = {
    "the year before": "2021年收入1207.93万元，比2020年增加36.20万元，2020年度收入总计1171.73万元。",
    "the plan of five years": "“十三五”（2016-2020年）规划提出，到2020年，全县监管体制基本完善。",
    "a plan to come": "总体目标：到2025年，全县监管体制机制基本完善。",
    "a project begun earlier": "平台项目2018年至2021年分期实施，2019年开工，2020年完成主体。",
    "a project of one year": "项目起止时间：2021年至2021年。",
    "the term of a contract": "合同期限2021年-2021年，已履行完毕。",
    "months of one year": "2021年1月至2021年12月，开展检查86次。",
    "a document of the year before": "根据《关于开展2020年度部门绩效自评工作的通知》（湘财绩〔2020〕7号）建立制度。",
    "a document with its number": "湘财绩【2020】0547号下达安全生产经费20.00万元。",
    "the date of a contract": "2020年8月12日签订合同，2020年12月31日交付。",
    "written in the next year": "2022年3月，我局组织了自评；2022年将进一步完善制度。",
    "carried over": "2020年结转资金229.02万元，2021年使用完毕。",
    "budget and accounts of one year": "2021年支出1207.93万元，比2021年预算1190.00万元增加17.93万元。",
    "the end and the beginning": "2021年末资产总额860.40万元，比2021年初增加20.40万元。",
    "a part of the year": "2021年下半年事故3起，比2021年上半年减少2起。",
    "two years in one sentence": "2021年接待120批次（2020年接待150批次），比2020年减少30批次。",
    "the next year": "2022年计划支出1000.00万元，比2021年减少207.93万元。",
    "next year without its number": "2021年接待120批次，下一年度计划比2021年减少10批次。",
    "the same as the year before": "2020年度公用经费120.35万元，与上年持平；2021年公用经费120.35万元。",
    "the review of the year before": "对2020年度绩效评价发现的问题进行整改。",
    "a goal that was reached": "到2020年底，全县已全面消除隐患，累计整改128处。",
    "a rate that rose": "整改率由2016年的80.00%提高到2020年的95.00%，到2020年实现了全面覆盖。",
    "paid in the next year": "2020年项目支出120.35万元于2021年支付，2021年项目支出120.35万元。",
    "the state of two years": "截至2020年12月31日，资产289.02万元；截至2021年12月31日，资产289.02万元。",
    "results of the year before": "对2020年度预算绩效评价结果进行公开，2020年整体支出绩效评价得分92.0分。",
    "a heading about what was carried over": "三、2020年度结转资金使用情况\n全部使用完毕。",
    "money of a programme that ended": "到2020年，中央财政投入达到120亿元，全面实现脱贫目标。",
    "pages": "详见2020-2021年统计资料第12页，2019年至2021年事故起数逐年下降。",
}
WRONG_YEARS = {
    "2020年": "根据通知要求，现将2020年度部门整体支出绩效自评情况报告如下：2021年支出1207.93万元，2021年检查86次。",
    "2021年": "火灾事故起数较2021年至2021年平均数下降35%。",
    "2022年": "事故起数较2022年至2020年平均数下降35%。",
    "2021年 ": "2021年接待120批次，比2021年减少30批次。",
    "2021年  ": "与2021年相比，本年度事故起数下降20%。",
    "2015年": "年度目标：到2015年，监管体制机制基本完善，事故总量明显下降。",
    "2020年 ": "一、2020年度部门整体支出情况\n2021年支出1207.93万元，2021年检查86次。",
    "2020年  ": "2021年检查86次，2021年培训12次。\n部门整体支出绩效自评表\n（2020年度）\n实有人数\t41",
    "2020年   ": "2020年度本年支出合计4006.95万元。\n2021年培训12次，2021年度本年支出合计4006.95万元。",
    "2020年    ": "2021年检查86次，2021年培训12次，对我局2020年度部门整体支出绩效进行了自评。",
}
WRONG = {
    "桂阳": "紧盯前沿，加快构建具有桂阳特色的应急体系。",
    "桂阳县": "为桂阳县经济社会发展提供坚强的应急管理保障。",
    "汨罗": "结合汨罗实际，制定了工作方案。",
    "平江": "深入推进平安平江建设，提高群众安全感。",
    "平江县": "在平江县委、县政府的坚强领导下，我局完成了各项任务。",
    "宁乡市": "紧紧围绕宁乡市委、市政府中心工作，完成了各项任务。",
    "浏阳": "谱写浏阳高质量发展新篇章。",
    "华容县": "全县事故下降，造福华容县人民，群众满意。",
    "湖北": "走出了一条具有湖北特色的路子。",
    "长沙市": "服务长沙市高质量发展，完成各项任务。",
    "汝城县": "汝城县应急管理局2021年整体支出1207.93万元。",
    "安化县": "单位名称：安化县应急管理局\n人员编制46人，实有41人。",
    "桃江县": "本次自评由财务股完成。\n桃江县应急管理局\n2022年4月10日",
    "湘阴县水利局": "湘阴县水利局2021年度部门整体支出1207.93万元。",
}


def found(text: str, *kinds: str) -> list[str]:
    results = audit_text(text).results
    return [
        r.comparison.claim.stated.text
        for r in results
        if r.status in ("fail", "review") and r.comparison.claim.kind in (kinds or ("place", "period"))
    ]


@pytest.mark.parametrize("text", [*RIGHT_PLACES.values(), *RIGHT_YEARS.values()], ids=[*RIGHT_PLACES, *RIGHT_YEARS])
def test_right_text_draws_nothing(text: str) -> None:
    assert found(TITLE + text + "\n") == []


@pytest.mark.parametrize(("name", "text"), WRONG.items(), ids=WRONG)
def test_the_name_of_another_place_is_found(name: str, text: str) -> None:
    assert found(TITLE + text + "\n") == [name]


@pytest.mark.parametrize(("year", "text"), WRONG_YEARS.items())
def test_the_year_of_another_report_is_found(year: str, text: str) -> None:
    assert found(TITLE + text + "\n") == [year.strip()]


@pytest.mark.parametrize(
    ("office", "text", "codes", "province"),
    [
        ("湘阴县应急管理局", "", ["430624"], "湖南省"),
        ("长沙市望城区应急管理局", "", ["430112"], "湖南省"),
        ("耒阳市公平镇人民政府", "", ["430481"], "湖南省"),
        ("朝阳区教育局", "", ["110105", "220104"], ""),
        ("朝阳区教育局", "长春市朝阳区教育局是区政府工作部门。", ["220104"], "吉林省"),
        ("四会市水利局", "", ["441284"], "广东省"),
        ("红河州数据发展中心", "", ["532500"], "云南省"),
        ("湘西自治州财政局", "", ["433100"], "湖南省"),
        ("江华县民政局", "", ["431129"], "湖南省"),
        ("中共桂阳县委宣传部", "", ["431021"], "湖南省"),
        ("四川省云岭县林业局", "", ["510000"], "四川省"),
        ("青溪县应急管理局", "", [], ""),
        ("青石市市中区教育局", "", [], ""),
        ("住房和城乡建设局", "", [], ""),
    ],
)
def test_an_office_says_where_it_is(office: str, text: str, codes: list[str], province: str) -> None:
    home = home_of(Profile(organization=office, fiscal_year=2021), text)
    assert ([division.code for division in home.divisions], home.province) == (codes, province)


def test_of_two_places_of_one_name_there_was_one_in_the_year() -> None:
    cities = {
        year: [d.level for d in home_of(Profile(organization="巢湖市水利局", fiscal_year=year), "").divisions]
        for year in (2010, 2021)
    }
    assert cities == {2010: [2], 2021: [3]}


def test_a_report_knows_what_its_place_once_was_and_what_is_above_it() -> None:
    home = home_of(Profile(organization="望城区应急管理局", fiscal_year=2021), "")
    assert all(home.owns(name) for name in ("望城区", "望城县", "望城", "长沙市", "长沙", "湖南", "湖南省"))
    assert not any(home.owns(name) for name in ("宁乡市", "桂阳", "岳阳", "湖北"))


def test_the_gazetteer_is_whole() -> None:
    divisions = gazetteer().divisions
    now = [d for d in divisions if not d.until]
    assert [sum(d.level == level for d in now) for level in (1, 2, 3)] == [34, 333, 2847]
    assert len({(d.code, d.name) for d in divisions}) == len(divisions)
    known = {d.code for d in divisions}
    assert {code for d in divisions for code in (*d.successors, d.code[:2] + "0000")} <= known
    assert {d.name for d in divisions if d.until} >= {"望城县", "崇文区", "襄樊市", "祁阳县", "下城区"}
    assert all(not d.since or not d.until or d.since <= d.until for d in divisions)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("桂阳县", "桂阳"),
        ("江华瑶族自治县", "江华"),
        ("湘西土家族苗族自治州", "湘西"),
        ("沙县", "沙县"),
        ("内蒙古自治区", "内蒙古"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("神农架林区", "神农架"),
        ("阿里地区", "阿里"),
        ("龙胜各族自治县", "龙胜"),
    ],
)
def test_names_for_short(name: str, stem: str) -> None:
    assert stem_of(name) == stem
