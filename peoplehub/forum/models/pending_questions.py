"""The table of pending questions, written by visitors who are registering."""
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.core import clock
from peoplehub.core.ai_declaration import DeclaresAI
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.folding.content_notes import HasNote
from peoplehub.forum.models.boards import Board
from peoplehub.forum.models.posts import Post


class PendingQuestion(DeclaresAI, HasNote, Model):
    """The words of a visitor between "Ask a question" and the confirmed e-mail.

    Found by a random token only, of which the hash is stored. Once it was posted only the post
    and the person are left of it; whatever is left is deleted after a week.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    title: Mapped[str] = mapped_column(String(140))
    text: Mapped[str] = mapped_column(Text)
    anonymous: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))

    board: Mapped[Board] = relationship()
    post: Mapped[Post | None] = relationship()
