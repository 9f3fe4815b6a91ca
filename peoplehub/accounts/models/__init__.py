"""People and what belongs to them."""
from peoplehub.accounts.models.people import (
    ADMIN,
    ADVISOR,
    LOOKS_AFTER,
    MEMBER,
    PROFESSIONAL,
    ROLES,
    SAFEGUARDING,
    Stranger,
    User,
    words_of_role,
)
from peoplehub.accounts.models.sessions import (
    LASTS,
    LASTS_REMEMBERED,
    MOST_TRIES,
    Proof,
    SignIn,
)
from peoplehub.accounts.models.ties import (
    Block,
    Consent,
    FormerName,
    Tag,
    blocked_either_way,
)

__all__ = [
    "ADMIN", "ADVISOR", "Block", "Consent", "FormerName", "LASTS", "LASTS_REMEMBERED",
    "LOOKS_AFTER", "MEMBER", "MOST_TRIES", "PROFESSIONAL", "Proof", "ROLES", "SAFEGUARDING",
    "SignIn", "Stranger", "Tag", "User", "blocked_either_way", "words_of_role",
]  # fmt: skip
