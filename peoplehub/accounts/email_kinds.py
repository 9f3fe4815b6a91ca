"""The kinds of e-mail that somebody can stop, which of them are stopped, and the quiet time in
which all of them are. E-mails of no kind always leave: those about an account, and answers to what
its reader asked or sent."""
import re

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email

MESSAGES, NOTICES, TEAM = "messages", "notices", "team"
KINDS = {
    MESSAGES: "Private messages to me",
    NOTICES: "Answers to me, and what I follow",
    TEAM: "What I help with on the site",
}
BY_LINK = (MESSAGES, NOTICES)  # a link in an e-mail stops no duty of somebody who helps
OPTIONAL = "something-new"  # the purpose of what a member chooses to have
OF_TEAM = frozenset({
    "advisor-asked", "advisor-needed", "answer-waits", "cover-asked", "cover-needed", "handover",
    "match-without-ending", "note-review", "review-due", "training-soon",
})  # fmt: skip
CONVERSATION = re.compile(r"\d+ conversation \d+")  # of `Email.about`


def kind_of(email: Email) -> str | None:
    """The kind of an e-mail; None for one that nobody can stop."""
    if email.purpose == OPTIONAL:
        return MESSAGES if CONVERSATION.fullmatch(email.about or "") else NOTICES
    return TEAM if email.purpose in OF_TEAM else None


def stopped_by(preferences: dict) -> list[str]:
    """The kinds that somebody with these preferences has stopped."""
    return [kind for kind in KINDS if kind in preferences.get("emails_stopped", ())]


def is_stopped(email: Email) -> bool:
    """Whether its reader has stopped its kind, also since it was written."""
    kind = kind_of(email)
    if kind is None:
        return False
    preferences = db.session.scalar(select(User.preferences).where(User.email == email.to))
    return kind in stopped_by(preferences or {})
