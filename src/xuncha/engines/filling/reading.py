"""What stands around one mask: the noun that it counts, the verb over it, what narrows it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from xuncha.engines.filling.clauses import Place
from xuncha.engines.filling.entries import Token
from xuncha.engines.filling.marks import settled

UNIT = "党组织"
SUBJECTS = frozenset({"", UNIT, "被巡察单位", "被巡察党组织", "单位"})
_GOING_ON = frozenset({"参加", "到", "赴", "用于", "投入", "从事"})
"""Verbs after a number that say what was done with it, not what was counted."""
_GIVEN = frozenset({"向", "给"})
"""向 12 个党组织反馈: what the verb before it did was not done to them."""
_WITH = frozenset({"与", "同", "跟", "找", "对"})
_TIMES = frozenset({"round", "year", "day"})
_LIKE = frozenset({"等", "等等"})
_PAPERS = ("材料", "资料", "文件", "档案", "台账")
"""会议记录、财务凭证等材料: papers may be named by examples without being fewer."""


@dataclass(slots=True)
class Sense:
    """The reading of one mask. ``head`` "" for none; ``is_unknown``: a word that nobody knows
    stands where the noun or its modifiers should be; ``is_light``: the verb is only 完成."""

    head: str = ""
    is_kind: bool = False
    act: str = ""
    is_light: bool = False
    objects: frozenset[str] = frozenset()
    """The nouns that the verb governs."""
    marks: set[str] = field(default_factory=set)
    params: dict[str, str] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    is_unknown: bool = False
    is_share: bool = False
    is_linked: bool = False
    topic: str = ""
    """The kind of organisation that the clause is about, for what follows in the paragraph."""
    is_with: bool = False
    """What nobody knows is only with whom it was done (与…谈话)."""
    is_beside: bool = False
    """The noun stands right before the mask."""
    is_label: bool = False
    """The whole clause before the mask is a label (巡察组：* 个)."""
    is_split: bool = False
    """Two values of one parameter: no figure."""

    def narrow(self, token: Token) -> None:
        """Take what a token narrows by."""
        for key, value in token.params:
            if key == "way":
                continue
            if self.params.setdefault(key, value) != value:
                self.is_split = True

    def take_act(self, token: Token) -> None:
        assert token.entry is not None
        self.act = token.entry.act
        self.is_light = token.entry.is_fill and not token.entry.params
        self.objects = token.entry.objects
        for key, value in token.entry.params:
            if key == "way":
                self.params[key] = value


def _head(token: Token) -> tuple[str, bool]:
    """The noun that a token is, and whether it is a kind of organisation."""
    entry = token.entry
    if entry is None:
        return "", False
    if entry.head:
        return entry.head, False
    return (UNIT, True) if any(key == "kind" for key, _ in entry.params) else ("", False)


def _as_act(token: Token) -> Token:
    entry = token.entry
    if entry is None or not (entry.act and entry.head):
        return token
    return replace(token, entry=replace(entry, head=""))


def _is_known(token: Token) -> bool:
    entry = token.entry
    return entry is not None and bool(
        entry.head or entry.act or entry.marks or entry.params or entry.is_fill or entry.is_join
    )


def read(place: Place, measure: str, *, doing: bool = False) -> Sense:
    """Read the clause around a mask. ``doing``: words that are both noun and verb (巡察) are read
    as verbs."""
    sense = Sense()
    if doing:
        place = Place(
            [_as_act(one) for one in place.left], [_as_act(one) for one in place.right],
            place.sentence,
        )  # fmt: skip
    own, before = _own(place.left, sense)
    sense.is_share = measure == "%" and any(one.text in {"占", "占比"} for one in own)
    right = _right_noun(place.right) if measure != "%" else ([], False)
    heads = [one for one in right[0] if _head(one)[0]]
    nouns = [one for one in heads if not (one.entry and one.entry.act)] or heads
    if nouns:
        _from_right(sense, place, own, before, right[0], nouns)
    else:
        _from_left(sense, place, own)
        beside = bool(own) and bool(_head(_beside(own))[0] or _beside(own).entry is None)
        if right[1] and not (beside and sense.head):
            sense.is_unknown, sense.is_beside = True, False
    ways = _ways(own) if measure.startswith("轮") else set()
    if len(ways) != 1:
        ways = _ways([*place.left, *place.right])
    sense.params.pop("way", None)
    if len(ways) == 1:
        sense.params["way"] = ways.pop()
    sense.marks = settled(sense.marks)
    sense.is_label = bool(place.left) and place.left[-1].text in "：:"
    return sense


def _ways(tokens: list[Token]) -> set[str]:
    told = [one.entry for one in tokens if one.entry]
    return {value for one in told for key, value in one.params if key == "way"}


def _own(left: list[Token], sense: Sense) -> tuple[list[Token], list[Token]]:
    """The words that belong to this mask alone, and what stands before the mask it is joined to."""
    masks = [index for index, one in enumerate(left) if one.mask >= 0]
    if not masks:
        return left, []
    between = left[masks[-1] + 1 :]
    joins = [index for index, one in enumerate(between) if one.entry and one.entry.is_join]
    if not joins:
        return between, []
    sense.is_linked = True
    return between[joins[-1] + 1 :], left[: masks[0]]


def _beside(own: list[Token]) -> Token:
    """The word next to the mask, past those that only fill."""
    for one in reversed(own):
        if not (one.entry and one.entry.is_fill and not one.entry.head and not one.entry.act):
            return one
    return own[-1]


def _right_noun(right: list[Token]) -> tuple[list[Token], bool]:
    """The noun after the measure word with its modifiers; and whether an unknown word is there."""
    found: list[Token] = []
    for one in right:
        if one.mask >= 0 or (one.entry and one.entry.is_join) or one.text in _GOING_ON:
            break
        if not _is_known(one):
            return found, not any(_head(each)[0] for each in found)
        assert one.entry is not None
        if one.entry.act and not one.entry.head:
            break
        if one.entry.act and any(_head(each)[0] for each in found):
            break
        found.append(one)
    return found, False


def _from_right(
    sense: Sense, place: Place, own: list[Token], before: list[Token], noun: list[Token],
    heads: list[Token],
) -> None:  # fmt: skip
    """「62 个镇」: the noun follows; its verb stands before the mask, or after the enumeration."""
    sense.head, sense.is_kind = _head(heads[-1])
    if any(_head(one)[1] for one in noun):
        sense.is_kind = sense.head == UNIT or sense.is_kind
    for one in noun:
        sense.marks.update(one.entry.marks if one.entry else ())
        sense.narrow(one)
    is_given = bool(own) and own[-1].text in _GIVEN
    for one in reversed(own):
        if is_given or not _is_known(one):
            break
        _meet(sense, one)
    if not sense.act:
        for one in reversed(before):
            if not _is_known(one):
                break
            _meet(sense, one)
    if not sense.act or sense.is_light:
        rest = place.right[len(noun) :]
        acts = [one for one in rest if one.entry and one.entry.act]
        found = next((one for one in acts if one.entry and not one.entry.is_fill), None)
        found = found or next(iter(acts), None)
        if found is not None:
            sense.take_act(found)
            upto = rest.index(found)
            for one in rest[:upto]:
                sense.marks.update(one.entry.marks if one.entry else ())


def _meet(sense: Sense, token: Token) -> None:
    """A known word before the mask, the nearest first."""
    assert token.entry is not None
    if token.entry.act and (not sense.act or sense.is_light) and not token.entry.is_join:
        sense.take_act(token)
    elif not sense.act:
        sense.marks.update(token.entry.marks)
    if token.entry.head:
        sense.heads.append(token.entry.head)
    sense.narrow(token)


def _from_left(sense: Sense, place: Place, own: list[Token]) -> None:
    """「问题 128 个」: the noun stands before; its verb between noun and mask, or before it."""
    closed = listed = clause = False
    sense.is_beside = bool(own) and bool(_head(_beside(own))[0])
    for one in reversed(own):
        if one.text == "属于" and (sense.head or sense.marks):
            closed = True
        listed = listed or (one.text in _LIKE and sense.head.endswith(_PAPERS))
        if listed and not _is_known(one):
            continue
        if not _is_known(one) and one.text not in {"占", "占比"}:
            sense.is_unknown = not (closed or clause)
            sense.is_with = any(each.text in _WITH for each in own[: own.index(one)])
            break
        if one.entry is None or one.text in {"占", "占比"}:
            continue
        head, is_kind = _head(one)
        if head and not sense.head and sense.act and head not in sense.objects and not is_kind:
            continue
        verb = one.entry.act if not (head and not sense.head and not one.entry.is_fill) else ""
        if not closed:
            sense.marks.update(one.entry.marks)
        if head and not sense.head:
            sense.head, sense.is_kind = head, is_kind
            clause = False
        if head:
            sense.heads.append(head)
        if verb and (not sense.act or sense.is_light):
            sense.take_act(one)
        if closed and is_kind:
            sense.topic = next(value for key, value in one.entry.params if key == "kind")
        closed = closed or bool(verb and sense.head and not one.entry.is_fill)
        clause = clause or (bool(one.entry.marks) and not head and _is_clause(own))
        sense.narrow(one)
    if not sense.act:
        _after(sense, place.right)


def _is_clause(own: list[Token]) -> bool:
    """我们核实过的 * 项: what stands before the verb of such a clause is who did it, and when."""
    return own[-1].text == "的" or (len(own) > 1 and own[-1].text == "有" and own[-2].text == "的")


def _after(sense: Sense, right: list[Token]) -> None:
    """「问题 128 个已完成整改」: a verb right after the measure word."""
    marks: set[str] = set()
    for one in right:
        if one.mask >= 0 or not _is_known(one) or (one.entry and one.entry.is_join):
            break
        assert one.entry is not None
        marks |= set(one.entry.marks)
        if one.entry.act:
            sense.take_act(one)
            break
    sense.marks |= marks
