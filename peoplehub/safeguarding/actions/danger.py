"""Actions of safeguarding. None of them holds, hides or deletes anything."""
from peoplehub.accounts.models import User
from peoplehub.contact.models import Enquiry
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.preparation import prepared_by
from peoplehub.core.publications import Publication
from peoplehub.moderation import actions as moderation, cases
from peoplehub.moderation.models import Report
from peoplehub.safeguarding import policy, queries
from peoplehub.safeguarding.events import DangerRulesSaved, DangerSeen
from peoplehub.safeguarding.models import DangerRules, DangerSign
from peoplehub.text_checks.danger import PLAIN, Sign, WrongRules
from peoplehub.text_checks.measuring import Figures, measure_additions

FOR_LEADS = "Only a safeguarding lead can change these rules."
TOO_WEAK = (
    "These rules are not saved: on our set of texts they would find {found} % of danger and raise "
    "{false} % false alarms. We need at least {least} % and at most {most} %. Take away the line "
    "that does it, or write it more narrowly."
)
LEAST_FOUND, MOST_FALSE = 90, 5  # percent, of all measured texts


def note_sign(kind: str, piece_id: int, sign: Sign) -> bool:
    """Keep that words of danger were seen, and announce it, once for each level of a piece. Returns
    whether it is new. Only within an act."""
    if queries.was_seen(kind, piece_id, sign.level):
        return False
    save(DangerSign(kind=kind, piece_id=piece_id, level=sign.level, phrase=sign.phrase[:300]))
    announce(DangerSeen(kind, piece_id, sign.level))
    return True


def note_in_piece(piece: Publication, sign: Sign) -> None:
    """A public piece also goes to the moderators' queue. Only within an act."""
    if note_sign(piece.kind, piece.id, sign):
        moderation.report_by_rule(piece, f"danger-{sign.level}")


def note_in_enquiry(enquiry: Enquiry, sign: Sign) -> None:
    """The team reads it first. Only within an act."""
    enquiry.danger = sign.level
    cases.note_danger(cases.LETTER_KIND, enquiry.id, f"danger-{sign.level}")
    note_sign(cases.LETTER_KIND, enquiry.id, sign)


@act
@deduplicated
def tell_team(writer: User, words: str) -> Report:
    """The writer of a private message asks the team for help, with words that they chose. It
    becomes a report about themselves, of the gravest kind."""
    require(policy.may_tell_team(writer), "Please sign in first.")
    report = moderation.report(writer, writer, "danger", words)
    announce(DangerSeen("person", writer.id, PLAIN))
    return report


def _measure(lead: User, additions: str, reason: str) -> None:
    """It takes a second or more, in which nobody else who writes may wait. Within the act the
    figures are known (`measure_additions` keeps the last ones)."""
    require(policy.may_change_rules(lead), FOR_LEADS)
    try_rules(additions)


@act
@prepared_by(_measure)
def save_rules(lead: User, additions: str, reason: str) -> DangerRules:
    """A new version of what leads add to the built-in rules. Raises Invalid when it cannot be read,
    or would do worse on the measured texts than we accept."""
    require(policy.may_change_rules(lead), FOR_LEADS)
    figures = try_rules(additions)
    if figures.found < LEAST_FOUND or figures.false_alarms > MOST_FALSE:
        raise Invalid(TOO_WEAK.format(found=figures.found, false=figures.false_alarms,
                                      least=LEAST_FOUND, most=MOST_FALSE), "additions")
    rules = save(DangerRules(additions=additions, reason=reason, saved_by_id=lead.id))
    announce(DangerRulesSaved(rules.id, lead.id))
    return rules


def try_rules(additions: str) -> Figures:
    """How the rules would do on all measured texts. Raises Invalid with a sentence for each line
    that cannot be read."""
    try:
        return measure_additions(additions)
    except WrongRules as wrong:
        raise Invalid(" ".join(wrong.errors), "additions") from wrong
