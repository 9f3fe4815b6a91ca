"""Everything that waits for the team is a case: one for each piece that was reported or is held,
and one for each letter. Reports and letters stay as they are; each report names its case."""
import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

HOURS = {"danger": 1, "child": 1, "intimate": 24, "hate": 24, "personal-details": 24, "unkind": 48,
         "advert": 48, "wrong": 72, "other": 72}
HELD = {  # kind → what names it in the queue
    "post": "(SELECT t.title FROM topic t WHERE t.id = p.topic_id)", "comment": "'A comment'",
    "entry": "p.title", "message": "'A private message'", "sheet": "p.title",
}
ABOUT = {
    "question": "A question", "broken": "Something on the site does not work",
    "accessibility": "Something on the site is hard for me to use",
    "data": "A complaint about how you use my information",
    "complaint": "A complaint about something else", "other": "Something else",
}


def upgrade():
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_case_about_id_user", ondelete="SET NULL")),
        sa.Column("board_id", sa.Integer(), sa.ForeignKey(
            "board.id", name="fk_case_board_id_board", ondelete="SET NULL")),
        sa.Column("opened_by", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(300), nullable=False),
        sa.Column("address", sa.String(300), nullable=False),
        sa.Column("unnamed", sa.Boolean(), nullable=False),
        sa.Column("for_leads", sa.Boolean(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        _person("claimed_by_id"),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("waits_until", sa.DateTime(timezone=True)),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        _person("settled_by_id"),
        sa.Column("outcome", sa.String(20)),
    )
    op.create_index("ix_case_open", "case", ["settled_at", "severity", "due_at"])
    op.create_index("ix_case_about_id", "case", ["about_id", "opened_at"])
    is_open = sa.text("settled_at IS NULL")
    op.create_index("ix_case_one_open", "case", ["kind", "piece_id"], unique=True,
                    sqlite_where=is_open, postgresql_where=is_open)
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("case_id", sa.Integer()))
        report.create_foreign_key("fk_report_case_id_case", "case", ["case_id"], ["id"])
        report.create_index("ix_report_case_id", ["case_id"])
    for is_open in ("r.settled_at IS NULL", "r.settled_at IS NOT NULL"):
        _from_reports(is_open)
    for kind, heading in HELD.items():
        _from_held(kind, heading)
    _from_letters()
    _boards()


def downgrade():
    with op.batch_alter_table("report") as report:
        report.drop_index("ix_report_case_id")
        report.drop_constraint("fk_report_case_id_case", type_="foreignkey")
        report.drop_column("case_id")
    op.drop_table("case")


def _person(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("user.id", name=f"fk_case_{name}_user"))


COLUMNS = ("kind, piece_id, about_id, opened_by, reason, severity, heading, address, unnamed, "
           "for_leads, snapshot, opened_at, due_at, settled_at, settled_by_id, outcome")


def _from_reports(which: str) -> None:
    """One for all reports about a piece that are open, and one for all that are settled: as the
    gravest of them says, and with the clock of the one that is due first."""
    due = " ".join(f"WHEN '{code}' THEN {_later('r2.reported_at', hours)}"
                   for code, hours in HOURS.items())
    same = f"r2.kind = r.kind AND r2.piece_id = r.piece_id AND {which.replace('r.', 'r2.')}"
    due_at = f"(SELECT min(CASE r2.reason {due} END) FROM report r2 WHERE {same})"  # noqa: S608
    first = f"(SELECT min(r2.reported_at) FROM report r2 WHERE {same})"  # noqa: S608
    op.execute(
        f'INSERT INTO "case" ({COLUMNS}) '  # noqa: S608
        f"SELECT r.kind, r.piece_id, r.reported_id, 'report', r.reason, r.severity, r.heading, "
        f"r.address, {_unnamed()}, {_is(False)}, r.snapshot, {first}, {due_at}, r.settled_at, "
        f"r.settled_by_id, r.outcome FROM report r WHERE {which} AND r.id = (SELECT r2.id FROM "
        f"report r2 WHERE {same} ORDER BY r2.severity, r2.reported_at, r2.id LIMIT 1)")
    op.execute(
        'UPDATE report SET case_id = (SELECT c.id FROM "case" c WHERE c.kind = report.kind AND '  # noqa: S608
        f"c.piece_id = report.piece_id AND c.opened_by = 'report' AND c.{which[2:]}) "
        f"WHERE {which.replace('r.', 'report.')}")


def _unnamed() -> str:
    """Whether a reported post was written without a name."""
    return ("(CASE WHEN r.kind = 'post' AND EXISTS (SELECT 1 FROM post WHERE post.id = r.piece_id "
            f"AND post.alias IS NOT NULL) THEN {_is(True)} ELSE {_is(False)} END)")


def _from_held(kind: str, heading: str) -> None:
    """What is held and not reported."""
    unnamed = "p.alias IS NOT NULL" if kind == "post" else _is(False)
    op.execute(
        f'INSERT INTO "case" ({COLUMNS}) '  # noqa: S608
        f"SELECT '{kind}', p.id, p.author_id, 'held', '', 4, {heading}, '', "
        f"{unnamed}, {_is(False)}, p.text, p.held_at, {_later('p.held_at', 24)}, NULL, NULL, NULL "
        f"FROM {kind} p WHERE p.held_at IS NOT NULL AND p.hidden_at IS NULL AND p.deleted_at IS "
        f'NULL AND NOT EXISTS (SELECT 1 FROM "case" c WHERE c.kind = \'{kind}\' AND c.piece_id = '
        "p.id AND c.settled_at IS NULL)")


def _from_letters() -> None:
    heading = "CASE e.about " + " ".join(
        f"WHEN '{code}' THEN '{words}'" for code, words in ABOUT.items()) + " END"
    op.execute(
        f'INSERT INTO "case" ({COLUMNS}) '  # noqa: S608
        f"SELECT 'enquiry', e.id, e.person_id, 'letter', '', 7, {heading}, '/contact/queue/' || "
        f"e.id, {_is(False)}, e.about = 'complaint', '', e.received_at, "
        f"{_later('e.received_at', 72)}, NULL, NULL, NULL FROM enquiry e WHERE e.closed_at IS NULL")


def _boards() -> None:
    op.execute('UPDATE "case" SET board_id = (SELECT t.board_id FROM topic t JOIN post p ON '
               "p.topic_id = t.id WHERE p.id = \"case\".piece_id) WHERE kind = 'post'")


def _later(column: str, hours: int) -> str:
    """As the database keeps a moment."""
    if op.get_bind().dialect.name == "postgresql":
        return f"{column} + interval '{hours} hours'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', {column}, '+{hours} hours')"


def _is(yes: bool) -> str:
    if op.get_bind().dialect.name == "postgresql":
        return "true" if yes else "false"
    return str(int(yes))
