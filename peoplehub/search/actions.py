"""Keeping the synonyms. A phrase stands in one group at most, so that a search is one thing."""
from collections.abc import Sequence

from sqlalchemy import delete, func, select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.column_queries import change
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import Invalid, NotFound, require
from peoplehub.core.extensions import db
from peoplehub.core.locks import wait_for_name
from peoplehub.search import policy
from peoplehub.search.events import SynonymsRemoved, SynonymsSaved
from peoplehub.search.first_synonyms import FIRST_SYNONYMS
from peoplehub.search.synonym_models import SynonymGroup
from peoplehub.search.synonyms import root, words_of

KEEPERS_ONLY = "Only the site team and editors can change these words."
TAKEN = "“{}” is in another list already. Please change that list, or leave it out here."


@act
def add_first_synonyms() -> None:
    """Those a new site begins with, where there are none, as the migration adds them too."""
    wait_for_name(SynonymGroup.phrases, "every list")
    if not db.session.scalar(select(func.count(SynonymGroup.id))):
        db.session.add_all(SynonymGroup(phrases="\n".join(group)) for group in FIRST_SYNONYMS)


@act
def add_synonyms(keeper: User, phrases: Sequence[str]) -> SynonymGroup:
    """Raises Invalid where one of them stands in another list."""
    require(policy.may_keep_synonyms(keeper), KEEPERS_ONLY)
    return _saved(keeper, SynonymGroup(phrases=_free(phrases)))


@act
def change_synonyms(keeper: User, group: SynonymGroup, phrases: Sequence[str]) -> SynonymGroup:
    """The same. Raises NotFound when it was removed meanwhile."""
    require(policy.may_keep_synonyms(keeper), KEEPERS_ONLY)
    said = _free(phrases, group.id)
    rows = select(SynonymGroup).where(SynonymGroup.id == group.id)
    found = db.session.scalar(rows.with_for_update(**FOR_NO_KEY_UPDATE)
                              .execution_options(populate_existing=True))
    if found is None:
        raise NotFound()
    found.phrases, found.changed_at = said, clock.now()
    return _saved(keeper, found)


@act
def remove_synonyms(keeper: User, group_id: int) -> None:
    """Each is looked up by itself again. Raises NotFound when it was removed meanwhile."""
    require(policy.may_keep_synonyms(keeper), KEEPERS_ONLY)
    wait_for_name(SynonymGroup.phrases, "every list")
    if not change(delete(SynonymGroup).where(SynonymGroup.id == group_id)):
        raise NotFound()
    announce(SynonymsRemoved(group_id, keeper.id))


def _saved(keeper: User, group: SynonymGroup) -> SynonymGroup:
    save(group)
    announce(SynonymsSaved(group.id, keeper.id))
    return group


def _free(phrases: Sequence[str], own_id: int = 0) -> str:
    """As they are kept. Raises Invalid for one that another list has."""
    wait_for_name(SynonymGroup.phrases, "every list")
    others = db.session.scalars(select(SynonymGroup.phrases).where(SynonymGroup.id != own_id))
    taken = {root(words_of(phrase)) for group in others for phrase in group.splitlines()}
    for phrase in phrases:
        if root(words_of(phrase)) in taken:
            raise Invalid(TAKEN.format(phrase), "phrases")
    return "\n".join(phrases)
