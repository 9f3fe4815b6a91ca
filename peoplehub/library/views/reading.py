"""Reading the library: lists, sheets, easy read, downloads. Needs no account."""
import logging
import re
from collections.abc import Callable
from datetime import date, datetime

from flask import (
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import display_for, viewer
from peoplehub.core import clock, files, formatting, limits
from peoplehub.core.conditional_requests import tagged_by_content
from peoplehub.core.documents import MIMETYPES
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import Form
from peoplehub.core.page_cache import cached_page
from peoplehub.core.paging import page_number
from peoplehub.editorial.differences import changed_parts
from peoplehub.editorial.queries import version_of, versions_of
from peoplehub.editorial.translations import languages_of, translations_of
from peoplehub.library import actions, pdf_files, policy, queries
from peoplehub.library.filters import FACETS, SheetFilter
from peoplehub.library.models import Sheet
from peoplehub.library.publication_facts import TYPES
from peoplehub.library.topics import EASY_READ, LARGE_PRINT, ORIGINAL, PDF, SORTS, TOPICS
from peoplehub.library.views.blueprint import bp

log = logging.getLogger(__name__)

SUFFIXES = {PDF: "", LARGE_PRINT: " - large print", EASY_READ: " - easy read"}
NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


@bp.get("")
def sheets() -> ResponseReturnValue:
    """Whoever looks for something gets a page of their own."""
    wanted, number = SheetFilter.from_args(request.args), page_number(request.args)
    if wanted != SheetFilter():
        return show_sheets(wanted, number)
    return kept(lambda: show_sheets(wanted, number), number)


def show_sheets(wanted: SheetFilter, number: int) -> str:
    page, found = queries.sheets_for(viewer(), wanted, number)
    return render_template(
        "library/sheets.html", sheets=found, page=page, wanted=wanted, topics=TOPICS, types=TYPES,
        in_languages=translations_of(found), sorts=SORTS, facets=FACETS,
        counts=queries.counts_for(viewer(), wanted), may_manage=policy.may_manage(viewer()),
    )


@bp.get("/<slug>")
def sheet(slug: str) -> ResponseReturnValue:
    """Whoever chose easy read first comes there, and from there to the whole sheet."""
    is_whole = "whole" in request.args
    if display_for(viewer())["easy"] == "first" and not is_whole:
        return easy_or_whole(slug)
    return kept(lambda: show(queries.sheet_for(viewer(), slug), "library/sheet.html"),
                query="whole=1" if is_whole else "")


def easy_or_whole(slug: str) -> str | BaseResponse:
    found = queries.sheet_for(viewer(), slug)
    if found.has_easy:
        response = redirect(f"{found.address}/easy-read", 302)
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    return show(found, "library/sheet.html")


@bp.get("/<slug>/easy-read")
def easy_read(slug: str) -> ResponseReturnValue:
    return kept(lambda: show_easy_read(slug))


def show_easy_read(slug: str) -> str:
    found = queries.sheet_for(viewer(), slug)
    if not found.has_easy:
        raise NotFound()
    return show(found, "library/easy_read.html")


@bp.get("/<slug>/pictures/<int:number>")
def easy_picture(slug: str, number: int) -> Response:
    """A picture that an editor brought into the easy read."""
    picture = queries.sheet_for(viewer(), slug).own_pictures.get(f"own-{number}")
    if picture is None:
        raise NotFound()
    response = files.send(picture.key, f"{picture.name}.webp", "image/webp", attachment=False)
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/<slug>/first-page")
def first_page(slug: str) -> Response:
    """A picture of the first page of its document."""
    page = queries.sheet_for(viewer(), slug).first_page
    if page is None:
        raise NotFound()
    response = files.send(page.key, "first page.webp", "image/webp", attachment=False)
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.route("/<slug>/download/<name>", methods=["GET"])
def download(slug: str, name: str) -> Response:
    found = queries.sheet_for(viewer(), slug)
    if name not in found.formats:
        raise NotFound()
    counted, sheet_id = found.is_shown, found.id
    response = original_of(found) if name == ORIGINAL else paper_of(found, name)
    if counted and files.is_whole(response):
        count(sheet_id, name)
    return response


@bp.route("/<slug>/ask-for-easy-read", methods=["GET", "POST"])
def ask_for_easy(slug: str) -> ResponseReturnValue:
    """Of a page of its own, so that the page of the sheet needs no form."""
    found = queries.sheet_for(viewer(), slug)
    form = Form()
    if form.validate_on_submit():
        with form.refusals_beside():
            limits.ask("easy read asked", viewer().id or request.remote_addr)
            day = actions.ask_for_easy(found)
            flash(thanks(day))
            return redirect(found.address, 303)
    page = render_template("library/ask_for_easy.html", form=form, sheet=found)
    return page, 422 if form.is_submitted() else 200


def thanks(day: date) -> str:
    """To who asked for an easy read. `day`: by which there is one, or should have been."""
    said = formatting.calendar_day(day)
    if day < formatting.local(clock.now()).date():
        return f"Thank you. We said there would be an easy read by {said}. We are sorry it is late."
    return f"Thank you. There will be an easy read by {said}."


@bp.get("/<slug>/versions")
def versions(slug: str) -> ResponseReturnValue:
    """What changed, and when, for everybody."""
    return kept(lambda: show_versions(queries.sheet_for(viewer(), slug)))


def show_versions(found: Sheet) -> str:
    return render_template("library/versions.html", sheet=found, versions=versions_of(found))


@bp.get("/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> ResponseReturnValue:
    """The sheet as it was. It says that it is old, and leads to the newest."""
    return kept(lambda: show_version(queries.sheet_for(viewer(), slug), number))


def show_version(found: Sheet, number: int) -> str:
    shown, before, after = version_of(found, number)
    return render_template("library/version.html", sheet=found, version=shown, before=before,
                           after=after, was=found.as_it_was(shown))


@bp.get("/<slug>/versions/<int:number>/changes")
def changes(slug: str, number: int) -> ResponseReturnValue:
    """In words: what was added, and what was taken out."""
    return kept(lambda: show_changes(queries.sheet_for(viewer(), slug), number))


def show_changes(found: Sheet, number: int) -> str:
    shown, before, _after = version_of(found, number)
    if before is None:
        raise NotFound()
    old, new = found.as_it_was(before), found.as_it_was(shown)
    return render_template("library/changes.html", sheet=found, version=shown, before=before,
                           parts_changed=changed_parts(old, new))


@bp.get("/<slug>/versions/<int:number>/download/<name>")
def old_download(slug: str, number: int, name: str) -> BaseResponse:
    """Its PDF, which says on each page that it is old. Of the newest: the sheet's own."""
    found = queries.sheet_for(viewer(), slug)
    shown, _before, after = version_of(found, number)
    was = found.as_it_was(shown)
    if name not in was.formats:
        raise NotFound()
    if after is None:
        return redirect(f"{found.address}/download/{name}", 302)
    key = pdf_files.old_file_of(found, was, shown, after, name)
    words = f"{was.title}{SUFFIXES[name]} - old version {number}"
    return files.send(key, readable_name(words, "pdf"), MIMETYPES["pdf"],
                      last_modified=after.published_at)


@bp.get("/feed.atom")
def feed() -> Response:
    newest = queries.newest_for(viewer())
    page = render_template("library/feed.xml", sheets=newest, updated=changed_at(newest),
                           base_url=current_app.config["BASE_URL"].rstrip("/"))
    response = make_response(page)
    response.content_type = "application/atom+xml; charset=utf-8"
    return tagged_by_content(response)


def show(found: Sheet, template: str) -> str:
    return render_template(template, sheet=found, languages=languages_of(found),
                           may_translate=policy.may_manage(viewer()),
                           related=queries.related_for(viewer(), found),
                           series=queries.series_for(viewer(), found),
                           may_edit=policy.may_edit(viewer(), found), today=clock.now().date(),
                           less_data=display_for(viewer())["pictures"] == "less")


def paper_of(found: Sheet, name: str) -> Response:
    title = found.title
    paper = pdf_files.file_of(found, name)
    return files.send(paper.key, readable_name(title + SUFFIXES[name], "pdf"), MIMETYPES["pdf"],
                      last_modified=paper.made_at)


def original_of(found: Sheet) -> Response:
    changed = found.edited_at or found.published_at
    return files.send(found.original_key, found.original_name, MIMETYPES[found.original_type],
                      last_modified=changed)


def readable_name(words: str, ending: str) -> str:
    """A file name that reads like the title, on every system."""
    plain = " ".join(NOT_IN_NAMES.sub(" ", words).split()).strip(". ")
    return f"{plain or 'sheet'}.{ending}"


def count(sheet_id: int, name: str) -> None:
    """A sheet is given even when it cannot be counted."""
    try:
        actions.count_download(sheet_id, name, clock.now().date())
    except DBAPIError as error:
        log.warning("a download was not counted: %s", type(error).__name__)


def changed_at(sheets: list[Sheet]) -> datetime:
    times = [at for sheet in sheets if (at := sheet.edited_at or sheet.published_at)]
    return max(times, default=datetime.fromisoformat("2026-01-01T00:00:00+00:00"))


def kept(show: Callable[[], str | Response], number: int = 1,
         query: str = "") -> str | BaseResponse:
    return cached_page(viewer(), show, "library", "accounts", number=number, query=query)
