"""Letters wait without the links and codes that let their reader in.

What stands in the outbox has its secrets taken out. One that still waits, and whose proof is still
open, is sent with a new link; every letter gets a day after which it is not sent.
"""
import re
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LINK = re.compile(r"/(join/confirm|forgotten-password|confirm-email)/([\w-]{20,})")
CODE = re.compile(r"^\d{6}$", re.M)
PURPOSES = {"join/confirm": "join", "forgotten-password": "password", "confirm-email": "email"}
TEMPLATES = {"join": "join", "password": "new-password", "email": "new-email"}
NOT_NEEDED = "Its link was not needed any more."
SENT_WITHIN = timedelta(days=1)

Moment = sa.DateTime(timezone=True)
letters = sa.table(
    "letter", sa.column("id", sa.Integer), sa.column("to", sa.String), sa.column("body", sa.Text),
    sa.column("purpose", sa.String), sa.column("proof_id", sa.Integer),
    sa.column("written_at", Moment), sa.column("send_by", Moment),
    sa.column("sent_at", Moment), sa.column("next_try_at", Moment),
    sa.column("failed_because", sa.String),
)  # fmt: skip
proofs = sa.table(
    "proof", sa.column("id", sa.Integer), sa.column("email", sa.String),
    sa.column("purpose", sa.String), sa.column("used_at", Moment),
)  # fmt: skip


def upgrade():
    with op.batch_alter_table("letter") as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("proof_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("send_by", Moment, nullable=True))
    database = op.get_bind()
    for letter in database.execute(sa.select(letters)).all():
        found = LINK.search(letter.body)
        purpose = PURPOSES[found[1]] if found else ""
        body = CODE.sub("{code}", LINK.sub(r"/\1/{link}", letter.body)) if found else letter.body
        change = {"body": body, "purpose": TEMPLATES.get(purpose, ""),
                  "send_by": letter.written_at + SENT_WITHIN}
        if found and letter.sent_at is None:
            change["proof_id"] = proof_of(database, letter.to, purpose)
            if change["proof_id"] is None:
                change |= {"next_try_at": None, "failed_because": NOT_NEEDED}
        database.execute(letters.update().where(letters.c.id == letter.id).values(change))
    with op.batch_alter_table("letter") as batch_op:
        batch_op.alter_column("purpose", existing_type=sa.String(40), nullable=False)
        batch_op.alter_column("send_by", existing_type=Moment, nullable=False)


def proof_of(database, email, purpose):
    """The newest one that waits to be used; none, and the letter's link would open nothing."""
    theirs = sa.select(proofs.c.id).where(
        proofs.c.email == email, proofs.c.purpose == purpose, proofs.c.used_at.is_(None))
    return database.scalar(theirs.order_by(proofs.c.id.desc()).limit(1))


def downgrade():
    with op.batch_alter_table("letter") as batch_op:
        batch_op.drop_column("send_by")
        batch_op.drop_column("proof_id")
        batch_op.drop_column("purpose")
