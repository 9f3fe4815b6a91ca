"""Events of templates that are not out, or not yet. None says whose a template is: some have no
name on them."""
from dataclasses import dataclass

from peoplehub.core.events import Event

ASKED, DECLINED, PUBLISHED = "asked", "declined", "published"


@dataclass(frozen=True)
class TemplateSent(Event):
    """A member sent a template to be looked at."""

    template_id: int


@dataclass(frozen=True)
class TemplateReviewed(Event):
    """A reviewer decided. `outcome`: ASKED, DECLINED or PUBLISHED."""

    template_id: int
    by_id: int
    outcome: str


@dataclass(frozen=True)
class TemplateMended(Event):
    """A reviewer changed its words or put another file in the place of its own."""

    template_id: int
    by_id: int


@dataclass(frozen=True)
class TemplateDeleted(Event):
    """A member took back a template that was not out."""

    template_id: int
