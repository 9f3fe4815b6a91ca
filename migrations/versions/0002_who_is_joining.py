"""Who is joining, when they said so, and the consents they gave, word for word.

People who were here before are asked once, at their next sign-in.
"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('i_am', sa.String(length=20), nullable=False, server_default='')
        )
        batch_op.add_column(sa.Column('declared_at', sa.DateTime(timezone=True), nullable=True))
    user = sa.table('user', sa.column('role', sa.String), sa.column('i_am', sa.String))
    op.execute(user.update().where(user.c.role == 'professional').values(i_am='professional'))
    op.create_table(
        'consent',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('purpose', sa.String(length=20), nullable=False),
        sa.Column('wording', sa.String(length=500), nullable=False),
        sa.Column('version', sa.String(length=20), nullable=False),
        sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_user_id'), ['user_id'], unique=False)


def downgrade():
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_user_id'))
    op.drop_table('consent')
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_column('declared_at')
        batch_op.drop_column('i_am')
