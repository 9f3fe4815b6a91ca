"""People and what belongs to them."""
from peoplehub.accounts.models.people import (
    ADMIN,
    ADVISOR,
    LOOKS_AFTER,
    MEMBER,
    ROLES,
    SAFEGUARDING,
    Stranger,
    User,
    words_of_role,
)
from peoplehub.accounts.models.sessions import (
    MOST_TRIES,
    Proof,
    SignIn,
)
from peoplehub.accounts.models.ties import (
    Block,
    FormerName,
    Tag,
    blocked_either_way,
)

__all__ = [
    "ADMIN", "ADVISOR", "Block", "FormerName", "LOOKS_AFTER", "MEMBER", "MOST_TRIES", "Proof",
    "ROLES", "SAFEGUARDING", "SignIn", "Stranger", "Tag", "User", "blocked_either_way",
    "words_of_role",
]  # fmt: skip
