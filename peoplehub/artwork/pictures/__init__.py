"""Pictures of subjects for easy reads, all in the colours and shapes of the artwork."""

from functools import cache

from markupsafe import Markup

from peoplehub.artwork.pictures.home import HOME
from peoplehub.artwork.pictures.people import PEOPLE
from peoplehub.artwork.pictures.things import THINGS

SUBJECTS = {**HOME, **PEOPLE, **THINGS}


@cache
def picture(name: str) -> Markup:
    """A drawn picture; beside its words, so it says nothing itself. Raises KeyError."""
    return Markup(
        f'<svg class="drawn" viewBox="0 0 80 80" aria-hidden="true">{SUBJECTS[name].svg}</svg>'
    )
