"""Advisors who are away, who stands in for them, answers that are late, and care for advisors."""
import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
NOT_ENDED, NOT_CLOSED = sa.text("ended_at IS NULL"), sa.text("closed_at IS NULL")
NOT_DELETED = sa.text("deleted_at IS NULL")


def upgrade():
    _absences()
    _families()
    _tasks()
    _supervision()
    with op.batch_alter_table("advisor_profile") as table:
        table.add_column(sa.Column("away_from", sa.Date()))
        table.add_column(sa.Column("most_families", sa.Integer()))
        table.drop_constraint("uq_advisor_profile_author_id", type_="unique")
    op.create_index("ix_advisor_profile_one_of_author", "advisor_profile", ["author_id"],
                    unique=True, sqlite_where=NOT_DELETED, postgresql_where=NOT_DELETED)


def downgrade():
    op.drop_index("ix_advisor_profile_one_of_author", table_name="advisor_profile")
    _keep_one_page_each()
    with op.batch_alter_table("advisor_profile") as table:
        table.drop_column("away_from")
        table.drop_column("most_families")
        table.create_unique_constraint("uq_advisor_profile_author_id", ["author_id"])
    for table in ("supervision_rules", "advisor_debrief", "load_note", "answer_hours",
                  "answer_task", "given_message", "family_cover", "cover_request",
                  "advisor_absence"):
        op.drop_table(table)


def _keep_one_page_each():
    """Of several pages of one advisor the newest stays: the others were taken down."""
    pages = sa.table("advisor_profile", sa.column("id"), sa.column("author_id"))
    newest = sa.select(sa.func.max(pages.c.id)).group_by(pages.c.author_id)
    op.execute(sa.delete(pages).where(pages.c.author_id.is_not(None), pages.c.id.not_in(newest)))


def _absences():
    op.create_table(
        "advisor_absence",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("advisor_absence", "advisor_id", nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("said_at", TIME, nullable=False),
        _to("advisor_absence", "cover_id"),
        sa.Column("told_at", TIME),
        sa.Column("ended_at", TIME),
    )
    _index("advisor_absence", "advisor_id", "cover_id", "ended_at")
    op.create_index("ix_advisor_absence_one_open", "advisor_absence", ["advisor_id"], unique=True,
                    sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED)
    op.create_table(
        "cover_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("cover_request", "absence_id", "advisor_absence", "CASCADE", nullable=False),
        _to("cover_request", "advisor_id", nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("answered_at", TIME),
        sa.Column("outcome", sa.String(10)),
        _to("cover_request", "assigned_by_id"),
        sa.UniqueConstraint("absence_id", "advisor_id",
                            name="uq_cover_request_absence_id_advisor_id"),
    )
    _index("cover_request", "absence_id", "advisor_id")


def _families():
    op.create_table(
        "family_cover",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("family_cover", "absence_id", "advisor_absence", "CASCADE", nullable=False),
        _to("family_cover", "match_id", "support_match", "CASCADE", nullable=False),
        _to("family_cover", "parent_id", nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        _to("family_cover", "offered_id"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_version", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(10)),
        sa.Column("chosen_at", TIME),
        _to("family_cover", "cover_id"),
        sa.Column("gives_purpose", sa.Boolean(), nullable=False),
        sa.Column("gives_note", sa.Boolean(), nullable=False),
        _to("family_cover", "conversation_id", "conversation"),
        sa.Column("ended_at", TIME),
        sa.UniqueConstraint("absence_id", "match_id", name="uq_family_cover_absence_id_match_id"),
    )
    _index("family_cover", "absence_id", "match_id", "parent_id", "cover_id")
    op.create_table(
        "given_message",
        _to("given_message", "family_cover_id", "family_cover", "CASCADE", nullable=False),
        _to("given_message", "message_id", "message", "CASCADE", nullable=False),
        sa.PrimaryKeyConstraint("family_cover_id", "message_id", name="pk_given_message"),
    )
    _index("given_message", "message_id")


def _tasks():
    op.create_table(
        "answer_task",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("answer_task", "conversation_id", "conversation", "CASCADE", nullable=False),
        _to("answer_task", "advisor_id", nullable=False),
        _to("answer_task", "parent_id", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until_number", sa.Integer(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        _to("answer_task", "cover_id"),
        sa.Column("escalate_at", TIME, nullable=False),
        sa.Column("told_at", TIME),
        sa.Column("closed_at", TIME),
        _to("answer_task", "closed_by_id"),
        sa.Column("outcome", sa.String(10), nullable=False),
    )
    _index("answer_task", "conversation_id", "advisor_id", "cover_id", "closed_at")
    op.create_index("ix_answer_task_one_open", "answer_task", ["conversation_id"], unique=True,
                    sqlite_where=NOT_CLOSED, postgresql_where=NOT_CLOSED)
    op.create_table(
        "answer_hours",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("hours", sa.Integer(), nullable=False),
    )


def _supervision():
    op.create_table(
        "load_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("load_note", "advisor_id", ondelete="CASCADE", nullable=False),
        sa.Column("written_at", TIME, nullable=False),
        sa.Column("heaviness", sa.Integer(), nullable=False),
        sa.Column("worried", sa.Boolean(), nullable=False),
        sa.Column("line", sa.String(200), nullable=False),
        sa.Column("wants_talk", sa.Boolean(), nullable=False),
    )
    _index("load_note", "written_at")
    op.create_index("ix_load_note_advisor_id_written_at", "load_note",
                    ["advisor_id", "written_at"])
    op.create_table(
        "advisor_debrief",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("advisor_debrief", "advisor_id", ondelete="CASCADE", nullable=False),
        sa.Column("wished_at", TIME, nullable=False),
        _to("advisor_debrief", "coordinator_id"),
        sa.Column("booked_for", TIME),
        sa.Column("how", sa.String(80), nullable=False),
        sa.Column("done_at", TIME),
    )
    _index("advisor_debrief", "advisor_id", "done_at")
    op.create_table(
        "supervision_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("heavy_notes", sa.Integer(), nullable=False),
        sa.Column("within_days", sa.Integer(), nullable=False),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _to(table: str, name: str, other: str = "user", ondelete: str | None = None,
        **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
