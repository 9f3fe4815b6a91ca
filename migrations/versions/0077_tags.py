"""Tags by situation, age and region, and what has them."""
import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0075"
branch_labels = None
depends_on = None

FIRST = {
    "situation": {
        "finding-out": "Finding out", "applying": "Applying for a budget",
        "refused": "Refused or appealing", "first-plan": "First plan",
        "employing": "Finding and employing PAs", "running": "Running a budget day to day",
        "review": "A review, a cut or a dispute", "moving": "Moving to adult services",
        "after": "When a budget or a life ends"},
    "age": {
        "under-5": "Under 5", "5-11": "5 to 11", "12-17": "12 to 17", "18-25": "18 to 25",
        "over-25": "Over 25"},
    "region": {
        "north-east": "North East", "north-west": "North West",
        "yorkshire": "Yorkshire and the Humber", "east-midlands": "East Midlands",
        "west-midlands": "West Midlands", "east": "East of England", "london": "London",
        "south-east": "South East", "south-west": "South West", "wales": "Wales",
        "scotland": "Scotland", "northern-ireland": "Northern Ireland"},
}


def upgrade():
    tags = op.create_table(
        "shared_tag",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("family", sa.String(12), nullable=False),
        sa.Column("slug", sa.String(50), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.Column("merged_into_id", sa.Integer(), sa.ForeignKey(
            "shared_tag.id", name="fk_shared_tag_merged_into_id_shared_tag")),
        sa.UniqueConstraint("slug", name="uq_shared_tag_slug"),
    )
    op.create_index("ix_shared_tag_merged_into_id", "shared_tag", ["merged_into_id"])
    op.create_table(
        "tagging",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("piece_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("tag_id", sa.Integer(), sa.ForeignKey(
            "shared_tag.id", name="fk_tagging_tag_id_shared_tag"),
            primary_key=True, autoincrement=False),
    )
    op.create_index("ix_tagging_of_tag", "tagging", ["tag_id", "kind", "piece_id"])
    op.bulk_insert(tags, [
        {"family": family, "slug": slug, "name": name, "position": position}
        for family, names in FIRST.items()
        for position, (slug, name) in enumerate(names.items(), 1)])


def downgrade():
    op.drop_table("tagging")
    op.drop_table("shared_tag")
