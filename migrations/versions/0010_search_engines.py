"""Whether search engines may show what is said on a board, and whether what was reported was shown.

Boards where only the team begins topics, open to anyone, may be found as before; all others, where
families tell of their lives, are not.
"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('board', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('indexing', sa.String(length=10), nullable=False, server_default='noindex')
        )
    board = sa.table('board', sa.column('audience', sa.String), sa.column('writers', sa.String),
                     sa.column('indexing', sa.String))
    told_by_the_team = sa.and_(board.c.audience == 'anyone', board.c.writers == 'moderators')
    op.execute(board.update().where(told_by_the_team).values(indexing='index'))
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('was_shown', sa.Boolean(), nullable=False, server_default=sa.true())
        )


def downgrade():
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_column('was_shown')
    with op.batch_alter_table('board', schema=None) as batch_op:
        batch_op.drop_column('indexing')
