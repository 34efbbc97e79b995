"""What travels of talks, visits and questionnaires."""

from xuncha.cycle.inquiry.states import QUESTIONNAIRE_STATES, TALK_STATES, VISIT_STATES
from xuncha.foundation.kits.registry import grown, lent, stays, worked

lent("inquiry.inquiryrules", "inquiry.talkoutline")
_AT = {"inspection": "inspection", "number": "number"}
worked("inquiry.talk", states=TALK_STATES, **_AT)
worked("inquiry.talkname", of="talk", inspection="talk__inspection", secret=True)
worked("inquiry.talkversion", of="talk", inspection="talk__inspection")
worked("inquiry.talktarget", inspection="inspection")
worked("inquiry.visit", states=VISIT_STATES, **_AT)
for _part in ("visitperson", "visitasked", "visitfile", "visitpoint"):
    worked(f"inquiry.{_part}", of="visit", inspection="visit__inspection")
worked("inquiry.villagehouseholds", inspection="inspection")
worked("inquiry.questionnaire", states=QUESTIONNAIRE_STATES, **_AT)
worked("inquiry.question", of="questionnaire", inspection="questionnaire__inspection")
worked("inquiry.sheet", of="questionnaire", inspection="questionnaire__inspection",
       number="number")  # fmt: skip
grown("inquiry.inquirystep", of=("talk", "visit", "questionnaire"), inspection="inspection")
stays("inquiry.sheetimport", why="成批导入答卷只在办公室做")
