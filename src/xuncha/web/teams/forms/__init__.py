"""What people type about teams, before a service looks at it."""

from xuncha.web.teams.forms.appraisals import (
    AppraisalForm,
    WeightsForm,
)
from xuncha.web.teams.forms.declarations import (
    Declaring,
)
from xuncha.web.teams.forms.fields import (
    NoteForm,
    ReasonForm,
    people_field,
    text_field,
)
from xuncha.web.teams.forms.recusals import (
    DecideForm,
    ObjectForm,
    RaiseForm,
    RecuseForm,
    VerifyForm,
    WaiverForm,
)
from xuncha.web.teams.forms.teams import (
    AnnounceForm,
    AssignForm,
    DrawForm,
    PaperForm,
    ReplaceForm,
    RoleForm,
    SeatForm,
    SubmitForm,
    TeamNameForm,
)

__all__ = [
    "AnnounceForm",
    "AppraisalForm",
    "AssignForm",
    "DecideForm",
    "Declaring",
    "DrawForm",
    "NoteForm",
    "ObjectForm",
    "PaperForm",
    "RaiseForm",
    "ReasonForm",
    "RecuseForm",
    "ReplaceForm",
    "RoleForm",
    "SeatForm",
    "SubmitForm",
    "TeamNameForm",
    "VerifyForm",
    "WaiverForm",
    "WeightsForm",
    "people_field",
    "text_field",
]
