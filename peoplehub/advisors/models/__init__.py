"""Tables of peer advisors."""
from peoplehub.advisors.models.pending import PendingRequest
from peoplehub.advisors.models.profiles import (
    ADVISING_ROLES,
    AdvisorAvailability,
    AdvisorExperience,
    AdvisorProfile,
    AdvisorTraining,
)
from peoplehub.advisors.models.requests import (
    ACCEPTED,
    CANCELLED,
    COURSE,
    DECLINED,
    EXPIRED,
    REASONS,
    WITHDRAWN,
    AdvisorRequest,
    AdvisorSettings,
    RequestOffer,
)

__all__ = [
    "ACCEPTED", "ADVISING_ROLES", "CANCELLED", "COURSE", "DECLINED", "EXPIRED", "REASONS",
    "WITHDRAWN", "AdvisorAvailability", "AdvisorExperience", "AdvisorProfile", "AdvisorRequest",
    "AdvisorSettings", "AdvisorTraining", "PendingRequest", "RequestOffer",
]  # fmt: skip
