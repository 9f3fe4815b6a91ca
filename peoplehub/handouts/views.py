"""Cards, pages at a glance and packs. None of them needs an account."""
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADVISOR, COORDINATOR, EDITOR, STAFF_ROLES
from peoplehub.core import files, limits
from peoplehub.core.documents import MIMETYPES
from peoplehub.core.errors import NotFound
from peoplehub.core.page_cache import cached_page
from peoplehub.handouts import actions, pack_files, papers, queries
from peoplehub.handouts.forms import GlanceForm, PackForm
from peoplehub.handouts.models import MOST_POINTS, MOST_SHEETS, SheetGlance
from peoplehub.library import policy
from peoplehub.library.models import Sheet
from peoplehub.library.queries import sheet_for, sheet_to_edit
from peoplehub.library.short_address import code_of, short_address
from peoplehub.library.views.reading import readable_name

bp = Blueprint("handouts", __name__)
writers_only = for_roles(ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)
ROOMS = ("library", "handouts", "accounts")


@bp.get("/s/<int:sheet_id>")
def short(sheet_id: int) -> BaseResponse:
    """The short address that stands on paper."""
    return redirect(queries.sheet_of_number(viewer(), sheet_id).address, 302)


@bp.get("/library/<slug>/card")
def card(slug: str) -> ResponseReturnValue:
    return cached_page(viewer(), lambda: show_card(sheet_for(viewer(), slug)), *ROOMS)


def show_card(sheet: Sheet) -> str:
    return render_template("handouts/card.html", sheet=sheet, sizes=papers.SIZES,
                           short=short_address(sheet.id))


@bp.get("/library/<slug>/card/code.svg")
def code(slug: str) -> Response:
    answer = Response(code_of(sheet_for(viewer(), slug).id), mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    return answer


@bp.get("/library/<slug>/card/<size>.pdf")
def card_file(slug: str, size: str) -> Response:
    sheet = sheet_for(viewer(), slug)
    if size not in papers.SIZES:
        raise NotFound()
    limits.ask("handout", viewer().id or request.remote_addr)
    return as_pdf(papers.card(sheet, size), f"{sheet.title} - card {size.upper()}")


@bp.get("/library/<slug>/at-a-glance")
def glance(slug: str) -> ResponseReturnValue:
    return cached_page(viewer(), lambda: show_glance(with_points(slug)), *ROOMS)


def show_glance(sheet: Sheet) -> str:
    glance = queries.glance_of(sheet)
    points = queries.points_of(sheet, glance)
    return render_template(
        "handouts/glance.html", sheet=sheet, points=points, next_step=queries.next_step_of(glance),
        heading=papers.title_of_points(len(points), bool(glance and glance.points)),
        short=short_address(sheet.id), may_edit=policy.may_edit(viewer(), sheet))


@bp.get("/library/<slug>/at-a-glance.pdf")
def glance_file(slug: str) -> Response:
    sheet = with_points(slug)
    limits.ask("handout", viewer().id or request.remote_addr)
    return as_pdf(papers.at_a_glance(sheet), f"{sheet.title} - at a glance")


@bp.route("/library/manage/<int:sheet_id>/at-a-glance", methods=["GET", "POST"])
@writers_only
def write_glance(sheet_id: int) -> ResponseReturnValue:
    sheet = sheet_to_edit(viewer(), sheet_id)
    kept = queries.glance_of(sheet)
    form = GlanceForm(data=fields_of(kept))
    if form.validate_on_submit():
        actions.write_glance(member(), sheet, form.points, form.next_step.data or "")
        flash("The page at a glance is saved.")
        return redirect(f"{sheet.address}/at-a-glance", 303)
    changed = sheet.edited_at or sheet.published_at
    page = render_template(
        "handouts/write_glance.html", sheet=sheet, form=form,
        is_older=bool(kept and changed and kept.changed_at < changed))
    return page, 422 if form.errors else 200


@bp.route("/packs", methods=["GET", "POST"])
def packs() -> ResponseReturnValue:
    """The list to choose from; what the address names is chosen already. A POST asks for a pack."""
    chosen = request.args.getlist("sheets")[:MOST_SHEETS * 2]
    form = PackForm(formdata=request.form if request.method == "POST" else None,
                    data={"sheets": chosen})
    if form.validate_on_submit():
        with form.refusals_beside("sheets"):
            limits.ask("pack", viewer().id or request.remote_addr)
            sheets = queries.sheets_of_slugs(viewer(), form.sheets.data or [])
            pack = actions.ask_for_pack(form.edition.data, [sheet.id for sheet in sheets])
            return redirect(pack.address, 303)
    page = render_template("handouts/packs.html", form=form, most=MOST_SHEETS,
                           topics=queries.sheets_by_topic(viewer()))
    return page, 422 if form.is_submitted() else 200


@bp.get("/packs/<token>")
def pack(token: str) -> str:
    pack = queries.pack_of_token(token)
    sheets = queries.sheets_of_pack(pack)
    again = url_for(".packs", sheets=[sheet.slug for sheet in sheets])
    return render_template("handouts/pack.html", pack=pack, sheets=sheets, again=again,
                           is_ready=pack_files.is_current(pack))


@bp.get("/packs/<token>/pack.pdf")
def pack_file(token: str) -> Response:
    pack = queries.pack_of_token(token)
    if not pack_files.is_current(pack):
        raise NotFound()
    return files.send(pack.key, "information sheets.pdf", MIMETYPES["pdf"],
                      last_modified=pack.asked_at)


def with_points(slug: str) -> Sheet:
    """A sheet of which something can be said on one page. Raises NotFound."""
    sheet = sheet_for(viewer(), slug)
    if not queries.points_of(sheet, queries.glance_of(sheet)):
        raise NotFound()
    return sheet


def fields_of(kept: SheetGlance | None) -> dict[str, str]:
    points = [*(kept.points if kept else []), *[""] * MOST_POINTS]
    return {f"point_{number}": points[number - 1] for number in range(1, MOST_POINTS + 1)} | {
        "next_step": kept.next_step if kept else ""}


def as_pdf(pdf: bytes, name: str) -> Response:
    answer = Response(pdf, mimetype=MIMETYPES["pdf"])
    answer.headers["Content-Disposition"] = files.disposition(readable_name(name, "pdf"), True)
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    answer.headers["Cache-Control"] = "no-cache"
    return answer
