"""What the sealed store writes into the general log: that something was done, never a word."""

from xuncha.foundation.audit.verbs import Verb, register

_PRIVATE = frozenset({"reason", "words", "place", "field"})

register(
    *(
        Verb(name, label, _PRIVATE)
        for name, label in (
            ("clues.clue.registered", "登记封存记录"),
            ("clues.clue.read", "打开封存记录"),
            ("clues.clue.withdrawn", "撤回封存记录"),
            ("clues.clue.handed_over", "移交封存记录"),
            ("clues.clue.printed", "打印封存记录"),
            ("clues.clue.rekeyed", "更换封存记录的密钥"),
            ("clues.clue.concluded", "封存记录办结"),
            ("clues.copy.received", "封存记录签收"),
            ("clues.copy.accepted", "封存记录受理"),
            ("clues.copy.told", "封存记录办理情况"),
            ("clues.grant.given", "授予知悉授权"),
            ("clues.grant.ended", "收回知悉授权"),
            ("clues.key.handed", "补发封存记录的钥匙"),
            ("clues.key.expired", "到期的钥匙收走"),
            ("clues.rules.made", "制定线索规则"),
        )
    )
)
