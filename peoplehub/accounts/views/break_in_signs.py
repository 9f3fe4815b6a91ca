"""Signs of a break-in that only a request can see, told to the team once for each incident."""
from collections.abc import Iterator
from contextlib import contextmanager

from peoplehub.accounts import actions
from peoplehub.accounts.models import WITH_SECOND_STEP, User
from peoplehub.core import limits
from peoplehub.core.errors import TooMany


def note_wrong_password(email: str, address: str | None) -> None:
    """Count it, and how many different accounts were tried from that address. Raises TooMany."""
    if _is_first("account tried", f"{email} {limits.network(address)}") and not _is_first(
            "accounts tried from", address) and _is_first("many accounts from", address):
        actions.note_accounts_tried()
    limits.ask("sign-in from", address)


@contextmanager
def noting_guessed_codes(person: User) -> Iterator[None]:
    """Whoever uses up the tries at a code of the team has its password already."""
    try:
        yield
    except TooMany:
        if person.role in WITH_SECOND_STEP and _is_first("codes guessed of", person.id):
            actions.note_codes_guessed(person)
        raise


def _is_first(name: str, who: int | str | None) -> bool:
    """Whether it is within its limit, which counts it."""
    try:
        limits.ask(name, who)
    except TooMany:
        return False
    return True
