"""Reading questions and answers. Needs no account."""
from collections.abc import Callable

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import viewer
from peoplehub.core.page_cache import cached_page
from peoplehub.core.paging import page_number
from peoplehub.editorial.differences import changed_parts
from peoplehub.editorial.queries import version_of, versions_of
from peoplehub.library.topics import TOPICS
from peoplehub.questions import policy, queries
from peoplehub.questions.models import Question
from peoplehub.questions.queries import Wanted
from peoplehub.questions.views.blueprint import bp


@bp.get("")
def questions() -> ResponseReturnValue:
    """Whoever looks for something gets a page of their own."""
    wanted, number = wanted_now(), page_number(request.args)
    if wanted != Wanted():
        return show_questions(wanted, number)
    return kept(lambda: show_questions(wanted, number), number)


def wanted_now() -> Wanted:
    """Unknown topics are left out."""
    words = " ".join(request.args.get("q", "").replace("\x00", "").split())[:100]
    topic = request.args.get("topic", "")
    return Wanted(words, topic if topic in TOPICS else "")


def show_questions(wanted: Wanted, number: int) -> str:
    page, found = queries.questions_for(viewer(), wanted, number)
    return render_template(
        "questions/questions.html", questions=found, page=page, wanted=wanted, topics=TOPICS,
        counts=queries.counts_for(viewer()), may_write=policy.may_write(viewer()))


@bp.get("/<slug>")
def question(slug: str) -> ResponseReturnValue:
    return kept(lambda: show(queries.question_for(viewer(), slug)))


def show(found: Question) -> str:
    return render_template(
        "questions/question.html", question=found, sheets=queries.sheets_of(viewer(), found),
        related=queries.related_for(viewer(), found),
        may_edit=policy.may_edit(viewer(), found))


@bp.get("/<slug>/versions")
def versions(slug: str) -> ResponseReturnValue:
    """What changed, and when, for everybody."""
    return kept(lambda: show_versions(queries.question_for(viewer(), slug)))


def show_versions(found: Question) -> str:
    return render_template("questions/versions.html", question=found,
                           versions=versions_of(found))


@bp.get("/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> ResponseReturnValue:
    """The answer as it was, and in words what was new in it."""
    return kept(lambda: show_version(queries.question_for(viewer(), slug), number))


def show_version(found: Question, number: int) -> str:
    shown, before, after = version_of(found, number)
    was = found.as_it_was(shown)
    return render_template(
        "questions/version.html", question=found, version=shown, after=after, was=was,
        parts_changed=changed_parts(found.as_it_was(before), was) if before else [])


def kept(show: Callable[[], str | Response], number: int = 1) -> str | BaseResponse:
    return cached_page(viewer(), show, "questions", "library", "accounts", number=number)
