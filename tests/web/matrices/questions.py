"""问询: what units are asked; another unit finds nothing."""

from __future__ import annotations

import io

from tests.people import Cast
from tests.questioned import at_the_desk
from tests.scenarios import Story
from xuncha.cycle.questions.models import QuestionFile
from xuncha.foundation.files.services import keep_file

HANGS_ON = {"question_id", "question_file_id"}

_ONE = "302 200 200 200 200 200 404 200 403 403 403"

ROWS = {
    "questions_list": "302 200 200 200 200 200 200 200 403 403 403",
    "questions_question": _ONE,
    "questions_file": _ONE,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A question to the first unit, with a file."""
    made = at_the_desk(story, people, own="98").ask()
    stored = keep_file(people.actor("zhoulan"), stream=io.BytesIO(b"words"), name="a.txt")
    row = QuestionFile.objects.create(question=made, file=stored)
    return {"question_id": made.pk, "question_file_id": row.pk}
