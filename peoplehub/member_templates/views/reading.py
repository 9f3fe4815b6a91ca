"""Reading templates, and taking them home. Needs no account."""
import logging

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import viewer
from peoplehub.core import clock, files
from peoplehub.core.documents import MIMETYPES
from peoplehub.core.errors import NotFound
from peoplehub.core.page_cache import cached_page
from peoplehub.core.paging import page_number
from peoplehub.library.topics import TOPICS
from peoplehub.member_templates import actions, policy, queries
from peoplehub.member_templates.choices import SHOWN, TYPES
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.member_templates.queries import TemplateFilter
from peoplehub.member_templates.views.blueprint import bp

ROOMS = ("member_templates", "accounts", "tags")
log = logging.getLogger(__name__)


@bp.get("")
def templates() -> ResponseReturnValue:
    """Whoever looks for something gets a page of their own."""
    wanted, number = TemplateFilter.from_args(request.args), page_number(request.args)
    if wanted != TemplateFilter():
        return show_templates(wanted, number)
    return cached_page(viewer(), lambda: show_templates(wanted, number), *ROOMS, number=number)


def show_templates(wanted: TemplateFilter, number: int) -> str:
    page, found = queries.templates_for(viewer(), wanted, number)
    return render_template(
        "member_templates/templates.html", templates=found, page=page, wanted=wanted, types=TYPES,
        topics=TOPICS, counts=queries.counts_for(viewer()),
        may_share=policy.may_share(viewer()), may_review=policy.may_review(viewer()))


@bp.get("/<slug>")
def template(slug: str) -> ResponseReturnValue:
    """What is not out yet leads its author and its reviewers to where they see to it."""
    return cached_page(viewer(), lambda: show_template(slug), *ROOMS)


def show_template(slug: str) -> str | BaseResponse:
    found = queries.template_for(viewer(), slug)
    is_own = policy.may_change(viewer(), found)
    may_review = policy.may_review_this(viewer(), found)
    if found.state != SHOWN:
        return redirect(found.own_address if is_own else found.review_address, 302)
    return render_template("member_templates/template.html", template=found, is_own=is_own,
                           may_review=may_review)


@bp.get("/<slug>/file")
def download(slug: str) -> Response:
    found = queries.template_for(viewer(), slug)
    counted, template_id = found.is_shown, found.id
    response = file_of(found)
    if counted and files.is_whole(response):
        count(template_id)
    return response


def file_of(found: MemberTemplate) -> Response:
    """Its file, for whoever may read it: that was asked before. Raises NotFound where there is
    none."""
    if not found.file_key:
        raise NotFound()
    response = files.send(found.file_key, found.file_name, MIMETYPES[found.file_type],
                          last_modified=found.edited_at or found.published_at)
    if not found.is_shown:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def count(template_id: int) -> None:
    """A template is given even when it cannot be counted."""
    try:
        actions.count_download(template_id, clock.now().date())
    except DBAPIError as error:
        log.warning("a download was not counted: %s", type(error).__name__)
