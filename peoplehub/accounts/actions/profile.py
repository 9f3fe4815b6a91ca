"""Changing the public profile: pen name, picture, a few words."""
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from peoplehub.accounts import policy, queries
from peoplehub.accounts.events import ProfileChanged
from peoplehub.accounts.models import FormerName, User
from peoplehub.accounts.names import TAKEN, skeleton, slug_of
from peoplehub.core import limits, text
from peoplehub.core.acts import act, announce
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.preparation import prepared_by

TOO_EARLY = "You can add links here a day after you joined. Until then, please leave them out."
PAUSED = "You cannot change your profile while your account is paused."


def _render_about(person: User, pen_name: str, describes: str, about: str,
                  seen: str = "") -> None:
    with text.preparing():
        text.render(text.normalize(about))


@act
@prepared_by(_render_about)
def change_profile(person: User, pen_name: str, describes: str, about: str,
                   seen: str = "") -> User:
    """`seen` is the mark of the profile that the form began with."""
    require(policy.may_change_profile(person), PAUSED)
    limits.ask("change", person.id)
    new = {"pen_name": pen_name, "describes": describes, "about": text.normalize(about)}
    refuse_conflict(seen, person.editable, new)
    if pen_name != person.pen_name:
        _rename(person, pen_name)
    person.describes = describes
    person.about_text = text.normalize(about)
    person.about_html = str(text.render(person.about_text))
    refuse_early_links(person, person.about_html, "about")
    announce(ProfileChanged(person.id))
    return person


def refuse_early_links(person: User, html: str, field: str) -> None:
    """Where no moderator looks first, whoever joined today writes without links. Raises Invalid for
    `field`."""
    if text.has_link(html) and not policy.may_link(person):
        raise Invalid(TOO_EARLY, field)


@act
def change_picture(person: User, recipe: str) -> User:
    """Take another drawn avatar. Raises Forbidden while suspended."""
    require(policy.may_change_profile(person), PAUSED)
    person.avatar = recipe
    announce(ProfileChanged(person.id))
    return person


def _rename(person: User, pen_name: str) -> None:
    """The old name is kept from others for a while, so that nobody steps into it."""
    if queries.name_is_taken(pen_name, but=person.id):
        raise Invalid(TAKEN, "pen_name")
    before, slug = (person.slug, person.skeleton), slug_of(pen_name)
    person.pen_name, person.slug, person.skeleton = pen_name, slug, skeleton(pen_name)
    db.session.execute(
        delete(FormerName).where(FormerName.user_id == person.id, FormerName.slug == slug)
    )
    if before[0] != slug:
        db.session.add(FormerName(user_id=person.id, slug=before[0], skeleton=before[1]))
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Invalid(TAKEN, "pen_name") from error
