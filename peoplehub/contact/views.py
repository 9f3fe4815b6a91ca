"""The contact form, and the team's queue."""
from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.access_needs import seen_by_team
from peoplehub.accounts.auth import members_only, team_tool, viewer
from peoplehub.contact import actions, policy, queries
from peoplehub.contact.forms import AnswerForm, ContactForm
from peoplehub.contact.models import ABOUT, Enquiry
from peoplehub.core import limits
from peoplehub.core.opened_cases import page_before
from peoplehub.core.paging import page_number
from peoplehub.core.text import one_line

bp = Blueprint("contact", __name__, url_prefix="/contact")


@bp.get("")
def contact() -> ResponseReturnValue:
    about = request.args.get("about", "question")
    return show_form(ContactForm(formdata=None, about=about if about in ABOUT else "question",
                                 text=asking_for_sheet(one_line(request.args.get("sheet", "")))))


def asking_for_sheet(about: str) -> str:
    """What somebody who searched in vain may send us: they can change it before."""
    return f"I looked for “{about[:200]}” and found no information sheet about it." if about else ""


@bp.post("")
def write() -> ResponseReturnValue:
    form = ContactForm()
    if not form.validate_on_submit():
        return show_form(form), 422
    limits.ask("contact from", viewer().id or request.remote_addr)
    enquiry = actions.write(
        viewer() if viewer().id else None, about=form.about.data, text=form.text.data,
        name=form.name.data or "", contact=form.contact.data or "", doubt=form.doubt,
    )
    return redirect(f"/contact/received/{enquiry.reference}", 303)


@bp.get("/received/<reference>")
def received(reference: str) -> ResponseReturnValue:
    return render_template("contact/received.html", enquiry=queries.enquiry_with(reference),
                           within=answer_time())


@bp.get("/queue")
@members_only
@team_tool
def queue() -> ResponseReturnValue:
    closed = request.args.get("show") == "closed"
    enquiries, page = queries.queue_for(viewer(), closed, page_number(request.args))
    return render_template("contact/queue.html", enquiries=enquiries, page=page, closed=closed,
                           complaints=policy.may_read_complaints(viewer()))


@bp.get("/queue/<int:enquiry_id>")
@members_only
@team_tool
def enquiry(enquiry_id: int) -> ResponseReturnValue:
    return show_enquiry(found(enquiry_id), AnswerForm(formdata=None))


@bp.post("/queue/<int:enquiry_id>/claim")
@members_only
@team_tool
def claim(enquiry_id: int) -> ResponseReturnValue:
    actions.claim(viewer(), found(enquiry_id))
    return back(enquiry_id, "This one is yours now.")


@bp.post("/queue/<int:enquiry_id>/let-go")
@members_only
@team_tool
def let_go(enquiry_id: int) -> ResponseReturnValue:
    actions.let_go(viewer(), found(enquiry_id))
    return back(enquiry_id, "It is free for somebody else.")


@bp.post("/queue/<int:enquiry_id>/answer")
@members_only
@team_tool
def answer(enquiry_id: int) -> ResponseReturnValue:
    enquiry, form = found(enquiry_id), AnswerForm()
    if not form.validate_on_submit():
        return show_enquiry(enquiry, form), 422
    actions.answer(viewer(), enquiry, form.answer.data)
    return back(enquiry_id, f"Your answer is sent to {enquiry.email}." if enquiry.email
                else "Your answer is written down.")


@bp.post("/queue/<int:enquiry_id>/close")
@members_only
@team_tool
def close(enquiry_id: int) -> ResponseReturnValue:
    actions.close(viewer(), found(enquiry_id))
    flash("It is closed.")
    return redirect("/contact/queue", 303)


@bp.post("/queue/<int:enquiry_id>/reopen")
@members_only
@team_tool
def reopen(enquiry_id: int) -> ResponseReturnValue:
    actions.reopen(viewer(), found(enquiry_id))
    return back(enquiry_id, "It is open again.")


def found(enquiry_id: int) -> Enquiry:
    return queries.enquiry_for(viewer(), enquiry_id)


def show_form(form: ContactForm) -> str:
    return render_template("contact/contact.html", form=form, within=answer_time())


def show_enquiry(enquiry: Enquiry, form: AnswerForm) -> str:
    return page_before(Enquiry.kind, enquiry.id) or render_template(
        "contact/enquiry.html", enquiry=enquiry, form=form, readers=readers_of(enquiry),
        may_answer=policy.may_answer(viewer(), enquiry),
        needs=seen_by_team(enquiry.person) if enquiry.person else None)


def readers_of(enquiry: Enquiry) -> str:
    if enquiry.is_complaint:
        return "The safeguarding lead and the site team"
    return "Moderators and the site team"


def back(enquiry_id: int, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(f"/contact/queue/{enquiry_id}", 303)


def answer_time() -> str:
    return current_app.config["ANSWER_WITHIN"]
