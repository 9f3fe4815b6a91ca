"""Tables of safeguarding."""
from peoplehub.safeguarding.models.access import ConversationAccess
from peoplehub.safeguarding.models.cases import (
    CASE_KIND,
    DECEIVED,
    FROM_HAND,
    FROM_MODERATION,
    FROM_SHOWN,
    LOOKED_FOR,
    REASONS,
    URGENT,
    SafeguardingCase,
    kept_until,
)
from peoplehub.safeguarding.models.danger import DangerRules, DangerSign
from peoplehub.safeguarding.models.records import (
    BODIES,
    DECISIONS,
    REOPEN,
    Evidence,
    SafeguardingLook,
    TimelineEntry,
)
from peoplehub.safeguarding.models.return_signals import ReturnSignal

__all__ = [
    "BODIES", "CASE_KIND", "DECISIONS", "FROM_HAND", "FROM_MODERATION", "FROM_SHOWN",
    "DECEIVED", "LOOKED_FOR", "REASONS", "REOPEN", "URGENT", "ConversationAccess", "DangerRules",
    "DangerSign", "Evidence", "ReturnSignal", "SafeguardingCase", "SafeguardingLook",
    "TimelineEntry", "kept_until",
]  # fmt: skip
