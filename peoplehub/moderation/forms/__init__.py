"""Forms and validation of moderation."""
from peoplehub.moderation.forms.queue import QueueForm
from peoplehub.moderation.forms.reports import (
    PAUSES,
    UNTIL_LIFTED,
    ReasonForm,
    ReportForm,
    SettleForm,
    SuspendForm,
)

__all__ = [
    "PAUSES", "UNTIL_LIFTED", "QueueForm", "ReasonForm", "ReportForm", "SettleForm", "SuspendForm",
]  # fmt: skip
