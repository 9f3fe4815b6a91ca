"""Peer advisors: their pages, hours and trainings, and requests for one of them."""
import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
IS_OPEN = sa.text("closed_at IS NULL")


def upgrade():
    _profiles()
    _requests()
    op.create_table(
        "advisor_settings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
    )
    op.create_table(
        "pending_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _to("pending_request", "chosen_id"),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("wants", sa.JSON(), nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        _to("pending_request", "person_id"),
        sa.UniqueConstraint("token_hash", name="uq_pending_request_token_hash"),
    )
    op.create_index("ix_pending_request_saved_at", "pending_request", ["saved_at"])


def _profiles():
    op.create_table(
        "advisor_profile",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("gender", sa.String(10), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("paused_at", TIME),
        sa.Column("away_until", sa.Date()),
        sa.Column("free_until", TIME),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("rendered_with", sa.Integer(), nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("edited_at", TIME),
        sa.Column("deleted_at", TIME),
        sa.Column("held_at", TIME),
        sa.Column("held_reason", sa.String(200)),
        sa.Column("hidden_at", TIME),
        sa.Column("hidden_reason", sa.String(500)),
        _to("advisor_profile", "author_id"),
        _to("advisor_profile", "hidden_by_id"),
        sa.UniqueConstraint("author_id", name="uq_advisor_profile_author_id"),
    )
    for column in ("author_id", "held_at"):
        op.create_index(f"ix_advisor_profile_{column}", "advisor_profile", [column])
    op.create_table(
        "advisor_experience",
        _to("advisor_experience", "profile_id", "advisor_profile", "CASCADE", nullable=False),
        sa.Column("facet", sa.String(20), nullable=False),
        sa.Column("value", sa.String(30), nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "facet", "value", name="pk_advisor_experience"),
    )
    op.create_table(
        "advisor_availability",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("advisor_availability", "profile_id", "advisor_profile", "CASCADE", nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.UniqueConstraint("profile_id", "weekday", "begins",
                            name="uq_advisor_availability_profile_id_weekday_begins"),
    )
    op.create_table(
        "advisor_training",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("advisor_training", "user_id", nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        _to("advisor_training", "recorded_by_id"),
        sa.Column("recorded_at", TIME, nullable=False),
    )
    op.create_index("ix_advisor_training_user_id", "advisor_training", ["user_id"])


def _requests():
    op.create_table(
        "advisor_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("advisor_request", "user_id", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _to("advisor_request", "chosen_id"),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("wants", sa.JSON(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("next_at", TIME),
        sa.Column("told_at", TIME),
        sa.Column("told_reason", sa.String(10), nullable=False),
        sa.Column("closed_at", TIME),
        sa.Column("outcome", sa.String(10)),
        _to("advisor_request", "accepted_by_id"),
        _to("advisor_request", "conversation_id", "conversation"),
        sa.Column("ended_at", TIME),
        _to("advisor_request", "ended_by_id"),
    )
    for column in ("user_id", "asked_at", "next_at", "accepted_by_id"):
        op.create_index(f"ix_advisor_request_{column}", "advisor_request", [column])
    op.create_index("ix_advisor_request_one_open", "advisor_request", ["user_id"], unique=True,
                    sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
    op.create_table(
        "request_offer",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("request_offer", "request_id", "advisor_request", "CASCADE", nullable=False),
        _to("request_offer", "advisor_id", nullable=False),
        sa.Column("offered_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("was_on", sa.Boolean(), nullable=False),
        sa.Column("answered_at", TIME),
        sa.Column("outcome", sa.String(10)),
        _to("request_offer", "assigned_by_id"),
        sa.UniqueConstraint("request_id", "advisor_id",
                            name="uq_request_offer_request_id_advisor_id"),
    )
    for column in ("request_id", "advisor_id"):
        op.create_index(f"ix_request_offer_{column}", "request_offer", [column])


def downgrade():
    for table in ("request_offer", "advisor_request", "advisor_training", "advisor_availability",
                  "advisor_experience", "advisor_profile", "pending_request", "advisor_settings"):
        op.drop_table(table)


def _to(table: str, name: str, other: str = "user", ondelete: str | None = None,
        **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
