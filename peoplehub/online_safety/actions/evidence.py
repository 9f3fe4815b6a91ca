"""Actions on evidence of sexual abuse of a child: freezing, the steps of the NCA's list, reading,
putting back, and the end of it. Every one is logged with who and when."""
from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, found, require
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, Publication
from peoplehub.moderation import cases
from peoplehub.online_safety import freezing, policy, queries
from peoplehub.online_safety.events import (
    ContentPutBack,
    EvidenceDestroyed,
    EvidenceOpened,
    EvidenceStepDone,
)
from peoplehub.online_safety.models import STEPS, FrozenContent, FrozenContentStep
from peoplehub.online_safety.models.evidence import KEPT_FOR, REFERENCE_KEPT_FOR

NOT_YOURS = "You cannot freeze what you wrote yourself. Please ask another moderator."
FOR_LEADS = "Only a safeguarding lead can do this, and never about themselves."
IS_GONE = "This has been destroyed or put back. There is nothing more to do."
NEEDS_NUMBER = "Write the number that the NCA gave you for the report."
OPENED = "opened"


@act
def freeze(moderator: User, piece: Publication) -> FrozenContent:
    """Take it out of everything at once, for the leads alone. Raises Forbidden for one's own."""
    require(policy.may_freeze(moderator, piece), NOT_YOURS)
    return freezing.freeze_piece(moderator, piece)


@act
def do_step(lead: User, evidence: FrozenContent, step: str, reference: str = ""
            ) -> FrozenContentStep:
    """Tick a step of the list. The report to the NCA sets the days until which its number and the
    evidence are kept. Raises Invalid for a report without its number."""
    evidence = _locked(lead, evidence)
    if done := queries.steps_of(evidence).get(step):
        return done
    if step == "reported":
        _note_report(evidence, reference)
    done = save(FrozenContentStep(frozen_id=evidence.id, step=step, by_id=lead.id))
    announce(EvidenceStepDone(evidence.id, lead.id, step))
    if set(STEPS) <= queries.steps_of(evidence).keys():
        _close(evidence, lead, "reported")
    return done


@act
def open_evidence(lead: User, evidence: FrozenContent, reason: str) -> dict:
    """The words that were frozen, for one reading. It is logged with the reason."""
    evidence = _locked(lead, evidence)
    save(FrozenContentStep(frozen_id=evidence.id, step=OPENED, by_id=lead.id, reason=reason[:300]))
    announce(EvidenceOpened(evidence.id, lead.id, reason))
    return freezing.opened(evidence)


@act
def put_back(lead: User, evidence: FrozenContent, reason: str) -> None:
    """It was frozen by mistake: everything is as it was before."""
    locks.lock([found(db.session.get(KINDS[evidence.kind], evidence.piece_id))])
    evidence = _locked(lead, evidence)
    freezing.unfreeze(lead, evidence)
    evidence.put_back_at, evidence.put_back_by_id = clock.now(), lead.id
    announce(ContentPutBack(evidence.id, lead.id, reason))
    _close(evidence, lead, "put back")


@act
def destroy(evidence: FrozenContent) -> None:
    """Its year is over: what was frozen and what was known of the account are gone for good. The
    NCA's number stays. The files are removed by whoever calls this."""
    evidence = queries.locked_evidence(evidence.id)
    if evidence.kept_until > clock.now() or evidence.destroyed_at is not None:
        return
    evidence.content, evidence.file_keys, evidence.person_id = "", [], None
    evidence.destroyed_at = clock.now()
    for step in queries.timeline_of(evidence):
        step.reason = ""
    announce(EvidenceDestroyed(evidence.id))


@act
def forget_reference(evidence_id: int) -> None:
    """Five years are over: nothing of it is kept."""
    db.session.query(FrozenContentStep).filter_by(frozen_id=evidence_id).delete()
    db.session.query(FrozenContent).filter_by(id=evidence_id).delete()


def _locked(lead: User, evidence: FrozenContent) -> FrozenContent:
    evidence = queries.locked_evidence(evidence.id)
    require(policy.may_handle(lead, evidence, queries.has_lead()), FOR_LEADS)
    if not evidence.is_kept:
        raise Invalid(IS_GONE)
    return evidence


def _note_report(evidence: FrozenContent, reference: str) -> None:
    if not reference:
        raise Invalid(NEEDS_NUMBER, "reference")
    evidence.reported_at, evidence.reference = clock.now(), reference
    evidence.kept_until = clock.now() + KEPT_FOR
    evidence.reference_until = clock.now() + REFERENCE_KEPT_FOR


def _close(evidence: FrozenContent, lead: User, outcome: str) -> None:
    if case := cases.open_case_of(freezing.CASE_KIND, evidence.id):
        cases.close(case, lead.id, outcome)
