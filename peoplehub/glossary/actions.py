"""Keeping the glossary. A changed term is another one on every page at once."""
from typing import Any

from sqlalchemy import func, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, page_versions
from peoplehub.core.acts import act, announce, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import Invalid, NotFound, require
from peoplehub.core.extensions import db
from peoplehub.core.locks import wait_for_name
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.core.text import has_content, one_line
from peoplehub.glossary import policy
from peoplehub.glossary.events import (
    FirstTermsAdded,
    GlossaryTermRestored,
    GlossaryTermRetired,
    GlossaryTermSaved,
)
from peoplehub.glossary.first_terms import FIRST_TERMS
from peoplehub.glossary.models import GlossaryTerm

KEEPERS_ONLY = "Only the site team and editors can change the words."
NO_NAME = "Please write the word."
SAME_NAME = "That word is in the list already."


@act
def add_term(keeper: User, is_checked: bool = False, **fields: str) -> GlossaryTerm:
    """Raises Invalid for a name that is there already."""
    require(policy.may_keep_glossary(keeper), KEEPERS_ONLY)
    term = GlossaryTerm(**_free(fields))
    return _saved(keeper, _named(term), is_checked)


@act
def change_term(keeper: User, term: GlossaryTerm, is_checked: bool = False,
                **fields: str) -> GlossaryTerm:
    """Its address stays. A meaning or source that is another is unchecked until somebody says."""
    require(policy.may_keep_glossary(keeper), KEEPERS_ONLY)
    term = _locked(term.id)
    said = _free(fields, term.id)
    if any(getattr(term, name) != said[name] for name in ("meaning", "source", "source_address")):
        term.checked_on = None
    for name, words in said.items():
        setattr(term, name, words)
    return _saved(keeper, term, is_checked)


@act
def retire_term(keeper: User, term: GlossaryTerm) -> GlossaryTerm:
    require(policy.may_keep_glossary(keeper), KEEPERS_ONLY)
    term = _locked(term.id)
    term.retired_at = term.retired_at or clock.now()
    page_versions.touch(page_versions.EVERYWHERE)
    announce(GlossaryTermRetired(term.id, keeper.id))
    return term


@act
def restore_term(keeper: User, term: GlossaryTerm) -> GlossaryTerm:
    require(policy.may_keep_glossary(keeper), KEEPERS_ONLY)
    term = _locked(term.id)
    term.retired_at = None
    page_versions.touch(page_versions.EVERYWHERE)
    announce(GlossaryTermRestored(term.id, keeper.id))
    return term


@act
def add_first_terms(keeper: User) -> int:
    """Those of the first terms whose word was never there, unchecked. Returns how many."""
    require(policy.may_keep_glossary(keeper), KEEPERS_ONLY)
    wait_for_name(GlossaryTerm.name, "the first terms")
    known = set(db.session.scalars(select(func.lower(GlossaryTerm.name))))
    new = [_named(GlossaryTerm(**said)) for said in FIRST_TERMS
           if said["name"].lower() not in known]
    for term in new:
        term.changed_by_id = keeper.id
        save(term)
    if new:
        page_versions.touch(page_versions.EVERYWHERE)
        announce(FirstTermsAdded(keeper.id))
    return len(new)


def _saved(keeper: User, term: GlossaryTerm, is_checked: bool) -> GlossaryTerm:
    term.changed_at, term.changed_by_id = clock.now(), keeper.id
    if is_checked:
        term.checked_on = formatting.local(clock.now()).date()
    save(term)
    page_versions.touch(page_versions.EVERYWHERE)
    announce(GlossaryTermSaved(term.id, keeper.id))
    return term


def _named(term: GlossaryTerm) -> GlossaryTerm:
    wanted = slug_of(term.abbreviation or term.name, 60, "word")
    term.slug = free_slug(GlossaryTerm.slug, wanted)
    return term


def _free(fields: dict[str, Any], own_id: int = 0) -> dict[str, str]:
    """Each as one line. Raises Invalid where the name is empty or taken."""
    said = {name: one_line(words) for name, words in fields.items()}
    if not has_content(said["name"]):
        raise Invalid(NO_NAME, "name")
    wait_for_name(GlossaryTerm.name, said["name"].lower())
    taken = select(GlossaryTerm.id).where(
        func.lower(GlossaryTerm.name) == said["name"].lower(), GlossaryTerm.id != own_id)
    if db.session.scalar(taken):
        raise Invalid(SAME_NAME, "name")
    return said


def _locked(term_id: int) -> GlossaryTerm:
    rows = select(GlossaryTerm).where(GlossaryTerm.id == term_id)
    rows = rows.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    term = db.session.scalar(rows)
    if term is None:
        raise NotFound()
    return term
