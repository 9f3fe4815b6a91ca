"""Exceptions for people: each carries a sentence and an HTTP status."""
import errno
from typing import TypeVar

Thing = TypeVar("Thing")


class Refused(Exception):
    """Something cannot be done. Its words say what happened and what to do next."""

    status = 400


class Forbidden(Refused):
    status = 403


class NotFound(Refused):
    """Missing, or not for this viewer's eyes: outside we never tell which."""

    status = 404

    def __init__(self, sentence: str = "We cannot find that page.") -> None:
        super().__init__(sentence)


def found(thing: Thing | None) -> Thing:
    """The thing, where there is one. Raises NotFound where there is none (any more)."""
    if thing is None:
        raise NotFound()
    return thing


class Invalid(Refused):
    """What was sent cannot be taken. `field` names the form field it belongs to, if one does."""

    status = 422

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class TooMany(Refused):
    """Asked too often. `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Unavailable(Refused):
    """A part of the site does not answer, or has no room. Nothing was kept; later it may work."""

    status = 503
    retry_after = 10  # seconds


class StorageFull(Unavailable):
    """A disk is full."""

    def __init__(self) -> None:
        super().__init__(
            "PeopleHub has no room left to keep anything more just now, so nothing was saved. It "
            "is not your fault. Please try again later."
        )


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what the system says of a full disk


def require(allowed: bool, sentence: str, field: str | None = None) -> None:
    """Raises Forbidden with this sentence unless `allowed`; Invalid where it belongs to a field."""
    if not allowed:
        raise Invalid(sentence, field) if field else Forbidden(sentence)
