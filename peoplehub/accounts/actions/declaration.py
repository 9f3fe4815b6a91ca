"""A person's declaration of who they are (family, budget holder or professional), with age and
consent.

Said when they join; people who were here before it was asked say it once.
"""
from peoplehub.accounts import policy
from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.events import PersonDeclared
from peoplehub.accounts.models import MEMBER, PROFESSIONAL, Consent, User
from peoplehub.core import clock, promise
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import require

KEPT = "Your name says that you work in health, care or education. Only the team can change that."


@act
def declare(person: User, i_am: str) -> User:
    """Once: what was said before stands."""
    require(policy.may_declare(person, i_am), KEPT)
    if not person.has_declared:
        take_declaration(person, i_am)
        announce(PersonDeclared(person.id, i_am))
    return person


def take_declaration(person: User, i_am: str) -> None:
    """A plain member who works in care gets the role, and with it the label. Part of an act."""
    person.i_am, person.declared_at = i_am, clock.now()
    if i_am == WORKS_IN_CARE and (person.role or MEMBER) == MEMBER:
        person.role = PROFESSIONAL
    person.consents += [
        Consent(purpose=purpose, wording=wording, version=promise.CONSENT_VERSION,
                given_at=person.declared_at)
        for purpose, wording in promise.CONSENTS.items()
    ]
