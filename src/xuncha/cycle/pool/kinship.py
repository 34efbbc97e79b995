"""From the word for a relative to the class that recusal rules count. Pure.

The classes are those of the recusal rules for civil servants: 夫妻, 直系血亲, 三代以内旁系血亲,
近姻亲. A word that is not known stands for further kin; a person may set the class by hand.
"""

from __future__ import annotations

from xuncha.cycle.pool.enums import Kinship

_WORDS = {
    Kinship.SPOUSE: "配偶 夫妻 妻子 妻 爱人 丈夫 夫",
    Kinship.DIRECT: (
        "父亲 父 母亲 母 父母 儿子 子 女儿 女 子女 长子 次子 长女 次女 养父 养母 养子 养女 "
        "祖父 爷爷 祖母 奶奶 外祖父 外公 姥爷 外祖母 外婆 姥姥 孙子 孙女 外孙 外孙女 继父 继母"
    ),
    Kinship.COLLATERAL: (
        "哥哥 兄长 兄 弟弟 弟 姐姐 姐 妹妹 妹 兄弟 姐妹 兄弟姐妹 胞兄 胞弟 胞姐 胞妹 "
        "伯父 伯伯 大伯 叔父 叔叔 叔 姑母 姑姑 姑妈 姑 舅父 舅舅 舅 姨母 姨妈 姨 小姨 "
        "堂兄 堂哥 堂弟 堂姐 堂妹 堂兄弟 堂姐妹 表兄 表哥 表弟 表姐 表妹 表兄弟 表姐妹 "
        "侄子 侄 侄儿 侄女 外甥 外甥女"
    ),
    Kinship.IN_LAW: (
        "岳父 岳母 公公 婆婆 公婆 岳父母 女婿 儿媳 儿媳妇 媳妇 姐夫 妹夫 嫂子 嫂嫂 弟媳 弟妹 "
        "妻兄 妻弟 妻姐 妻妹 大舅子 小舅子 大姨子 小姨子 连襟 大伯子 小叔子 大姑子 小姑子 妯娌 "
        "姑父 姑丈 姨父 姨丈 舅母 舅妈 伯母 婶母 婶婶 亲家 儿女亲家 配偶的兄弟姐妹 配偶父母 "
        "配偶的父母"
    ),
}
_CLASSES = {word: kinship for kinship, words in _WORDS.items() for word in words.split()}


def kinship_of(relationship: str) -> Kinship:
    """The class of a word such as 表弟 or 岳父; what is unknown is further kin."""
    return _CLASSES.get(relationship.strip().removesuffix("（已故）"), Kinship.FURTHER)
