"""Forms and validation of moderation."""
from peoplehub.moderation.forms.queue import QueueForm
from peoplehub.moderation.forms.reports import (
    PAUSES,
    UNTIL_LIFTED,
    MessageReportForm,
    ReasonForm,
    ReportForm,
    SettleForm,
    SuspendForm,
)
from peoplehub.moderation.forms.routes import RouteForm
from peoplehub.moderation.forms.steps import (
    AnswerForm,
    AppealForm,
    BulkForm,
    ComfortForm,
    DecideAppealForm,
    LookForm,
    NoteForm,
    QuestionForm,
    StepForm,
)
from peoplehub.moderation.forms.support import (
    DebriefAnswerForm,
    DebriefForm,
    OpinionForm,
    TeamThanksForm,
    ThanksForm,
    ViewForm,
)
from peoplehub.moderation.forms.wellbeing import BreakForm, BreakRulesForm, SubjectsForm

__all__ = [
    "DebriefAnswerForm", "DebriefForm", "OpinionForm", "TeamThanksForm", "ThanksForm", "ViewForm",
    "BreakForm", "BreakRulesForm", "RouteForm", "SubjectsForm",
    "AnswerForm", "AppealForm", "BulkForm", "ComfortForm", "DecideAppealForm", "LookForm",
    "NoteForm",
    "QuestionForm", "StepForm",
    "PAUSES", "UNTIL_LIFTED", "MessageReportForm", "QueueForm", "ReasonForm", "ReportForm",
    "SettleForm", "SuspendForm",
]  # fmt: skip
