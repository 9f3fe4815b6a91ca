"""Words that mean the same, kept by editors. What the program had in it is the beginning."""
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0092"
branch_labels = None
depends_on = None

FIRST = (
    "chc\ncontinuing healthcare\ncontinuing health care\ncontinuing care\ngofal iechyd parhaus",
    "phb\npersonal health budget\ncyllideb iechyd personol",
    "pa\npersonal assistant\ncynorthwyydd personol",
    "dp\ndirect payment\ntaliad uniongyrchol",
    "ehcp\nehc plan\neducation health and care plan\neducation health care plan",
    "icb\nintegrated care board",
    "dst\ndecision support tool",
    "mdt\nmultidisciplinary team\nmulti disciplinary team",
    "ot\noccupational therapy\noccupational therapist\ntherapydd galwedigaethol",
    "physio\nphysiotherapy\nphysiotherapist\nffisiotherapi",
    "slt\nsalt\nspeech therapy\nspeech and language therapy\nspeech therapist",
    "respite\nshort break\nbreak from caring\nseibiant\ngofal seibiant",
    "send\nspecial educational needs\nspecial needs\nsenco\n"
    "special educational needs coordinator\nanghenion dysgu ychwanegol",
    "la\nlocal authority\ncouncil\nawdurdod lleol\ncyngor",
    "gp\nfamily doctor\nmeddyg teulu",
    "dla\ndisability living allowance",
    "pip\npersonal independence payment",
    "dfg\ndisabled facilities grant",
    "ucp\nurgent care plan",
    "hmrc\ntax office",
    "p60\nend of year certificate",
    "dbs\ndbs check\ndisclosure and barring\npolice check",
    "ccg\nclinical commissioning group",
    "nhs\nnational health service",
    "easy read\neasyread",
    "power chair\npowerchair\nelectric wheelchair",
    "nominee\nnominated person",
    "appeal\nask for a review\nlocal resolution\nanswer is no\nthey said no\nsaid no\n"
    "turned down\nturned us down\nrefused\napêl\napelio",
    "holiday pay\nannual leave",
    "sick pay\nssp\nstatutory sick pay",
    "support plan\ncare plan\ncynllun cymorth\ncynllun gofal",
    "contingency plan\nbackup plan\nback up plan\nplan b\ncynllun wrth gefn",
    "idp\nindividual development plan\ncynllun datblygu unigol",
    "carer\ncaregiver\ngofalwr",
    "carer's assessment\nasesiad gofalwr",
    "section 117\ns117\nmental health aftercare\naftercare",
    "mental health\niechyd meddwl",
    "mnd\nmotor neurone disease",
    "ms\nmultiple sclerosis",
    "asd\nautism\nautistic\nawtistiaeth",
    "learning disability\nld\nanabledd dysgu",
    "cp\ncerebral palsy",
    "dementia\nalzheimer",
    "tracheostomy\ntrache\ntrachy\ntrakey",
    "peg\nfeeding tube\ntube feed\nfeed pump\ngastrostomy",
    "ventilator\nvent",
    "eye gaze\ntalker\ncommunication aid\naac",
    "wheelchair\ncadair olwyn",
    "social worker\nsw\ngweithiwr cymdeithasol",
    "care manager\ncase manager\ncare coordinator\ncare co-ordinator",
    "social care\nsocial services\ngofal cymdeithasol\ngwasanaethau cymdeithasol",
    "moving to adult services\ntransition\ntransition to adult services\nmoving to adult care",
    "school refusal\nwon't go to school\nwill not go to school\nschool avoidance",
    "power of attorney\nlpa",
    "mental capacity\nmca\nmental capacity act",
    "court of protection\ndeputyship",
    "carer's allowance\nlwfans gofalwr",
    "universal credit\nuc\ncredyd cynhwysol",
    "attendance allowance\naa",
    "paye\npayroll\ncyflogres",
    "wages\nhourly rate\nrate of pay\ncyflog",
    "ombudsman\nlgo\nphso\nombwdsmon",
    "receipt\nderbynneb",
    "assessment\nasesiad",
    "budget\ncyllideb",
    "sheet\nfactsheet\nleaflet\ntaflen",
    "school\nysgol",
    "hospital\nysbyty",
    "holiday\ngwyliau",
    "review\nadolygiad",
    "money\narian",
    "family\nteulu",
    "wales\ncymru",
    "notional budget\ncyllideb dybiannol",
    "sister\nbrother\nsibling",
)


def upgrade():
    groups = op.create_table(
        "synonym_group",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("phrases", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    now = datetime.now(UTC)
    op.bulk_insert(groups, [{"phrases": phrases, "changed_at": now} for phrases in FIRST])


def downgrade():
    op.drop_table("synonym_group")
