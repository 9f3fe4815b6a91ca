"""What somebody needs to be reached well: how their e-mails are written, and whether they would
rather be phoned. Theirs to say, to change and to take back; others read it only if they agree."""
from dataclasses import asdict, dataclass

from peoplehub.accounts.models import User
from peoplehub.core.acts import act

STORED_AS = "access"  # in a person's preferences
PLAIN, LARGE = "plain", "large"
FORMS = {
    PLAIN: "Plain words, without pictures or colours",
    LARGE: "Large print",
}


@dataclass(frozen=True)
class AccessNeeds:
    """`phone`: a number and when to call, as they wrote it. `team_may_see`: the team may read it.
    """

    emails_as: str = PLAIN
    easy: bool = False
    phone_me: bool = False
    phone: str = ""
    team_may_see: bool = False

    @property
    def large_print(self) -> bool:
        return self.emails_as == LARGE


NOTHING = AccessNeeds()


def of(preferences: dict) -> AccessNeeds:
    return AccessNeeds(**preferences.get(STORED_AS, {}))


def seen_by_team(person: User) -> AccessNeeds | None:
    """What the team may read of it; nothing without their agreement, or where nothing is asked."""
    needs = of(person.preferences)
    asks = needs.phone_me or needs.large_print or needs.easy
    return needs if needs.team_may_see and asks else None


@act
def choose_access(person: User, needs: AccessNeeds) -> None:
    """Nothing is kept of what is not needed any more."""
    kept = {name: value for name, value in person.preferences.items() if name != STORED_AS}
    person.preferences = kept | ({STORED_AS: asdict(needs)} if needs != NOTHING else {})
