"""Tables of peer advisors."""
from peoplehub.advisors.models.boundaries import BoundariesAgreement
from peoplehub.advisors.models.matches import (
    ANOTHER,
    CARRY_ON,
    CHANGE,
    CHECK_IN,
    CHECK_IN_AFTER,
    ENDING,
    ENDING_BEFORE,
    FINISH,
    LAPSED,
    PERIOD,
    RENEW,
    USUAL_CONTACTS,
    OutcomeRating,
    SupportMatch,
    SupportReview,
)
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
    DECLINED,
    EXPIRED,
    REASONS,
    WITHDRAWN,
    AdvisorRequest,
    AdvisorSettings,
    RequestOffer,
)

__all__ = [
    "ACCEPTED", "ADVISING_ROLES", "ANOTHER", "CANCELLED", "CARRY_ON", "CHANGE", "CHECK_IN",
    "CHECK_IN_AFTER", "DECLINED", "ENDING", "ENDING_BEFORE", "EXPIRED", "FINISH", "LAPSED",
    "PERIOD", "REASONS", "RENEW", "USUAL_CONTACTS", "WITHDRAWN", "AdvisorAvailability",
    "AdvisorExperience", "AdvisorProfile", "AdvisorRequest", "AdvisorSettings", "AdvisorTraining",
    "BoundariesAgreement", "OutcomeRating", "PendingRequest", "RequestOffer", "SupportMatch",
    "SupportReview",
]  # fmt: skip
