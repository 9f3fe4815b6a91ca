"""What a lead writes down in a case: notes, evidence, who was told, decisions, steps."""
from dataclasses import dataclass
from datetime import date

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.errors import Invalid
from peoplehub.core.idempotency import deduplicated
from peoplehub.safeguarding import queries
from peoplehub.safeguarding.actions.cases import changed, require_theirs
from peoplehub.safeguarding.actions.opening import add_copy, add_line
from peoplehub.safeguarding.models import REOPEN, SafeguardingCase, TimelineEntry, kept_until
from peoplehub.safeguarding.steps import step_words

DONE_ALREADY = "These steps are ticked already. Choose one that is not, or go on."
OPEN_ALREADY = "This case is open. Choose another decision."


@dataclass(frozen=True)
class Told:
    """Who was told: a key of BODIES, on which day, by whom, and what was said or which person it
    was."""

    body: str
    on: date
    by: str
    words: str = ""


@act
@deduplicated
def note(lead: User, case: SafeguardingCase, words: str) -> TimelineEntry:
    return _write(lead, case, "note", text=words)


@act
@deduplicated
def add_evidence(lead: User, case: SafeguardingCase, source: str, words: str, by: str = ""
                 ) -> TimelineEntry:
    """A copy of words from elsewhere: an email, a phone call as it was noted."""
    require_theirs(lead, case)
    add_copy(case, lead, source, words, written_by=by[:80])
    return _write(lead, case, "evidence")


@act
@deduplicated
def tell(lead: User, case: SafeguardingCase, told: Told) -> TimelineEntry:
    """Write down that somebody outside was told. Nothing is sent."""
    return _write(lead, case, "told", code=told.body, told_on=told.on, told_by=told.by[:80],
                  text=told.words)


@act
@deduplicated
def decide(lead: User, case: SafeguardingCase, decision: str, reason: str, close: bool = False
           ) -> TimelineEntry:
    """A decision with its reason; with `close` nothing more is done. The day of destruction is
    counted from then on, unless a lead has chosen a later one. Raises Invalid when an open case is
    opened again."""
    require_theirs(lead, case, closed=decision == REOPEN)
    if decision == REOPEN and case.is_open:
        raise Invalid(OPEN_ALREADY, "decision")
    made = _write(lead, case, "decision", code=decision, text=reason)
    if decision == REOPEN:
        case.closed_at = case.closed_by_id = None
    elif close:
        case.closed_at, case.closed_by_id, case.offered_to_id = clock.now(), lead.id, None
        case.keep_until = max(case.keep_until, kept_until(case.reason, clock.now()))
        _write(lead, case, "closed")
    return made


@act
def do_steps(lead: User, case: SafeguardingCase, codes: list[str]) -> int:
    """Tick steps: each is a line with who and when. What was ticked before stays as it was. Raises
    Invalid when nothing is new. Returns how many were ticked."""
    require_theirs(lead, case)
    done = {line.code for line in queries.timeline_of(case) if line.what == "step"}
    new = [code for code in dict.fromkeys(codes) if code not in done and step_words(code)]
    if not new:
        raise Invalid(DONE_ALREADY, "steps")
    for code in new:
        _write(lead, case, "step", code=code)
    return len(new)


def _write(lead: User, case: SafeguardingCase, what: str, **more: object) -> TimelineEntry:
    require_theirs(lead, case, closed=what in ("closed", "decision"))
    line = add_line(case, lead, what, **more)
    changed(case, lead, what)
    return line
