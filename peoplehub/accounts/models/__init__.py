"""Tables of accounts."""
from peoplehub.accounts.models.first_day import FirstDay
from peoplehub.accounts.models.following import EVERYTHING, Following
from peoplehub.accounts.models.grants import GRANTS, HELPER, RoleGrant
from peoplehub.accounts.models.people import (
    ADMIN,
    ADVISOR,
    COORDINATOR,
    EDITOR,
    MEMBER,
    NEW_FOR,
    PROFESSIONAL,
    ROLES,
    SAFEGUARDING,
    STAFF_ROLES,
    WITH_SECOND_STEP,
    Anonymous,
    User,
    words_of_role,
)
from peoplehub.accounts.models.relations import Block, Consent, FormerName, Tag, blocked_either_way
from peoplehub.accounts.models.second_step import RecoveryCode, SecondStep
from peoplehub.accounts.models.sessions import (
    AGAIN_AFTER_DAYS,
    LASTS,
    LASTS_REMEMBERED,
    MOST_TRIES,
    EmailVerification,
    JoiningRules,
    SignIn,
)

__all__ = [
    "AGAIN_AFTER_DAYS",
    "JoiningRules",
    "ADMIN",
    "ADVISOR",
    "COORDINATOR",
    "EDITOR",
    "GRANTS",
    "HELPER",
    "RoleGrant",
    "Block",
    "Consent",
    "EVERYTHING",
    "FirstDay",
    "Following",
    "FormerName",
    "LASTS",
    "LASTS_REMEMBERED",
    "STAFF_ROLES",
    "MEMBER",
    "NEW_FOR",
    "MOST_TRIES",
    "PROFESSIONAL",
    "EmailVerification",
    "ROLES",
    "SAFEGUARDING",
    "SignIn",
    "RecoveryCode",
    "SecondStep",
    "WITH_SECOND_STEP",
    "Anonymous",
    "Tag",
    "User",
    "blocked_either_way",
    "words_of_role",
]
