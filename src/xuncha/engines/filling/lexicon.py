"""What words do in a sentence about inspection: name, act, mark, narrow, fill, or forbid.

The nouns and verbs of figures come from the figures' own words; here stands what is the same for
all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from xuncha.engines.filling.dates import Times
from xuncha.engines.filling.entries import Entry
from xuncha.engines.filling.marks import MARKS
from xuncha.engines.filling.words import Known

RIGHTING = "整改"
MATTER, MATTERS = "问题", "事项"


KINDS: Mapping[str, str] = {
    "区直单位": "区直单位 区直部门 区级部门 区直机关 区级机关 区直部门单位 区直各单位 "
    "区直部门和单位 县直单位",
    "街道": "街道 街道党工委 街道办事处", "镇": "镇 镇党委", "乡": "乡 乡党委",
    "乡镇": "乡镇 乡镇党委 乡（镇） 乡(镇) 镇（乡） 镇(乡)",
    "镇街": "镇街 街镇 镇（街道） 镇(街道) 乡镇街道 乡镇（街道） 乡镇(街道) 街道（镇） "
    "镇街党（工）委 镇街党委",
    "村": "村 行政村 建制村 村党组织", "社区": "社区 社区党组织",
    "村（社区）": "村（社区） 村(社区) 村社区 村居 村（居） 村(居)",
    "国企": "国企 国有企业 区属国企 区属国有企业 国有公司", "学校": "学校 中小学校 中小学",
    "医院": "医院 公立医院",
}  # fmt: skip
WAYS: Mapping[str, str] = {
    "常规巡察": "常规巡察", "专项巡察": "专项巡察", "机动巡察": "机动巡察",
        "回头看": "回头看 巡察回头看",
    "提级巡察": "提级巡察 提级巡", "延伸巡察": "延伸巡察", "巡乡带村": "巡乡带村 乡镇带村巡察",
}  # fmt: skip
FOCUSES: Mapping[str, tuple[str, ...]] = {
    "决策部署": ("党的理论和路线方针政策、上级决策部署", "党的理论和路线方针政策和上级决策部署",
             "党的理论和路线方针政策", "党的路线方针政策", "上级决策部署", "党中央决策部署"),
    "从严治党": ("全面从严治党战略部署", "全面从严治党"),
    "组织路线": ("新时代党的组织路线", "党的组织路线"),
    "巡视整改": ("巡视巡察、审计等监督发现问题整改和成果运用", "巡视巡察、审计等监督发现问题整改",
        "巡视巡察整改和成果运用",
             "巡视巡察整改", "巡察整改和成果运用", "监督发现问题整改"),
}  # fmt: skip
_WITH_HEAD: Mapping[str, tuple[str, str]] = {
    "老问题": (MATTER, "老"), "屡改屡犯问题": (MATTER, "老"), "共性问题": (MATTER, "共性"),
    "系统性问题": (MATTER, "系统性"), "重点问题": (MATTER, "重点"), "新表现": (MATTER, "新表现"),
    "立行立改": ("立行立改", "立行立改"), "普遍性问题": (MATTER, "共性"),
    "申报完成率": ("完成率", "申报"), "核实完成率": ("完成率", "核实"), "核实率": ("完成率",
        "核实"),
    "巩固率": ("完成率", "巩固"),
}  # fmt: skip
_DONE = "完成整改 整改完成 整改到位 整改销号 销号 整改 得到整改 完成"
_FILL = (
    "共 共计 总共 合计 累计 已 已经 均 都 全部 达 达到 高达 为 是 了 的 等 各类 各种 各 有关 "
    "相关 一批 约 近 超过 突破 "
    "总数 数 数量 个数 总量 实际 分别 先后 陆续 又 并 还 另 有 共有 还有 现有 方面 落实 "
    "贯彻落实 开展 进行 组织 推动 督促 "
    "实施 做好 实现 对 向 给 由 在 从 区委 县委 巡察机构 巡察办 巡察机关 各巡察组 各组 我们 "
    "全区 我区 本次 期间 目前 截至目前 "
    "截至日前 被 党组织 （ ） ( ) “ ” "
    "\" ‘ ’ 《 》 ： : 区纪委监委 纪委监委 纪检监察机关 组织部门 区委组织部 优秀 年轻 精干 "
    "专业 具体 主要 突出 党委 党组 集中 面对面 全面 其中 个 件 条 项 名 份 家 所 次 人次 人 "
    "轮 万元 元 % 并 全 通知书 认真 "
    "走村入户 进村入户 进村到户 走乡串户 走村串户 驻村入户 "
    "所属 下属 列为 被巡察 会同 联合 有关部门 相关部门 各单位 一是 二是 三是 四是 五是 六是 "
    "首先 其次 再次 最后 同时 此外 特别是 尤其是 如期 按期 圆满 顺利 高质量 高标准 任期内 "
    "实现全覆盖 全覆盖 持续 不断 "
    "经区纪委监委 经纪委监委 经区委组织部 经组织部门 经巡察办 经巡察组 由巡察组 接收机关 承办机关 "
    "责任单位 承办单位 各责任单位 一共 搞 搞了 出 起来 完 尚有 仍有 至今 仍 我办 各级党组织 "
    "各级各单位 按管辖 按照管辖 给 到了 达到了 属于 含 包括 里 里面 里头 里边 到目前 眼下 "
    "纪委 区纪委 稳步 存在 总 额 当前 现 共同 一并 及时 同步 深入 扎实 有序 巡察期间 本次巡察 "
    "于 中 采取 采用 通过 方式 形式 安排 从全区 在全区 向全区 面向全区 "
    "从全县 一级 层面 领域 这一级 这一块 规范 有力 精准 严格 从严 依规 依纪依法 依法 依规依纪 "
    "主动 着力 切实 "
    "到现在 迄今 迄今为止 至今 各巡察组共 当场 现场 那 这 就 也 只 只有 才 "
    "仅 里的 其 及其 某 大概 左右 上下 大约 差不多 另外 各单位共 各单位均 各被巡察单位 "
    "各被巡察党组织 "
    "被巡察单位共 各级党委 相应 逐一 逐项 逐条 一次性 一对一 双向 定期 及早 尽快 依次 首批 这些 "
    "那些 "
    "按规定 按程序 按要求 依规定 直接 起 余 工作 任务 情况 方面的 类 该区 该县 本区 我县 全县各级 "
    "全体 本轮巡察共 成果 成效 过 据此 下去 出去 下来 上来 在册 那边 真正 出来 系统 压了 积压 "
    "属于 也就 得 着 来 去 派人 显示 表明 反映 统计 据统计 经统计 汇总 经汇总 经梳理"
)  # fmt: skip
_JOIN = "、 和 及 与 以及 或"
_RESET = (
    "截至目前 截至日前 目前 现在 眼下 到目前 到目前为止 截至现在 截止目前 本届 本届以来 五年来 "
    "过去五年 五年间 届内 换届以来 "
    "任期内 一届任期内 一届任期 本届任期 本届区委 本届区委巡察以来 本届巡察 本届任期内"
)
_DISTRICT = "全区 全县 全区范围内 全区共"
THIS_YEAR = "全年"
THIS_ROUND = "本轮巡察 本轮 此轮 这轮 这一轮 该轮 此次巡察"
_OTHERS = (
    "全区纪检监察机关 各级纪检监察机关 纪检监察机关共 纪委监委共 纪检监察机关受理 纪委监委受理 "
    "全区各级纪检监察机关 全市 全省 相邻 邻县 邻区 周边 隔壁 "
    "上届 上一届 上一轮 上轮 上年 去年同期 省委 市委 "
    "中央 前两轮 近三年 近年来 历年 村均 户均 人均 组均 平均每 力争 计划 拟 预计 打算 以来"
)
"""What holds to the end of the sentence: another time, another body."""
OTHERS = frozenset(_OTHERS.split())
_BLOCK = (
    "审计 上级 省委 市委 中央 省级 市级 自查 自纠 检查组 督查组 督导组 巡视 同比 环比 增长 "
    "提高 提升 上升 下降 减少 增加 上年 "
    "去年同期 上届 上一届 比 较 相比 力争 确保 不少于 不低于 不超过 计划 拟 预计 平均 人均 "
    "每轮 每个 每年 每组 每 "
    "上一轮 上轮 各轮 其余 媒体 检察 法院 公安 财政部门 通报 群众反映 网民 至少 以上 "
    "明年 下一步 将 要 需 兄弟 外地 试点 "
    "规划 应当 应该 应 须 未 没有 尚未 不 可 能 能够 有望 再 年内 截止 上半年 下半年 季度 "
    "本月 本周 "
    "当月 当年 前 后 建议对 建议由 建议向 拟对 提请 村级 镇级 镇街级 交叉巡察 交叉 异地巡察 "
    "联动巡察 接续巡察 提级交叉巡察 今年初 去年底 去年初 年初 年底 年中 月底"
)  # fmt: skip
_PLAIN = (
    "占比 比例 对比 比如 比较 占 乡村振兴 农村 前期 前后 先后 较大 较好 较多 需要 "
    "主要 要求 要点 将近 将军 后续 提升年 "
    "巡视巡察 计划生育 每当 之后 之前 以后 以前 中心 要素 重要 必要 今后 目前 当前 会后 事后 "
    "最后 然后 群众反映强烈 提醒谈话 谈话提醒 诫勉谈话 廉政谈话 任前谈话 谈话函询 约谈 调研走访 "
    "按计划 按照计划 对照规划 按照规划 巡察规划 五年规划 工作规划 职能 职能部门 能力 功能 "
    "不仅 不但 "
    "不同 不到位 不力 不实 未来 反应 相应 效应 应用 可靠 认可 许可 未巡先改 不敢腐 不能腐 不想腐 "
    "给予 参加 到 赴 用于 投入 从事"
)  # fmt: skip
"""Words that hold a forbidding or narrowing word without its meaning: nobody knows them here."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words by their first character, the longest first."""

    by_first: Mapping[str, list[tuple[str, Entry]]]
    times: Times = field(default_factory=Times)

    def at(self, text: str, start: int) -> tuple[str, Entry] | None:
        """The longest known word that begins here."""
        for word, entry in self.by_first.get(text[start], ()):
            if text.startswith(word, start):
                return word, entry
        return None


def lexicon(
    known: Iterable[Known], *, names: Iterable[str] = (), year: int = 0, term: int = 0
) -> Lexicon:
    """The words of these figures and of the language; ``names`` of organisations narrow to one of
    them, which no figure does."""
    words: dict[str, Entry] = {}
    for name in names:
        if len(name) > 2:
            _learn(words, name, is_block=True, is_named=True)
    for figure in known:
        _learn_figure(words, figure)
    _learn_language(words)
    by_first: dict[str, list[tuple[str, Entry]]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append((word, words[word]))
    return Lexicon(by_first, Times(year, term))


def _learn(words: dict[str, Entry], word: str, **more: Any) -> None:
    words[word] = replace(words.get(word, Entry()), **more)


def _learn_figure(words: dict[str, Entry], figure: Known) -> None:
    for rate, _ in figure.rates:
        _learn(words, rate, head=rate)
    for one in figure.words:
        for head in one.heads:
            _learn(words, head, head=head)
        for act in one.acts:
            before = words[act].objects if act in words else frozenset()
            _learn(words, act, act=act, objects=before | set(one.heads))


def _learn_language(words: dict[str, Entry]) -> None:
    def learn(word: str, **more: Any) -> None:
        _learn(words, word, **more)

    for text, options in _OPTIONS:
        for word in text.split():
            learn(word, **options)
    for key, text in MARKS.items():
        for word in text.split():
            learn(word, marks=(key,))
    for word, (head, mark) in _WITH_HEAD.items():
        learn(word, head=head, marks=(mark,))
    righted = words.get(RIGHTING, Entry()).objects
    for word in _DONE.split():
        learn(word, act=RIGHTING, is_fill=word == "完成", objects=righted)
    for word, told in _narrowing():
        learn(word, **told)
        if "act" in told:
            learn(word, objects=words["巡察"].objects if "巡察" in words else frozenset())
    for word in _PLAIN.split():
        words.setdefault(word, Entry())


_OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    (_FILL, {"is_fill": True, "is_block": False, "is_named": False}),
    (_JOIN, {"is_join": True}),
    (_RESET, {"is_fill": True, "resets": True}),
    (_DISTRICT, {"is_fill": True, "frees": True}),
    (_BLOCK, {"is_block": True}),
    (_OTHERS, {"is_block": True, "is_named": True}),
    (THIS_ROUND, {"is_fill": True, "this": "round"}),
    (THIS_YEAR, {"is_fill": True, "this": "year"}),
)


def _narrowing() -> Iterator[tuple[str, dict[str, Any]]]:
    """The words that tell parameters, with what each is."""
    for key, text in KINDS.items():
        for word in text.split():
            yield word, {"params": (("kind", key),)}
    for key, text in WAYS.items():
        for word in text.split():
            yield word, {"act": "巡察", "params": (("way", key),)}
    yield "提级", {"params": (("way", "提级巡察"),)}
    for key, several in FOCUSES.items():
        for word in several:
            yield word, {"params": (("focus", key),)}
