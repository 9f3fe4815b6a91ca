"""Preparing the PDF of a case: who it is for and why, as a line of the case and in the record."""
from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce, save
from peoplehub.safeguarding import queries
from peoplehub.safeguarding.actions.cases import changed, require_theirs
from peoplehub.safeguarding.actions.opening import add_line
from peoplehub.safeguarding.events import SafeguardingLookedAt
from peoplehub.safeguarding.models import SafeguardingCase, SafeguardingLook, TimelineEntry


@act
def prepare_pdf(lead: User, case: SafeguardingCase, to: str, reason: str) -> TimelineEntry:
    """It holds the evidence, so that is looked at for the same reason. The file is made when it is
    downloaded, and kept nowhere."""
    require_theirs(lead, case, closed=True)
    line = add_line(case, lead, "pdf", told_by=to[:80], text=reason)
    for one in queries.evidence_of(case):
        save(SafeguardingLook(case_id=case.id, evidence_id=one.id, lead_id=lead.id, reason=reason))
    announce(SafeguardingLookedAt(case.id, None, lead.id, reason))
    changed(case, lead, "pdf")
    return line
