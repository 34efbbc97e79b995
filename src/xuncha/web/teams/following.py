"""What comes next for one team: the same for everybody who reads its page."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from xuncha.cycle.teams.composing import Composed
from xuncha.cycle.teams.enums import AuthorisationState, Door
from xuncha.cycle.teams.models import Seat, Team
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.teams.buttons import Buttons
from xuncha.web.term.steps import Step


def team_step(
    actor: Actor, team: Team, composed: Composed, buttons: Buttons, door: Door, *, hidden: bool
) -> Step | None:
    """The next step of a team; None for who takes none, who may not know its checks (``hidden``),
    and where nothing is left to do."""
    here = reverse("teams_team", args=[team.pk])
    state = composed.authorisation.state
    if state == AuthorisationState.DRAFT:
        return _of_draft(team, composed, here) if buttons.change and not hidden else None
    if state == AuthorisationState.SUBMITTED:
        mine = "approve" in buttons.steps and not buttons.steps["approve"].why_not
        words = "请审批本组的授权。" if mine else "已送审，等另一位同志批准。"
        return _step(words, here) if mine else _with_next_team(actor, team, words, here)
    if state == AuthorisationState.APPROVED and "announce" in buttons.steps:
        return _step("授权已批准，在动员部署会上宣布以后登记。", here)
    if state == AuthorisationState.ANNOUNCED and door != Door.OVER:
        return _of_declarations(actor, team, composed.seats, here)
    return None


def _step(words: str, url: str, act: str = "") -> Step:
    return Step("", "", words, act, url)


def _of_draft(team: Team, composed: Composed, here: str) -> Step:
    if not composed.seats:
        board = reverse("teams_board", args=[team.round_id])
        words = "还没有组员：在本轮看板上由系统提出或者随机抽取，也可以在下面逐个安排。"
        return _step(words, board, "去本轮看板")
    if composed.faults:
        first = composed.faults[0]
        words = f"有 {len(composed.faults)} 项不符合规则，先改好：{first.label}——{first.words}"
        return _step(words, here)
    if not composed.authorisation.paper:
        return _step("每条规则都符合。点“拟定”，填写授权的文号、启用和到期日期。", here)
    return _step("授权已经拟好，送审以后由另一位同志批准。", here)


def _with_next_team(actor: Actor, team: Team, words: str, here: str) -> Step:
    """Of several teams the next one that is still a draft is offered at once."""
    rows = access.visible(actor, Team).filter(
        round_id=team.round_id, authorisation__state=AuthorisationState.DRAFT
    )
    other = rows.exclude(pk=team.pk).order_by("number").first()
    if other is None:
        return _step(words, here)
    url = reverse("teams_team", args=[other.pk])
    return _step(f"{words}接着办{other}。", url, f"去{other}")


def _of_declarations(actor: Actor, team: Team, seats: Collection[Seat], here: str) -> Step | None:
    missing = sum(not hasattr(one, "declaration") for one in seats)
    if not missing:
        return None
    words = f"还有 {missing} 人没有申报回避事项；没有申报的人看不到任务，没有账号的请代录纸质申报。"
    return _step(words, here)
