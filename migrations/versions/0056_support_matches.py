"""Matches of families and advisors, with what both agreed to and answered. How long a family counts
moves there from the requests."""
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
PERIOD = timedelta(weeks=8)
REQUESTS = sa.table(
    "advisor_request", sa.column("id"), sa.column("user_id"), sa.column("accepted_by_id"),
    sa.column("conversation_id"), sa.column("outcome"), sa.column("closed_at", TIME),
    sa.column("ended_at", TIME), sa.column("ended_by_id"))
MATCHES = sa.table(
    "support_match", sa.column("request_id"), sa.column("person_id"), sa.column("advisor_id"),
    sa.column("conversation_id"), sa.column("purpose"), sa.column("period"),
    sa.column("began_at", TIME), sa.column("ends_at", TIME), sa.column("contacts"),
    sa.column("counted_number"), sa.column("ended_at", TIME), sa.column("ended_by_id"),
    sa.column("ending"))


def upgrade():
    _create()
    rows = op.get_bind().execute(sa.select(REQUESTS).where(
        REQUESTS.c.outcome == "accepted", REQUESTS.c.accepted_by_id.is_not(None),
        REQUESTS.c.closed_at.is_not(None)).order_by(REQUESTS.c.id)).mappings()
    if begun := [_match_of(row) for row in rows]:
        op.bulk_insert(MATCHES, begun)
    op.add_column("advisor_training", sa.Column("reminded_at", TIME))
    with op.batch_alter_table("advisor_profile") as table:
        table.add_column(sa.Column("asked_version", sa.Integer(), nullable=False,
                                   server_default="0"))
    with op.batch_alter_table("advisor_profile") as table:
        table.alter_column("asked_version", server_default=None)
    with op.batch_alter_table("advisor_request") as table:
        table.drop_constraint("fk_advisor_request_ended_by_id_user", type_="foreignkey")
        table.drop_column("ended_by_id")
        table.drop_column("ended_at")


def downgrade():
    with op.batch_alter_table("advisor_training") as table:
        table.drop_column("reminded_at")
    with op.batch_alter_table("advisor_profile") as table:
        table.drop_column("asked_version")
    with op.batch_alter_table("advisor_request") as table:
        table.add_column(sa.Column("ended_at", TIME))
        table.add_column(sa.Column("ended_by_id", sa.Integer()))
        table.create_foreign_key("fk_advisor_request_ended_by_id_user", "user", ["ended_by_id"],
                                 ["id"])
    ended = sa.select(MATCHES.c.request_id, MATCHES.c.ended_at, MATCHES.c.ended_by_id).where(
        MATCHES.c.ended_at.is_not(None), MATCHES.c.request_id.is_not(None))
    for row in op.get_bind().execute(ended).mappings().all():
        op.execute(sa.update(REQUESTS).where(REQUESTS.c.id == row["request_id"]).values(
            ended_at=row["ended_at"], ended_by_id=row["ended_by_id"]))
    for table in ("outcome_rating", "boundaries_agreement", "support_review", "support_match"):
        op.drop_table(table)


def _match_of(row: sa.RowMapping) -> dict:
    """The match that an accepted request began, as long as it counted until now."""
    ends_at = row["closed_at"] + PERIOD
    is_over = row["ended_at"] is None and _utc(ends_at) < datetime.now(UTC)
    return {
        "request_id": row["id"], "person_id": row["user_id"],
        "advisor_id": row["accepted_by_id"], "conversation_id": row["conversation_id"],
        "purpose": "", "period": 1, "began_at": row["closed_at"],
        "ends_at": ends_at, "contacts": 0, "counted_number": 0,
        "ended_at": ends_at if is_over else row["ended_at"], "ended_by_id": row["ended_by_id"],
        "ending": "finish" if row["ended_at"] else "lapsed" if is_over else None,
    }  # fmt: skip


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _create():
    op.create_table(
        "support_match",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("support_match", "request_id", "advisor_request", "SET NULL"),
        _to("support_match", "person_id", nullable=False),
        _to("support_match", "advisor_id", nullable=False),
        _to("support_match", "conversation_id", "conversation"),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("began_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("counted_number", sa.Integer(), nullable=False),
        sa.Column("last_contact_at", TIME),
        sa.Column("told_at", TIME),
        sa.Column("ended_at", TIME),
        _to("support_match", "ended_by_id"),
        sa.Column("ending", sa.String(10)),
        sa.UniqueConstraint("request_id", name="uq_support_match_request_id"),
    )
    for column in ("person_id", "advisor_id", "conversation_id", "ended_at"):
        op.create_index(f"ix_support_match_{column}", "support_match", [column])
    op.create_table(
        "support_review",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("support_review", "match_id", "support_match", "CASCADE", nullable=False),
        _to("support_review", "user_id", nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("reminded_at", TIME),
        sa.Column("answered_at", TIME),
        sa.Column("answer", sa.String(10)),
        sa.UniqueConstraint("match_id", "user_id", "stage", "period",
                            name="uq_support_review_match_id_user_id_stage_period"),
    )
    op.create_index("ix_support_review_user_id", "support_review", ["user_id"])
    op.create_table(
        "boundaries_agreement",
        _to("boundaries_agreement", "user_id", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "version", name="pk_boundaries_agreement"),
    )
    op.create_table(
        "outcome_rating",
        _to("outcome_rating", "match_id", "support_match", "CASCADE", nullable=False),
        sa.Column("consented_at", TIME, nullable=False),
        sa.Column("before", sa.Integer()),
        sa.Column("before_at", TIME),
        sa.Column("after", sa.Integer()),
        sa.Column("after_at", TIME),
        sa.PrimaryKeyConstraint("match_id", name="pk_outcome_rating"),
    )


def _to(table: str, name: str, other: str = "user", ondelete: str | None = None,
        **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
