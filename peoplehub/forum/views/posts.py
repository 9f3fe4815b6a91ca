"""Editing and deleting one's own posts; the permanent link of a post."""
from flask import flash, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import new_key, wants_preview
from peoplehub.folding.team_notes import team_note_of
from peoplehub.forum import actions, policy, queries
from peoplehub.forum.forms import EditPostForm, EditTopicForm
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.views.blueprint import bp, to, to_post
from peoplehub.forum.views.form_pages import act_page, preview_of
from peoplehub.tags.queries import slugs_of


@bp.get("/posts/<int:post_id>")
def post(post_id: int) -> ResponseReturnValue:
    return to(queries.post_for(viewer(), post_id).address, 302)


@bp.route("/posts/<int:post_id>/edit", methods=["GET", "POST"])
@members_only
def edit(post_id: int) -> ResponseReturnValue:
    post = queries.own_post_for(viewer(), post_id)
    if post.deleted_at:
        raise NotFound()
    form = form_for(post)
    if wants_preview() or not form.validate_on_submit():
        return show_form(post, form)
    title, tags = ((form.title.data, form.tags.data or ()) if post.is_question
                   else (None, None))
    with form.refusals_beside("text"):
        return to_post(actions.edit(viewer(), post, form.text.data, title, form.seen.data or "",
                                    form.made_with_ai.data, form.remove_old.data,
                                    form.kept_files, form.note, tags))
    return show_form(post, form)


@bp.get("/posts/<int:post_id>/delete")
@members_only
def taking_away(post_id: int) -> ResponseReturnValue:
    post = queries.own_post_for(viewer(), post_id)
    return render_template(
        "layout/confirm.html",
        heading="Delete what you wrote?",
        sentence=sentence_for(post),
        action=f"/forum/posts/{post.id}/delete",
        button="Yes, delete it",
        cancel=post.address,
        danger=True,
        hidden={"idempotency_key": new_key()},
    )


@bp.post("/posts/<int:post_id>/delete")
@members_only
def delete(post_id: int) -> ResponseReturnValue:
    post = queries.own_post_for(viewer(), post_id)
    if not post.deleted_at:
        actions.delete(viewer(), post)
        flash("It is deleted.")
    topic = post.topic
    return to(post.address if policy.may_see(viewer(), topic) else topic.board.address)


def form_for(post: Post) -> EditTopicForm | EditPostForm:
    form = (EditTopicForm if post.is_question else EditPostForm).of(actions.words_of(post))
    if post.is_question:
        form.tags.begin_with(slugs_of(Topic.kind, post.topic_id), form.is_submitted())
    if form.is_submitted():
        return form.with_files_of(viewer())
    form.show_files(viewer(), post.files or [])
    return form


def show_form(post: Post, form: EditTopicForm | EditPostForm) -> ResponseReturnValue:
    form.team_note = team_note_of(post)
    return act_page(
        form,
        heading="Change your question" if post.is_question else "Change your reply",
        audience=post.topic.board.audience,
        crumbs=[(post.topic.board.name, post.topic.board.address),
                (post.topic.title, post.address)],
        button="Save",
        cancel=post.address,
        preview=preview_of(form.text.data or ""),
        may_preview=True,
        names=f"{post.topic.acts}/names",
        draft=f"post-{post.id}",
    )


def sentence_for(post: Post) -> str:
    if post.is_question:
        return (
            "Your words will be gone. If people have replied, the title and their replies stay. "
            "You can change the title first."
        )
    return "Your words will be gone. A short note stays in their place."
