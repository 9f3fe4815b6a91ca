"""Whatever people publish can be followed, not only topics: `following` names its place by kind and
id. Whoever follows a topic goes on following it."""
import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    before = _taken_away("topic_id")
    op.create_table(
        "following",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("place_id", sa.Integer(), primary_key=True, autoincrement=False),
        *_who_and_when(),
    )
    _brought_back(before, "'topic', topic_id", "kind, place_id")


def downgrade():
    before = _taken_away("place_id, kind")
    op.create_table(
        "following",
        sa.Column("topic_id", sa.Integer(),
                  sa.ForeignKey("topic.id", name="fk_following_topic_id_topic"), primary_key=True),
        *_who_and_when(),
    )
    _brought_back(before, "place_id", "topic_id", "WHERE kind = 'topic'")


def _taken_away(place: str) -> str:
    """The rows in a table of no meaning, so that the one of that name can be made anew."""
    op.execute(f"CREATE TABLE following_before AS SELECT {place}, user_id, since FROM following")
    op.drop_table("following")
    return "following_before"


def _who_and_when() -> list[sa.Column]:
    return [
        sa.Column("user_id", sa.Integer(),
                  sa.ForeignKey("user.id", name="fk_following_user_id_user"), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    ]


def _brought_back(before: str, place: str, columns: str, which: str = "") -> None:
    op.execute(f"INSERT INTO following ({columns}, user_id, since) "  # noqa: S608
               f"SELECT {place}, user_id, since FROM {before} {which}")
    op.drop_table(before)
    op.create_index("ix_following_user_id", "following", ["user_id"])
