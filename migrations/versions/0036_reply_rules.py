"""What is looked at before others see it, by board, topic, person and kind; slow topics; topics that
are closed until a time."""
import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TEXTS = {"board": ("rules_reason",), "topic": ("approval_reason", "slow_reason")}
MOMENTS = {"board": ("rules_at",), "topic": ("locked_until", "approval_at", "approval_until",
                                             "slow_at", "slow_until")}
PEOPLE = {"board": ("rules_by_id",), "topic": ("approval_by_id", "slow_by_id")}


def upgrade():
    for table in ("board", "topic"):
        with op.batch_alter_table(table) as changed:
            changed.add_column(_filled("slow_minutes", sa.Integer(), "0"))
            for name in TEXTS[table]:
                changed.add_column(_filled(name, sa.String(300), ""))
            for name in MOMENTS[table]:
                changed.add_column(sa.Column(name, sa.DateTime(timezone=True)))
            for name in PEOPLE[table]:
                changed.add_column(_person(table, name))
            if table == "board":
                changed.add_column(_filled("approval", sa.String(12), "none"))
        with op.batch_alter_table(table) as changed:
            for name in ("slow_minutes", *TEXTS[table], *(["approval"] * (table == "board"))):
                changed.alter_column(name, server_default=None)
    op.create_index("ix_topic_locked_until", "topic", ["locked_until"])
    op.create_table(
        "person_approval",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person("person_approval", "user_id", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        _person("person_approval", "set_by_id"),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        _person("person_approval", "ended_by_id"),
    )
    op.create_index("ix_person_approval_user_id", "person_approval", ["user_id"])
    op.create_table(
        "kind_rule",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("approval", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        _person("kind_rule", "set_by_id"),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade():
    op.drop_table("kind_rule")
    op.drop_table("person_approval")
    op.drop_index("ix_topic_locked_until", "topic")
    for table in ("board", "topic"):
        with op.batch_alter_table(table) as changed:
            for name in PEOPLE[table]:
                changed.drop_constraint(f"fk_{table}_{name}_user", type_="foreignkey")
            for name in ("slow_minutes", *TEXTS[table], *MOMENTS[table], *PEOPLE[table],
                         *(["approval"] * (table == "board"))):
                changed.drop_column(name)


def _filled(name: str, kind: sa.types.TypeEngine, default: str) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=default)


def _person(table: str, name: str, nullable: bool = True) -> sa.Column:
    points = sa.ForeignKey("user.id", name=f"fk_{table}_{name}_user")
    return sa.Column(name, sa.Integer(), points, nullable=nullable)
