"""D05 缺少依据: no rule or requirement named that the facts break."""

from __future__ import annotations

from xuncha.engines.checking.prose import fold
from xuncha.engines.drafting.draft import Draft
from xuncha.engines.drafting.report import Hint, Span
from xuncha.engines.drafting.sentences import sentences
from xuncha.engines.drafting.settings import NAMES, Settings

CODE = "D05"


def names_basis(text: str, settings: Settings) -> bool:
    """Whether a text names a rule or says what is required; 违反有关规定 names none."""
    plain = settings.patterns["not_basis"].sub(lambda found: "〓" * len(found.group()), fold(text))
    return settings.patterns["basis"].search(plain) is not None


def run(draft: Draft, settings: Settings) -> Hint | None:
    """Mark what is called wrong without a rule that says so."""
    if draft.basis.strip() or names_basis("\n".join((*draft.path, draft.text)), settings):
        return None
    told = sentences(draft.text)
    if not told:
        return None
    marked = [Span(*found.span()) for found in settings.patterns["breach"].finditer(draft.plain)][
        :3
    ]
    return Hint(
        CODE, NAMES[CODE], "没有写明违反了哪一条规定或者要求，请写出文件、条款或者约定。",
        tuple(marked) or (Span(told[0].start, told[0].end),),
    )  # fmt: skip
