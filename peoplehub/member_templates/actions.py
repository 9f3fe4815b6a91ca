"""Actions on members' templates. Each is one transaction."""
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import update

from peoplehub.accounts.models import User
from peoplehub.core import clock, files, publications
from peoplehub.core.acts import act, announce, save
from peoplehub.core.database import insert
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, Unavailable, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publication_lookup import lock
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.core.text import normalize, one_line
from peoplehub.member_templates import events, policy
from peoplehub.member_templates.choices import (
    ASKED,
    BY_TEAM,
    CONSENT,
    DECLINED,
    DRAFT,
    MEMBER,
    SHOWN,
    WAITING,
)
from peoplehub.member_templates.models import WORDS, MemberTemplate, TemplateDownload
from peoplehub.member_templates.template_files import TemplateFile
from peoplehub.tags.actions import tag_piece

NOT_HERE = "You cannot share templates just now."
NOT_YOURS = "You cannot change this template."
NOT_REVIEWER = "You cannot decide about this template."
NOTHING_IN_IT = "Please choose a file, or write the words of the template."
DECIDED = "Somebody else of the team has decided about this template. Please look at it again."
CHANGED = (
    "This template was changed after you opened it. Nothing is decided yet. Please look at it once "
    "more, and decide again."
)
RESERVED = {"new", "mine", "review"}


@dataclass(frozen=True)
class TemplateInput:
    """What somebody says a template is."""

    title: str
    summary: str
    template_type: str
    topic: str
    how_to: str = ""
    text: str = ""
    licence: str = "free"
    shown_as: str = MEMBER
    tags: Collection[str] | None = None  # their slugs; None leaves them as they are
    file: TemplateFile | None = field(default=None, repr=False)
    without_file: bool = False


def _store_file(*_who: object, file: TemplateFile | None = None, **_fields: object) -> None:
    """Before the act: a slow store keeps nobody else waiting. What is not used after all is
    forgotten at night."""
    if file is None:
        return
    try:
        files.store_as(file.document.key, file.document.data)
    except Unavailable as refusal:
        raise Invalid(str(refusal), "file") from refusal


@act
@deduplicated
@prepared_by(_store_file)
@prerendered(MemberTemplate)
def write_template(author: User, **fields: Any) -> MemberTemplate:
    """A new template of the fields of TemplateInput, which only its author sees yet."""
    require(policy.may_share(author), NOT_HERE)
    said = TemplateInput(**fields)
    wanted = slug_of(said.title, 64, "template")
    template = MemberTemplate(
        slug=free_slug(MemberTemplate.slug, wanted, reserved=RESERVED), author_id=author.id,
        state=DRAFT, consent_text=CONSENT, consented_at=clock.now())
    _take(template, said)
    _take_terms(template, said)
    publications.change(author, template)
    _tag(template, said)
    return template


@act
@prepared_by(_store_file)
@prerendered(MemberTemplate)
def change_template(author: User, template: MemberTemplate, seen: str = "",
                    **fields: Any) -> MemberTemplate:
    """Other words or another file. Whatever state it was in, it has to be sent again; one that was
    out is not any more. `seen`: the mark of what the author began with."""
    lock(template)
    require(policy.may_change(author, template), NOT_YOURS)
    said = TemplateInput(**fields)
    _refuse_conflict(template, said, seen)
    was_out, template.state, template.published_at = template.published_at, DRAFT, None
    _take(template, said)
    _take_terms(template, said)
    template.consent_text, template.consented_at = CONSENT, clock.now()
    _tag(template, said)
    if was_out:
        publications.withdraw(author, template)
    else:
        publications.change(author, template)
    return template


@act
def send_template(author: User, template: MemberTemplate) -> MemberTemplate:
    """To the team. Sent once more, it waits where it waited."""
    lock(template)
    require(policy.may_change(author, template), NOT_YOURS)
    if template.state in (DRAFT, ASKED, DECLINED):
        _require_something_in_it(template)
        template.state, template.sent_at = WAITING, clock.now()
        publications.change(author, template)
        announce(events.TemplateSent(template.id))
    return template


@act
def take_back(author: User, template: MemberTemplate) -> MemberTemplate:
    """It is nobody's to read any more. Of one that was not out nothing is kept."""
    lock(template)
    require(policy.may_change(author, template), NOT_YOURS)
    template.deleted_at = clock.now()
    if template.published_at:
        publications.withdraw(author, template)
        return template
    for name in template.content_columns:
        setattr(template, name, "")
    template.slug, template.title = f"removed-{template.id}", "Taken back"
    save(template)
    announce(events.TemplateDeleted(template.id))
    return template


@act
@prepared_by(_store_file)
@prerendered(MemberTemplate)
def mend_template(reviewer: User, template: MemberTemplate, seen: str = "",
                  **fields: Any) -> MemberTemplate:
    """A reviewer changes the words, or puts a cleaned file in the place of the one there is."""
    lock(template)
    require(policy.may_review_this(reviewer, template), NOT_REVIEWER)
    said = TemplateInput(**fields)
    _refuse_conflict(template, said, seen)
    _take(template, said)
    if template.published_at:
        template.edited_at = clock.now()
    publications.change(reviewer, template)
    announce(events.TemplateMended(template.id, reviewer.id))
    return template


@act
@prerendered(MemberTemplate)
def publish_template(reviewer: User, template: MemberTemplate, seen: str = "",
                     checked_as: str = BY_TEAM) -> MemberTemplate:
    """Everybody can read it from now on. `seen`: the mark of what the reviewer looked at."""
    lock(template)
    if _is_decided(reviewer, template, seen, SHOWN):
        return template
    template.checked_as, template.review_note = checked_as, ""
    template.published_at = clock.now()
    publications.publish(reviewer, template)
    announce(events.TemplateReviewed(template.id, reviewer.id, events.PUBLISHED))
    return template


@act
def ask_for_change(reviewer: User, template: MemberTemplate, seen: str,
                   note: str) -> MemberTemplate:
    """The member is told in a sentence what to change, and sends it again."""
    return _answer(reviewer, template, seen, note, ASKED)


@act
def decline_template(reviewer: User, template: MemberTemplate, seen: str,
                     note: str) -> MemberTemplate:
    """The member is told why, and can change it and send it again, or ask."""
    return _answer(reviewer, template, seen, note, DECLINED)


@act
def count_download(template_id: int, day: date) -> None:
    """One more was taken home that day. Nobody asks by whom."""
    row = insert(TemplateDownload).values(template_id=template_id, day=day, count=1)
    db.session.execute(row.on_conflict_do_update(
        index_elements=["template_id", "day"], set_={"count": TemplateDownload.count + 1}))
    total = {"downloads": MemberTemplate.downloads + 1}
    db.session.execute(update(MemberTemplate).where(
        MemberTemplate.id == template_id).values(total))


def _answer(reviewer: User, template: MemberTemplate, seen: str, note: str,
            state: str) -> MemberTemplate:
    lock(template)
    if not _is_decided(reviewer, template, seen, state):
        template.review_note = normalize(note)
        save(template)
        announce(events.TemplateReviewed(template.id, reviewer.id, state))
    return template


def _is_decided(reviewer: User, template: MemberTemplate, seen: str, state: str) -> bool:
    """Whether it was decided so already; if not, it is now. Raises Forbidden, and Invalid where it
    was decided otherwise, or says something else than the reviewer saw."""
    require(policy.may_review_this(reviewer, template), NOT_REVIEWER)
    if template.state == state:
        return True
    if template.state != WAITING:
        raise Invalid(DECIDED)
    if seen and seen != template.mark:
        raise Invalid(CHANGED)
    _require_something_in_it(template)
    template.state, template.reviewed_at = state, clock.now()
    template.reviewer_id = reviewer.id
    return False


def _refuse_conflict(template: MemberTemplate, said: TemplateInput, seen: str) -> None:
    saved = {name: getattr(template, name) for name in WORDS}
    new = {name: normalize(getattr(said, name)) for name in WORDS}
    refuse_conflict(seen, saved, new, template.mark)


def _take(template: MemberTemplate, said: TemplateInput) -> None:
    template.title, template.summary = one_line(said.title), one_line(said.summary)
    template.template_type, template.topic = said.template_type, said.topic
    template.how_to = normalize(said.how_to)
    template.write(said.text)
    if said.file is not None:
        document = said.file.document
        template.file_key, template.file_name = document.key, document.name
        template.file_type, template.file_size = document.kind, len(document.data)
        template.file_text = said.file.words
        template.file_taken, template.file_left = said.file.taken, said.file.left
    elif said.without_file:
        template.file_key = template.file_name = template.file_type = template.file_text = ""
        template.file_taken = template.file_left = ""
        template.file_size = 0
    _require_something_in_it(template)


def _take_terms(template: MemberTemplate, said: TemplateInput) -> None:
    template.licence, template.shown_as = said.licence, said.shown_as


def _tag(template: MemberTemplate, said: TemplateInput) -> None:
    if said.tags is not None:
        tag_piece(MemberTemplate.kind, template.id, said.tags)


def _require_something_in_it(template: MemberTemplate) -> None:
    if not (template.text or template.file_key):
        raise Invalid(NOTHING_IN_IT, "file")
