"""Signs of a break-in, announced: what follows from them stands above."""
from peoplehub.accounts.events import CodesGuessed, ManyAccountsTried
from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce


@act
def note_codes_guessed(person: User) -> None:
    """Somebody who has the password of one of the team tried many codes of the second step."""
    announce(CodesGuessed(person.id))


@act
def note_accounts_tried() -> None:
    """Many accounts were tried with wrong passwords from one address."""
    announce(ManyAccountsTried())
