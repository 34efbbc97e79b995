# ruff: noqa: E501, RUF001  (tables of texts)
"""Does a text name anything: a number, a date, a person, a place, a document?"""

from __future__ import annotations

import re

from xuncha.engines.checking.prose import fold

_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千零〇]{1,5}(?:余|多)?"
    r"(?:次|名|人|户|处|份|件|天|日|周|月|季|年|期|批|轮|张|本|台|套|辆|座|间|栋|亩|元|万|宗|笔|场|条|盏|所|家|项|个|位|吨|块|米|公里|成|倍)"
)
_NUMBER_IDIOM = re.compile(
    r"一(?:次性|项项|个个|条条|件件|批批|人一|户一|一|次次|年来|些|定|直|致|并|律|体化|把手|岗双责|盘棋|抓到底|时)"
    r"|(?:[两三四五六七]个)(?:责任|清单|确认|维护|意识|自信|务必|统一|到位|必须|从严)|三会一课|三重一大|四个|五位|两个|第一(?:责任|时间|议题|位|种)"
    r"|每(?:一个|一项|个|项)|逐一|一个(?:问题|不|个)|[一二三四五六七八九十]是|一项(?:重要|重大|政治)|各项|一条(?:龙|线)|一件事|统一|进一步|一步"
    r"|十分|百分之百|千方百计|万无一失|一年来|一段时间|一批(?=问题|制度)|首位|一级抓|一抓到底|一般|一律|一以贯之|一体|二十大|三中|四中|十九大"
)
_DOCUMENT = re.compile(
    r"《[^》]+》|〔|\[20|会议纪要|(?:制定|修订|印发|出台|下发|新建|制订|完善|建立|签订|形成|起草|发布|编制|更新|执行)了?"
    r"[^,。;、]{2,24}(?:管理办法|实施办法|实施细则|实施方案|整改方案|工作方案|议事规则|管理制度|工作制度|审批制度|报销制度|管理规定|操作规程|工作规程|考核办法|轮岗制度|工作规则|合同|协议|意见书|责任书|责任状|台账|清册|花名册|登记表|登记簿|明细表)"
)
_GENERIC_DOC = re.compile(
    r"(?:完善|建立|健全|制定|修订|形成|执行)了?(?:健全|完善)?(?:了)?(?:各项|相关|有关|相应|一系列|内部|一整套|具体|配套|规章|长效|工作|整改|各类|必要的?|相关的|有关的)*(?:管理)?(?:制度|工作制度|管理制度|台账|整改台账|工作台账|工作方案|整改方案|实施方案|管理办法|管理规定|整改清单)"
)
_SURNAME = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭"
    "廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎乔贺赖龚庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳齐梅莫庄辛管祝左涂谷"
)
_NAME = r"[\u4e00-\u9fff]"
_PERSON = re.compile(
    rf"[{_SURNAME}](?:某{{1,2}}|×+|\*+|x+)"
    rf"|[{_SURNAME}](?:局|科|主任|书记|院|校|站|处|镇|村)长?(?=同志|牵头|带队|负责|带领)"
    rf"|(?:书记|主任|局长|院长|校长|站长|科长|股长|所长|会计|出纳|镇长|乡长|村民|户主|同志|干部|职工|医生|教师|老师|经理|组长|党员|群众|责任人|负责人|当事人|承租人|承包人|包保人|网格员)"
    rf"[{_SURNAME}]{_NAME}{{1,2}}(?=[,。;、等同(对退已的在于将按和补牵负带与为向到上]|$)"
    rf"|[{_SURNAME}]{_NAME}{{1,2}}(?:同志|等人|等同志|(?=户|家(?:的|中|已|里)))"
)
_PLACE_HEAD = re.compile(
    r"(?:村(?![级民集务干情容])|社区|镇|乡(?![村镇亲])|街道|路(?![径线子])|小区|小学|中学|幼儿园|医院|卫生院|卫生室|水库|桥(?!梁)|河|渠(?!道)|沟(?!通)|公园|广场|大道|大厦|厂|"
    r"合作社|公司|农场|林场|福利院|敬老院|养老院|菜市场|农贸市场|安置点|供水站|泵站|组团|园区|工业园|车站|码头|湖|山|屯|寨|湾|坪)"
)
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fff]+$")
_NO_PLACE = (
    "各",
    "全",
    "本",
    "该",
    "所",
    "辖区",
    "每",
    "我",
    "等",
    "有关",
    "相关",
    "下属",
    "基层",
    "行政",
    "农",
    "乡",
    "下",
    "进",
    "驻",
    "入",
    "到",
    "在",
    "对",
    "和",
    "与",
    "及",
    "的",
    "了",
    "为",
    "道",
    "思",
    "出",
    "线",
    "网",
    "套",
    "由",
    "向",
    "整改",
    "包",
    "联",
    "走",
    "公",
    "责任",
    "不",
    "重点",
    "城",
    "街",
    "社",
    "一",
    "两",
    "个",
    "多",
    "几",
    "成",
    "工作",
    "服务",
    "帮扶",
    "集体",
    "集团",
    "内",
    "示范",
    "先进",
    "人",
    "民",
    "新",
    "老",
    "级",
    "区",
    "县",
    "市",
    "省",
    "县直",
    "直属",
    "所属",
    "受巡察",
    "巡察",
    "问题",
    "涉及",
    "专业",
    "子",
    "国有",
    "企业",
    "定点",
    "上级",
    "乡镇",
    "单位",
    "红色",
    "门",
    "开山",
    "江",
    "大",
    "小",
    "高",
    "靠",
    "辖",
    "管",
    "相邻",
)


def names_instance(text: str) -> bool:
    """Whether the text names a number, a date, a person, a place or a document.

    Numbers in set phrases (一次性, 第一责任人, 两个责任) and generic papers (健全相关制度) do not count.
    """
    folded = fold(text)
    return _has_number(folded) or _has_document(folded) or _has_person(folded) or _has_place(folded)


def _has_number(text: str) -> bool:
    return _NUMBER.search(_NUMBER_IDIOM.sub("〓", text)) is not None


def _has_document(text: str) -> bool:
    return _DOCUMENT.search(_GENERIC_DOC.sub("〓", text)) is not None


def _has_person(text: str) -> bool:
    return _PERSON.search(text) is not None


def _has_place(text: str) -> bool:
    for found in _PLACE_HEAD.finditer(text):
        before = _NAME_BEFORE.search(text[max(0, found.start() - 6) : found.start()])
        if before and len(before.group()) > 1 and not before.group().endswith(_NO_PLACE):
            return True
    return False
