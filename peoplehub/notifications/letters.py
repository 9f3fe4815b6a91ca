"""Who is told of what. Nobody is told of a piece that is not yet, or no longer, to be seen."""
from sqlalchemy import select

from peoplehub.accounts.events import PersonSuspended, SuspensionLifted
from peoplehub.accounts.models import User
from peoplehub.blogs.events import CommentAdded
from peoplehub.blogs.models import Comment
from peoplehub.core import mail
from peoplehub.core.extensions import db
from peoplehub.core.publications import REPORTABLE
from peoplehub.core.text import excerpt, linked
from peoplehub.forum import queries as forum
from peoplehub.forum.events import BoardSaved, PostEdited, PostReplied, TopicMoved, TopicStarted
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.messages.events import ConversationDeclined, MessageRead, MessageSent
from peoplehub.messages.models import Conversation
from peoplehub.moderation.events import (
    PieceHeld,
    PieceHidden,
    PieceReleased,
    PieceRestored,
    ReportSettled,
)
from peoplehub.moderation.models import Report
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead
from peoplehub.notifications.models import Notification
from peoplehub.notifications.telling import (
    Beside,
    about_conversation,
    about_notice,
    forget,
    tell,
    write_letters,
)

OUTCOMES = {"hidden": "We took it down.", "left": "We left it as it is."}
ABOUT_A_REPORT = "Your message to us"


def tell_of_post(event: PostReplied | TopicStarted) -> None:
    _of_post(db.session.get(Post, event.post_id))


def tell_of_edit(event: PostEdited) -> None:
    """Those whom the post calls now and did not call before."""
    post = db.session.get(Post, event.post_id)
    if post.is_shown:
        _call(post, _called(post))


def tell_of_comment(event: CommentAdded) -> None:
    _of_comment(db.session.get(Comment, event.comment_id))


def tell_of_message(event: MessageSent) -> None:
    """By letter only, and only for the first one that waits: the count says the rest."""
    conversation = db.session.get(Conversation, event.conversation_id)
    for one in conversation.participants:
        is_first = conversation.last_number - one.read_number == 1
        if is_first and one.user_id != event.author_id and one.muted_at is None:
            write_letters({one.user: about_conversation(one.user_id, conversation.id)}, "message")
    _forget_conversation(event.author_id, event.conversation_id)


def forget_conversation(event: MessageRead | ConversationDeclined) -> None:
    """It is read: a letter that would tell of it does not leave any more."""
    _forget_conversation(event.user_id, event.conversation_id)


def _forget_conversation(person_id: int, conversation_id: int) -> None:
    mail.withdraw([about_conversation(person_id, conversation_id)])


def forget_what_was_read(event: NotificationsRead) -> None:
    """The same for notices: a letter waits only while what it tells of is unread."""
    waiting = mail.waiting_about(about_notice(event.person_id, ""))
    if waiting:
        mail.withdraw(waiting - {about_notice(event.person_id, thread)
                                 for thread in queries.unread_threads(event.person_id)})


def tell_of_release(event: PieceReleased) -> None:
    """Its writer hears that it is out, and those who would have heard at once hear now."""
    piece = _piece(event)
    _tell_author(piece, "released", event.moderator_id)
    if isinstance(piece, Post):
        _of_post(piece)
    elif isinstance(piece, Comment):
        _of_comment(piece)


def tell_of_hold(event: PieceHeld) -> None:
    piece = _piece(event)
    _forget(piece)
    _tell_author(piece, "held", event.moderator_id, piece.held_reason or "")


def tell_of_hiding(event: PieceHidden) -> None:
    piece = _piece(event)
    _forget(piece)
    _tell_author(piece, "hidden", event.moderator_id, piece.hidden_reason or "")


def tell_of_restoring(event: PieceRestored) -> None:
    _tell_author(_piece(event), "restored", event.moderator_id)


def tell_reporter(event: ReportSettled) -> None:
    report = db.session.get(Report, event.report_id)
    if address := report.answered_at_address:
        mail.write(address, ABOUT_A_REPORT, "report-answered", report=report,
                   outcome=OUTCOMES[report.outcome])
    if report.reporter_id:
        tell([report.reporter_id], "report", f"report {report.id}", report.kind, report.piece_id,
             named=False, words=_outcome(report))


def tell_of_pause(event: PersonSuspended) -> None:
    person = db.session.get(User, event.person_id)
    tell([person.id], "suspended", "standing", person.kind, person.id, named=False,
         words=person.suspended_reason or "")


def tell_of_lifting(event: SuspensionLifted) -> None:
    tell([event.person_id], "lifted", "standing", User.kind, event.person_id, named=False)


def forget_post(event) -> None:
    _forget(db.session.get(Post, event.post_id))


def forget_comment(event) -> None:
    _forget(db.session.get(Comment, event.comment_id))


def _forget(piece) -> None:
    """Nobody is told of it any more; who was told of others beside it still is."""
    forget(piece.kind, piece.id, _beside(piece))


def _beside(piece) -> list[Beside]:
    """The newest pieces by two people that stand where this one stood, as notices tell of them."""
    if not isinstance(piece, Post | Comment):
        return []
    db.session.flush()
    here = (Post.topic_id == piece.topic_id) & (Post.number > 1) if isinstance(piece, Post) else (
        Comment.entry_id == piece.entry_id)
    kind = type(piece)
    rows = select(kind).where(here, kind.is_out(), kind.id != piece.id).order_by(kind.id.desc())
    newest = db.session.scalar(rows.limit(1))
    if newest is None:
        return []
    by_another = db.session.scalar(
        rows.where(kind.author_id.is_distinct_from(newest.author_id)).limit(1))
    return [Beside(one.id, one.author_id, None if _is_unnamed(one) else one.author_id)
            for one in (newest, by_another) if one]


def _is_unnamed(piece: Post | Comment) -> bool:
    return isinstance(piece, Post) and piece.anonymous


def forget_where_closed(event: TopicMoved | BoardSaved) -> None:
    """A topic or a board is for others now: who may not come in any more has no trace of it."""
    posts = select(Post.id).join(Post.topic)
    if isinstance(event, TopicMoved):
        posts = posts.where(Topic.id == event.topic_id)
        board = db.session.get(Board, event.to_board_id)
    else:
        posts = posts.where(Topic.board_id == event.board_id)
        board = db.session.get(Board, event.board_id)
    told = select(Notification, User).join(User, User.id == Notification.user_id).where(
        Notification.kind == Post.kind, Notification.piece_id.in_(posts))
    for notice, person in db.session.execute(told):
        if board.audience not in person.audiences:
            db.session.delete(notice)


def _of_post(post: Post) -> None:
    if not post.is_shown:
        return
    named = not post.anonymous
    called = _called(post)
    _call(post, called)
    if not post.is_question:
        followers = forum.followers_of(post.topic_id, post.author_id, named)
        others = {person.id for person in followers} - called
        asker = {post.topic.author_id} & others
        for people, letter in ((asker, "answered"), (others - asker, "replied")):
            tell(people, "replied", f"topic {post.topic_id}", Post.kind, post.id, post.author_id,
                 named, letter=letter)


def _call(post: Post, called: set[int]) -> None:
    """Tell those whom the post calls, each once however often it is changed."""
    thread = f"post {post.id}"
    told = select(Notification.user_id).where(
        Notification.user_id.in_(called), Notification.what == "mentioned",
        Notification.thread == thread)
    new = called - set(db.session.scalars(told)) if called else called
    tell(new, "mentioned", thread, Post.kind, post.id, post.author_id, not post.anonymous)


def _called(post: Post) -> set[int]:
    """Those whom the post calls by @name, as it is shown, and who may come to its board."""
    slugs = set(linked(post.html).values())
    if not slugs:
        return set()
    audience = forum.audience_of(post.topic_id)
    known = select(User).where(User.slug.in_(slugs), User.confirmed_at.is_not(None))
    people = db.session.scalars(known)
    return {person.id for person in people if audience in person.audiences}


def _of_comment(comment: Comment) -> None:
    if comment.is_shown:
        tell([comment.entry.author_id], "commented", f"entry {comment.entry_id}", Comment.kind,
             comment.id, comment.author_id)


def _piece(event):
    return db.session.get(REPORTABLE[event.kind], event.piece_id)


def _tell_author(piece, what: str, moderator_id: int | None, words: str = "") -> None:
    if piece.author_id:
        tell([piece.author_id], what, f"{piece.kind} {piece.id} {what}", piece.kind, piece.id,
             moderator_id, named=False, words=words)


def _outcome(report: Report) -> str:
    said = f"{OUTCOMES[report.outcome]} {report.words}"
    about = excerpt(report.heading, 70) if report.was_shown else "What you reported"
    return f"{about}: {said}".strip()
