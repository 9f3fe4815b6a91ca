"""Forms and validation of safeguarding."""
from peoplehub.safeguarding.forms.access import OpenConversationForm, WithholdForm
from peoplehub.safeguarding.forms.cases import (
    AcceptForm,
    LookForm,
    OfferForm,
    OpenForm,
    ShowForm,
)
from peoplehub.safeguarding.forms.danger import SAVE, RulesForm, TellTeamForm
from peoplehub.safeguarding.forms.records import (
    CaseNoteForm,
    DecisionForm,
    EvidenceForm,
    KeepForm,
    PdfForm,
    StepsForm,
    ToldForm,
)
from peoplehub.safeguarding.forms.return_signals import DismissForm, ReturnRulesForm

__all__ = [
    "DismissForm", "ReturnRulesForm",
    "SAVE", "AcceptForm", "CaseNoteForm", "DecisionForm", "EvidenceForm", "KeepForm", "LookForm",
    "OfferForm", "OpenConversationForm", "OpenForm", "PdfForm", "RulesForm", "ShowForm",
    "StepsForm", "TellTeamForm", "ToldForm", "WithholdForm",
]  # fmt: skip
