"""Making a questionnaire, handing it out, closing it with its results."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.fieldwork.services.common import add, inspection_of, still_open
from xuncha.cycle.inquiry.enums import QuestionnaireState
from xuncha.cycle.inquiry.models import Question, Questionnaire
from xuncha.cycle.inquiry.rules import rules_on
from xuncha.cycle.inquiry.services.common import note_step, step
from xuncha.cycle.inquiry.states import QUESTIONNAIRE_STATES
from xuncha.cycle.inquiry.tallying import tally
from xuncha.cycle.inquiry.wordings import Wording, WordingError, read_questions
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import edit
from xuncha.kernel.texts import words


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a questionnaire's form says; ``questions`` as written."""

    title: str
    audience: str
    questions: str
    intro: str = ""

    def columns(self) -> dict[str, Any]:
        """The questionnaire's own columns."""
        return {"title": self.title.strip(), "audience": self.audience.strip(),
                "intro": self.intro.strip()}  # fmt: skip

    def wordings(self) -> list[Wording]:
        """The questions, or ``Invalid`` where one makes no sense."""
        words(self.title, 80, "title", "请填写问卷名称。")
        words(self.audience, 80, "audience", "请填写发给谁。")
        try:
            return read_questions(self.questions)
        except WordingError as problem:
            raise Invalid(str(problem), field="questions") from None


@service
def draft_questionnaire(actor: Actor, *, inspection_id: int, facts: FormFacts) -> Questionnaire:
    """A new questionnaire with its questions."""
    inspection = inspection_of(actor, inspection_id)
    row = Questionnaire(inspection=inspection, made_by_id=actor.user_id, **facts.columns())
    access.require(actor, "create", row)
    return _begin(actor, row, facts.wordings())


@service
def change_questionnaire(
    actor: Actor, *, questionnaire_id: int, version: int, facts: FormFacts
) -> Questionnaire:
    """Other words, while nobody has got it yet."""
    row = find_questionnaire(actor, questionnaire_id)
    access.require(actor, "change", row)
    still_open(row.inspection)
    wordings = facts.wordings()
    if row.state != QuestionnaireState.DRAFT:
        raise Conflict("问卷已经发出，题目不能再改；要改请另出一版。")
    edit(row, version, **facts.columns())
    row.refresh_from_db()
    row.questions.all().delete()
    _write(row, wordings)
    record(actor, "inquiry.questionnaire.changed", row, questions=len(wordings))
    return row


@service
def open_questionnaire(
    actor: Actor, *, questionnaire_id: int, version: int, handed_out: int
) -> Questionnaire:
    """It goes out: from now on no word of it changes, and sheets may be typed."""
    if handed_out < 1:
        raise Invalid("请填写发出多少份。", field="handed_out")
    return _moved(actor, questionnaire_id, "open", version, handed_out=handed_out,
                  opened_at=clock.now())  # fmt: skip


@service
def close_questionnaire(actor: Actor, *, questionnaire_id: int, version: int) -> Questionnaire:
    """All sheets are in: counted once, by the rules of today; nothing is added afterwards."""
    row = find_questionnaire(actor, questionnaire_id)
    rules = rules_on(clock.today())
    sheets = list(
        row.sheets.filter(void_reason="").order_by("number").values_list("answers", flat=True)
    )
    results = tally(
        list(row.questions.order_by("number")), sheets, least_sheets=rules.settings.least_sheets,
        least_cell=rules.settings.least_cell,
    )  # fmt: skip
    return _moved(
        actor, questionnaire_id, "close", version, closed_at=clock.now(), results=results,
        sheets_counted=len(sheets), rules_version=rules.number,
    )  # fmt: skip


@service
def withdraw_questionnaire(
    actor: Actor, *, questionnaire_id: int, version: int, reason: str
) -> Questionnaire:
    """It does not count; it stays with the reason."""
    return _moved(actor, questionnaire_id, "withdraw", version, reason,
                  withdrawn_reason=reason.strip()[:300])  # fmt: skip


@service
def new_edition(actor: Actor, *, questionnaire_id: int) -> Questionnaire:
    """The same questions to be changed and handed out anew."""
    old = find_questionnaire(actor, questionnaire_id)
    access.require(actor, "create", old)
    still_open(old.inspection)
    row = Questionnaire(
        inspection=old.inspection, made_by_id=actor.user_id, title=old.title,
        audience=old.audience, intro=old.intro, edition=old.edition + 1, based_on=old,
    )  # fmt: skip
    wordings = [
        Wording(one.kind, one.text, tuple(one.options)) for one in old.questions.order_by("number")
    ]
    return _begin(actor, row, wordings)


@service
def note_print(actor: Actor, *, questionnaire_id: int) -> Questionnaire:
    """The empty form is printed; the log knows."""
    row = find_questionnaire(actor, questionnaire_id)
    access.require(actor, "print", row)
    record(actor, "inquiry.questionnaire.printed", row)
    return row


def find_questionnaire(actor: Actor, questionnaire_id: int) -> Questionnaire:
    """The questionnaire under the actor's scope."""
    rows = Questionnaire.objects.select_related("inspection__organisation")
    return access.get_or_404(actor, rows, pk=questionnaire_id)


_DONE = {"open": "opened", "close": "closed", "withdraw": "withdrawn"}


def _moved(
    actor: Actor, questionnaire_id: int, action: str, version: int, reason: str = "",
    **changes: Any,
) -> Questionnaire:  # fmt: skip
    row = find_questionnaire(actor, questionnaire_id)
    access.require(actor, action, row)
    still_open(row.inspection)
    change = step(
        actor, QUESTIONNAIRE_STATES, row, action, version=version, reason=reason,
        target="questionnaire", **changes,
    )  # fmt: skip
    record(actor, f"inquiry.questionnaire.{_DONE[action]}", row, reason=change.reason)
    return row


def _begin(actor: Actor, row: Questionnaire, wordings: list[Wording]) -> Questionnaire:
    add(row)
    _write(row, wordings)
    note_step(actor, row, "draft", "拟卷", "", row.state, target="questionnaire")
    record(actor, "inquiry.questionnaire.drafted", row, questions=len(wordings))
    return row


def _write(row: Questionnaire, wordings: list[Wording]) -> None:
    Question.objects.bulk_create(
        [
            Question(questionnaire=row, number=at, **(asdict(one) | {"options": list(one.options)}))
            for at, one in enumerate(wordings, start=1)
        ]
    )
