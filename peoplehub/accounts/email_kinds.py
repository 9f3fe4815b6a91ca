"""The kinds of e-mail that somebody can stop, which of them are stopped, and the quiet time in
which all of them are. E-mails of no kind always leave: those about an account, and answers to what
its reader asked or sent."""
import re

from peoplehub.core.mail import ABOUT_BOTH, ABOUT_MESSAGES, Email

MESSAGES, NOTICES, TEAM = "messages", "notices", "team"
KINDS = {
    MESSAGES: "Private messages to me",
    NOTICES: "Answers to me, and what I follow",
    TEAM: "What I help with on the site",
}
BY_LINK = (MESSAGES, NOTICES)  # a link in an e-mail stops no duty of somebody who helps
QUIET_SINCE = "quiet_since"  # in a person's preferences: since when they have a quiet time
ANSWERS_COME = "quiet_answers"  # in a quiet time: answers to what they wrote themselves still come
RESTS = "emails_rest"  # in a person's preferences: since when their address rests
OPTIONAL = "something-new"  # the purpose of what a member chooses to have
WEEKLY = "weekly"  # the purpose of one that says once a week what is new
ACCOUNT, ANSWERS, DUTIES = "account", "answers", "duties"
AS_THE_TEAM_READS = {
    MESSAGES: "A private message",
    NOTICES: "Something new for them",
    TEAM: "Something they help with",
    ACCOUNT: "Account and signing in",
    ANSWERS: "An answer or a decision of the team",
    DUTIES: "Something that needs the team",
}
PURPOSES = {  # of every e-mail that the site writes, by its template; a test finds one that lacks
    OPTIONAL: "",  # of two kinds
    WEEKLY: NOTICES,
    **dict.fromkeys((
        "already-here", "email-asked", "email-changed", "grant-ends", "grant-given", "join",
        "join-again", "join-request", "new-email", "new-password", "no-account",
        "password-changed", "recovery-code-used", "recovery-codes-renewed", "second-step-asked",
        "second-step-off", "second-step-on", "second-step-reset", "second-step-soon",
    ), ACCOUNT),
    **dict.fromkeys((
        "decision", "enquiry-answered", "messages-end", "reply-held", "reply-not-kept",
        "report-answered", "request-answered", "request-received", "something-decided",
    ), ANSWERS),
    **dict.fromkeys((
        "alarm", "backup-failed", "lead-needed", "safeguarding-case", "training-asked",
    ), DUTIES),
    **dict.fromkeys((
        "advisor-asked", "advisor-needed", "answer-waits", "check-due", "cover-asked",
        "cover-needed", "easy-read-outdated", "handover", "match-without-ending", "note-review",
        "review-due", "training-soon",
    ), TEAM),
}  # fmt: skip
CONVERSATION = re.compile(r"\d+ conversation (\d+)")  # of `Email.about`


def kinds_of(email: Email) -> tuple[str, ...]:
    """The kinds of an e-mail: two, where messages and other things go as one; none for one that
    nobody can stop."""
    return tuple(kind for kind in _any_kinds_of(email) if kind in KINDS)


def words_of(email: Email) -> str:
    """What an e-mail is, as the team reads it who looks whether it came: never what it is about."""
    return AS_THE_TEAM_READS[_any_kinds_of(email)[-1]]


def _any_kinds_of(email: Email) -> tuple[str, ...]:
    if email.purpose != OPTIONAL:
        return (PURPOSES.get(email.purpose, ACCOUNT),)
    about = email.about or ""
    if ABOUT_BOTH.fullmatch(about):
        return BY_LINK
    return (MESSAGES if ABOUT_MESSAGES.fullmatch(about) else NOTICES,)


def stopped_by(preferences: dict) -> list[str]:
    """The kinds that somebody with these preferences has stopped."""
    return [kind for kind in KINDS if kind in preferences.get("emails_stopped", ())]
