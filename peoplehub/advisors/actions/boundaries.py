"""Agreeing to the boundaries of peer advice."""
from peoplehub.accounts.models import User
from peoplehub.advisors import boundaries, policy, queries
from peoplehub.advisors.events import BoundariesAgreed
from peoplehub.advisors.models import BoundariesAgreement
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.publications import change

NOT_YOU = "These lines are for families and for peer advisors."


@act
def agree(person: User) -> BoundariesAgreement:
    """Tick the six lines as they are now. An advisor is offered to families from then on. A second
    time changes nothing."""
    require(policy.may_agree(person), NOT_YOU)
    known = db.session.get(BoundariesAgreement, (person.id, boundaries.VERSION))
    if known is not None:
        return known
    agreed = save(BoundariesAgreement(user_id=person.id, version=boundaries.VERSION))
    announce(BoundariesAgreed(person.id, boundaries.VERSION))
    if page := queries.profile_of(person.id):
        change(person, page)  # search finds it again
    return agreed
