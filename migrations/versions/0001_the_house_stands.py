"""Every table of the first release.

The words of search and the append-only record are kept by the database itself, so their
statements are written out for each kind of database.
"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = {
    'sqlite': [
        'CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record BEGIN SELECT RAI'
        "SE(ABORT, 'the audit record is append-only'); END",
        'CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record WHEN OLD.at > da'
        "tetime('now', '-5 years') BEGIN SELECT RAISE(ABORT, 'the audit record is append-only"
        "'); END",
    ],
    'postgresql': [
        'CREATE OR REPLACE FUNCTION audit_record_is_kept() RETURNS trigger AS $$ BEGIN IF TG_'
        "OP = 'DELETE' AND OLD.at < now() - interval '5 years' THEN RETURN OLD; END IF; RAISE"
        " EXCEPTION 'the audit record is append-only'; END $$ LANGUAGE plpgsql",
        'CREATE TRIGGER audit_record_kept BEFORE UPDATE OR DELETE ON audit_record FOR EACH RO'
        'W EXECUTE FUNCTION audit_record_is_kept()',
    ],
}

WORDS = {
    'sqlite': [
        "CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='search_entry', co"
        "ntent_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
        'CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN INSERT INTO sea'
        'rch_words(rowid, title, body) VALUES (new.id, new.title, new.body); END',
        'CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN INSERT INTO s'
        "earch_words(search_words, rowid, title, body) VALUES ('delete', old.id, old.title, o"
        'ld.body); END',
        'CREATE TRIGGER search_entry_changed AFTER UPDATE OF title, body ON search_entry BEGI'
        "N INSERT INTO search_words(search_words, rowid, title, body) VALUES ('delete', old.i"
        'd, old.title, old.body); INSERT INTO search_words(rowid, title, body) VALUES (new.id'
        ', new.title, new.body); END',
    ],
    'postgresql': [
        'CREATE TABLE search_words (id integer PRIMARY KEY REFERENCES search_entry ON DELETE '
        'CASCADE, words tsvector NOT NULL)',
        'CREATE INDEX ix_search_words_words ON search_words USING gin (words)',
        'CREATE FUNCTION search_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SE'
        r"LECT translate(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g'), '"
        "/-.@<>&+_=#', '           ') $$",
        'CREATE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INS'
        "ERT INTO search_words VALUES (NEW.id, setweight(to_tsvector('english', search_plain("
        "NEW.title)), 'A') || setweight(to_tsvector('english', search_plain(NEW.body)), 'D'))"
        ' ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words; RETURN NULL; END $$',
        'CREATE TRIGGER search_entry_kept AFTER INSERT OR UPDATE OF title, body ON search_ent'
        'ry FOR EACH ROW EXECUTE FUNCTION search_keep_words()',
    ],
}

NO_WORDS = {
    'sqlite': [
        'DROP TABLE IF EXISTS search_words',
    ],
    'postgresql': [
        'DROP TABLE IF EXISTS search_words',
        'DROP TRIGGER IF EXISTS search_entry_kept ON search_entry',
        'DROP FUNCTION IF EXISTS search_keep_words()',
        'DROP FUNCTION IF EXISTS search_plain(text)',
    ],
}

NO_RECORD = {
    'sqlite': [
    ],
    'postgresql': [
        'DROP FUNCTION IF EXISTS audit_record_is_kept() CASCADE',
    ],
}


def run(statements):
    for statement in statements[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def upgrade():
    op.create_table('audit_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('happened', sa.String(length=60), nullable=False),
    sa.Column('about', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_record'))
    )
    with op.batch_alter_table('audit_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_record_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_record_happened'), ['happened'], unique=False)

    op.create_table('board',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('description', sa.String(length=300), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('audience', sa.String(length=10), nullable=False),
    sa.Column('writers', sa.String(length=12), nullable=False),
    sa.Column('patch', sa.String(length=20), nullable=False),
    sa.Column('topic_count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board')),
    sa.UniqueConstraint('slug', name=op.f('uq_board_slug'))
    )
    op.create_table('done',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('table', sa.String(length=80), nullable=True),
    sa.Column('row_id', sa.Integer(), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_done'))
    )
    with op.batch_alter_table('done', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_done_done_at'), ['done_at'], unique=False)

    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('to', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('message_id', sa.String(length=200), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_because', sa.String(length=200), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('message_id', name=op.f('uq_letter_message_id'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_next_try_at'), ['next_try_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_written_at'), ['written_at'], unique=False)

    op.create_table('search_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('piece_id', sa.Integer(), nullable=False),
    sa.Column('shelf', sa.String(length=10), nullable=False),
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('is_head', sa.Boolean(), nullable=False),
    sa.Column('audience', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entry')),
    sa.UniqueConstraint('kind', 'piece_id', name=op.f('uq_search_entry_kind_piece_id'))
    )
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.create_index('ix_search_entry_place', ['place'], unique=False)

    op.create_table('site_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site_version'))
    )
    op.create_table('user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('pen_name', sa.String(length=40), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('skeleton', sa.String(length=120), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('describes', sa.String(length=40), nullable=False),
    sa.Column('avatar', sa.String(length=60), nullable=False),
    sa.Column('about_text', sa.Text(), nullable=False),
    sa.Column('about_html', sa.Text(), nullable=False),
    sa.Column('experience', sa.String(length=200), nullable=False),
    sa.Column('display', sa.JSON(), nullable=False),
    sa.Column('preferences', sa.JSON(), nullable=False),
    sa.Column('agreed_version', sa.String(length=20), nullable=False),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('suspended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('suspended_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('suspended_by_id', sa.Integer(), nullable=True),
    sa.Column('suspended_reason', sa.String(length=500), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.Column('hidden_reason', sa.String(length=500), nullable=True),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['user.id'], name=op.f('fk_user_hidden_by_id_user')),
    sa.ForeignKeyConstraint(['suspended_by_id'], ['user.id'], name=op.f('fk_user_suspended_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('email', name=op.f('uq_user_email')),
    sa.UniqueConstraint('skeleton', name=op.f('uq_user_skeleton')),
    sa.UniqueConstraint('slug', name=op.f('uq_user_slug'))
    )
    op.create_table('block',
    sa.Column('blocker_id', sa.Integer(), nullable=False),
    sa.Column('blocked_id', sa.Integer(), nullable=False),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['blocked_id'], ['user.id'], name=op.f('fk_block_blocked_id_user')),
    sa.ForeignKeyConstraint(['blocker_id'], ['user.id'], name=op.f('fk_block_blocker_id_user')),
    sa.PrimaryKeyConstraint('blocker_id', 'blocked_id', name=op.f('pk_block'))
    )
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_block_blocked_id'), ['blocked_id'], unique=False)

    op.create_table('conversation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pair', sa.String(length=40), nullable=False),
    sa.Column('started_by_id', sa.Integer(), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.Column('last_message_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['started_by_id'], ['user.id'], name=op.f('fk_conversation_started_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation')),
    sa.UniqueConstraint('pair', name=op.f('uq_conversation_pair'))
    )
    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moderator_id', sa.Integer(), nullable=True),
    sa.Column('verb', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('piece_id', sa.Integer(), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('unnamed', sa.Boolean(), nullable=False),
    sa.Column('heading', sa.String(length=300), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['about_id'], ['user.id'], name=op.f('fk_decision_about_id_user')),
    sa.ForeignKeyConstraint(['moderator_id'], ['user.id'], name=op.f('fk_decision_moderator_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_at'), ['at'], unique=False)

    op.create_table('enquiry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=9), nullable=False),
    sa.Column('about', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('contact', sa.String(length=254), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('doubt', sa.String(length=200), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('claimed_by_id', sa.Integer(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by_id'], ['user.id'], name=op.f('fk_enquiry_answered_by_id_user')),
    sa.ForeignKeyConstraint(['claimed_by_id'], ['user.id'], name=op.f('fk_enquiry_claimed_by_id_user')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['user.id'], name=op.f('fk_enquiry_closed_by_id_user')),
    sa.ForeignKeyConstraint(['person_id'], ['user.id'], name=op.f('fk_enquiry_person_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enquiry')),
    sa.UniqueConstraint('reference', name=op.f('uq_enquiry_reference'))
    )
    with op.batch_alter_table('enquiry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enquiry_closed_at'), ['closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_enquiry_person_id'), ['person_id'], unique=False)

    op.create_table('entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('audience', sa.String(length=10), nullable=False),
    sa.Column('is_story', sa.Boolean(), nullable=False),
    sa.Column('teller', sa.String(length=60), nullable=False),
    sa.Column('place', sa.String(length=60), nullable=False),
    sa.Column('short', sa.String(length=600), nullable=False),
    sa.Column('cover_seed', sa.String(length=80), nullable=False),
    sa.Column('cover_kind', sa.String(length=10), nullable=False),
    sa.Column('cover_key', sa.String(length=60), nullable=True),
    sa.Column('cover_alt', sa.String(length=200), nullable=False),
    sa.Column('comments_open', sa.Boolean(), nullable=False),
    sa.Column('comment_count', sa.Integer(), nullable=False),
    sa.Column('first_published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('rendered_with', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_reason', sa.String(length=200), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.String(length=500), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_entry_author_id_user')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['user.id'], name=op.f('fk_entry_hidden_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('author_id', 'slug', name=op.f('uq_entry_author_id_slug'))
    )
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.create_index('ix_entry_audience_published_at', ['audience', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_cover_key'), ['cover_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_held_at'), ['held_at'], unique=False)

    op.create_table('former_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('skeleton', sa.String(length=120), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_former_name_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_former_name'))
    )
    with op.batch_alter_table('former_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_name_skeleton'), ['skeleton'], unique=False)
        batch_op.create_index(batch_op.f('ix_former_name_slug'), ['slug'], unique=False)
        batch_op.create_index(batch_op.f('ix_former_name_user_id'), ['user_id'], unique=False)

    op.create_table('notification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=20), nullable=False),
    sa.Column('thread', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('piece_id', sa.Integer(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(length=600), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['user.id'], name=op.f('fk_notification_actor_id_user')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_notification_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification'))
    )
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.create_index('ix_notification_piece', ['kind', 'piece_id'], unique=False)
        batch_op.create_index('ix_notification_thread', ['user_id', 'thread'], unique=False)
        batch_op.create_index('ix_notification_unread', ['user_id', 'read_at'], unique=False)

    op.create_table('proof',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('link_hash', sa.String(length=64), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_proof_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proof')),
    sa.UniqueConstraint('link_hash', name=op.f('uq_proof_link_hash'))
    )
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.create_index('ix_proof_user_purpose', ['user_id', 'purpose'], unique=False)

    op.create_table('report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('piece_id', sa.Integer(), nullable=False),
    sa.Column('reported_id', sa.Integer(), nullable=True),
    sa.Column('reporter_id', sa.Integer(), nullable=True),
    sa.Column('contact', sa.String(length=254), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('grave', sa.Integer(), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('heading', sa.String(length=300), nullable=False),
    sa.Column('address', sa.String(length=300), nullable=False),
    sa.Column('snapshot', sa.Text(), nullable=False),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['reported_id'], ['user.id'], name=op.f('fk_report_reported_id_user')),
    sa.ForeignKeyConstraint(['reporter_id'], ['user.id'], name=op.f('fk_report_reporter_id_user')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['user.id'], name=op.f('fk_report_settled_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report'))
    )
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.create_index('ix_report_open', ['settled_at', 'grave', 'reported_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_piece_id'), ['piece_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_reporter_id'), ['reporter_id'], unique=False)

    op.create_table('sheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('summary', sa.String(length=300), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('for_whom', sa.String(length=80), nullable=False),
    sa.Column('patch', sa.String(length=20), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('easy_text', sa.Text(), nullable=False),
    sa.Column('easy_rows', sa.JSON(), nullable=False),
    sa.Column('easy_promised_for', sa.Date(), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('check_every_days', sa.Integer(), nullable=False),
    sa.Column('next_check_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('change_note', sa.String(length=300), nullable=False),
    sa.Column('original_key', sa.String(length=80), nullable=False),
    sa.Column('original_name', sa.String(length=120), nullable=False),
    sa.Column('original_type', sa.String(length=10), nullable=False),
    sa.Column('original_size', sa.Integer(), nullable=False),
    sa.Column('original_pages', sa.Integer(), nullable=False),
    sa.Column('downloads', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('rendered_with', sa.Integer(), nullable=False),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_reason', sa.String(length=200), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.String(length=500), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_sheet_author_id_user')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['user.id'], name=op.f('fk_sheet_hidden_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet')),
    sa.UniqueConstraint('slug', name=op.f('uq_sheet_slug'))
    )
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sheet_author_id'), ['author_id'], unique=False)
        batch_op.create_index('ix_sheet_author_next_check', ['author_id', 'next_check_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sheet_held_at'), ['held_at'], unique=False)
        batch_op.create_index('ix_sheet_topic_published', ['topic', 'published_at'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('browser', sa.String(length=60), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_sign_in_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_user_id'), ['user_id'], unique=False)

    op.create_table('tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(length=60), nullable=False),
    sa.Column('audience', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_tag_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tag')),
    sa.UniqueConstraint('user_id', 'words', name=op.f('uq_tag_user_id_words'))
    )
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tag_user_id'), ['user_id'], unique=False)

    op.create_table('topic',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=140), nullable=False),
    sa.Column('slug', sa.String(length=90), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('anonymous', sa.Boolean(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_away_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.Column('listed', sa.Boolean(), nullable=False),
    sa.Column('reply_count', sa.Integer(), nullable=False),
    sa.Column('last_reply_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_reply_by_id', sa.Integer(), nullable=True),
    sa.Column('pinned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('pinned_by_id', sa.Integer(), nullable=True),
    sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('locked_by_id', sa.Integer(), nullable=True),
    sa.Column('locked_reason', sa.String(length=500), nullable=False),
    sa.Column('short_text', sa.Text(), nullable=False),
    sa.Column('short_html', sa.Text(), nullable=False),
    sa.Column('short_by_id', sa.Integer(), nullable=True),
    sa.Column('short_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_topic_author_id_user')),
    sa.ForeignKeyConstraint(['board_id'], ['board.id'], name=op.f('fk_topic_board_id_board')),
    sa.ForeignKeyConstraint(['last_reply_by_id'], ['user.id'], name=op.f('fk_topic_last_reply_by_id_user')),
    sa.ForeignKeyConstraint(['locked_by_id'], ['user.id'], name=op.f('fk_topic_locked_by_id_user')),
    sa.ForeignKeyConstraint(['pinned_by_id'], ['user.id'], name=op.f('fk_topic_pinned_by_id_user')),
    sa.ForeignKeyConstraint(['short_by_id'], ['user.id'], name=op.f('fk_topic_short_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic'))
    )
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.create_index('ix_topic_in_board', ['board_id', 'listed', 'last_reply_at', 'id', 'pinned_at'], unique=False)
        batch_op.create_index('ix_topic_latest', ['listed', 'last_reply_at'], unique=False)
        batch_op.create_index('ix_topic_newest', ['listed', 'started_at'], unique=False)
        batch_op.create_index('ix_topic_of_author', ['author_id', 'listed', 'started_at'], unique=False)
        batch_op.create_index('ix_topic_pinned', ['board_id', 'pinned_at'], unique=False)
        batch_op.create_index('ix_topic_unanswered', ['listed', 'reply_count', 'started_at'], unique=False)

    op.create_table('alias',
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_alias_topic_id_topic')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_alias_user_id_user')),
    sa.PrimaryKeyConstraint('topic_id', 'user_id', name=op.f('pk_alias')),
    sa.UniqueConstraint('topic_id', 'number', name=op.f('uq_alias_topic_id_number'))
    )
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alias_user_id'), ['user_id'], unique=False)

    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('visitor_name', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('rendered_with', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_reason', sa.String(length=200), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.String(length=500), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_comment_author_id_user')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_comment_entry_id_entry')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['user.id'], name=op.f('fk_comment_hidden_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_held_at'), ['held_at'], unique=False)

    op.create_table('download',
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(length=20), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_download_sheet_id_sheet'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sheet_id', 'format', 'day', name=op.f('pk_download'))
    )
    op.create_table('following',
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_following_topic_id_topic')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_following_user_id_user')),
    sa.PrimaryKeyConstraint('topic_id', 'user_id', name=op.f('pk_following'))
    )
    with op.batch_alter_table('following', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_following_user_id'), ['user_id'], unique=False)

    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('client_id', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('rendered_with', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_reason', sa.String(length=200), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.String(length=500), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_message_author_id_user')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_message_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['user.id'], name=op.f('fk_message_hidden_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.UniqueConstraint('author_id', 'client_id', name=op.f('uq_message_author_id_client_id')),
    sa.UniqueConstraint('conversation_id', 'number', name=op.f('uq_message_conversation_id_number'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_held_at'), ['held_at'], unique=False)
        batch_op.create_index('ix_message_published_at', ['published_at'], unique=False)

    op.create_table('participant',
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('delivered_number', sa.Integer(), nullable=False),
    sa.Column('read_number', sa.Integer(), nullable=False),
    sa.Column('muted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('declined_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_participant_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_participant_user_id_user')),
    sa.PrimaryKeyConstraint('conversation_id', 'user_id', name=op.f('pk_participant'))
    )
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_participant_user_id'), ['user_id'], unique=False)

    op.create_table('post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('alias', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('rendered_with', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_reason', sa.String(length=200), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.String(length=500), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_post_author_id_user')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['user.id'], name=op.f('fk_post_hidden_by_id_user')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_post_topic_id_topic')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post')),
    sa.UniqueConstraint('topic_id', 'number', name=op.f('uq_post_topic_id_number'))
    )
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_post_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_post_held_at'), ['held_at'], unique=False)

    op.create_table('sheet_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('octets', sa.Integer(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('made_of', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_sheet_file_sheet_id_sheet'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_file')),
    sa.UniqueConstraint('sheet_id', 'format', name=op.f('uq_sheet_file_sheet_id_format'))
    )
    op.create_table('reveal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('moderator_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('revealed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['moderator_id'], ['user.id'], name=op.f('fk_reveal_moderator_id_user')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_reveal_post_id_post')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal'))
    )
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reveal_post_id'), ['post_id'], unique=False)

    run(APPEND_ONLY)
    run(WORDS)


def downgrade():
    run(NO_WORDS)
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reveal_post_id'))

    op.drop_table('reveal')
    op.drop_table('sheet_file')
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_post_held_at'))
        batch_op.drop_index(batch_op.f('ix_post_author_id'))

    op.drop_table('post')
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_participant_user_id'))

    op.drop_table('participant')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_published_at')
        batch_op.drop_index(batch_op.f('ix_message_held_at'))
        batch_op.drop_index(batch_op.f('ix_message_author_id'))

    op.drop_table('message')
    with op.batch_alter_table('following', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_following_user_id'))

    op.drop_table('following')
    op.drop_table('download')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_held_at'))
        batch_op.drop_index(batch_op.f('ix_comment_entry_id'))
        batch_op.drop_index(batch_op.f('ix_comment_author_id'))

    op.drop_table('comment')
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_alias_user_id'))

    op.drop_table('alias')
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.drop_index('ix_topic_unanswered')
        batch_op.drop_index('ix_topic_pinned')
        batch_op.drop_index('ix_topic_of_author')
        batch_op.drop_index('ix_topic_newest')
        batch_op.drop_index('ix_topic_latest')
        batch_op.drop_index('ix_topic_in_board')

    op.drop_table('topic')
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tag_user_id'))

    op.drop_table('tag')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_user_id'))

    op.drop_table('sign_in')
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.drop_index('ix_sheet_topic_published')
        batch_op.drop_index(batch_op.f('ix_sheet_held_at'))
        batch_op.drop_index('ix_sheet_author_next_check')
        batch_op.drop_index(batch_op.f('ix_sheet_author_id'))

    op.drop_table('sheet')
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_report_reporter_id'))
        batch_op.drop_index(batch_op.f('ix_report_piece_id'))
        batch_op.drop_index('ix_report_open')

    op.drop_table('report')
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.drop_index('ix_proof_user_purpose')

    op.drop_table('proof')
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.drop_index('ix_notification_unread')
        batch_op.drop_index('ix_notification_thread')
        batch_op.drop_index('ix_notification_piece')

    op.drop_table('notification')
    with op.batch_alter_table('former_name', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_former_name_user_id'))
        batch_op.drop_index(batch_op.f('ix_former_name_slug'))
        batch_op.drop_index(batch_op.f('ix_former_name_skeleton'))

    op.drop_table('former_name')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_held_at'))
        batch_op.drop_index(batch_op.f('ix_entry_cover_key'))
        batch_op.drop_index(batch_op.f('ix_entry_author_id'))
        batch_op.drop_index('ix_entry_audience_published_at')

    op.drop_table('entry')
    with op.batch_alter_table('enquiry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enquiry_person_id'))
        batch_op.drop_index(batch_op.f('ix_enquiry_closed_at'))

    op.drop_table('enquiry')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_at'))

    op.drop_table('decision')
    op.drop_table('conversation')
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_block_blocked_id'))

    op.drop_table('block')
    op.drop_table('user')
    op.drop_table('site_version')
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_search_entry_place')

    op.drop_table('search_entry')
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_written_at'))
        batch_op.drop_index(batch_op.f('ix_letter_next_try_at'))

    op.drop_table('letter')
    with op.batch_alter_table('done', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_done_done_at'))

    op.drop_table('done')
    op.drop_table('board')
    with op.batch_alter_table('audit_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_record_happened'))
        batch_op.drop_index(batch_op.f('ix_audit_record_at'))

    op.drop_table('audit_record')
    run(NO_RECORD)
