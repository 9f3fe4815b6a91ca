"""Telling editors that a template waits, and its member what the team decided."""
from peoplehub.accounts.models import ADMIN, EDITOR
from peoplehub.accounts.queries import people_with_role
from peoplehub.core.extensions import db
from peoplehub.member_templates.events import TemplateReviewed, TemplateSent
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.notifications.notify import notify


def tell_reviewers(event: TemplateSent) -> None:
    """Listener: the editors, or the site team where there is none but its author."""
    author_id = db.session.get_one(MemberTemplate, event.template_id).author_id
    editors = [{one.id for one in people_with_role(role)} - {author_id}
               for role in (EDITOR, ADMIN)]
    notify(editors[0] or editors[1], "template-sent", f"template {event.template_id} sent",
           MemberTemplate.kind, event.template_id, named=False, by_letter=False)


def tell_author(event: TemplateReviewed) -> None:
    """Listener: by e-mail too, for those who have what is important by e-mail."""
    author_id = db.session.get_one(MemberTemplate, event.template_id).author_id
    if author_id is not None:
        notify([author_id], "template", f"template {event.template_id}", MemberTemplate.kind,
               event.template_id, named=False, letters={author_id: "answered"})


OF_TEMPLATES: dict = {TemplateSent: [tell_reviewers], TemplateReviewed: [tell_author]}
