"""Reserved names: what could be taken for the team, a helpline, an authority or a professional
(against impersonation, a risk under Ofcom's illegal content codes, Online Safety Act 2023)."""
import re
import unicodedata
from functools import lru_cache

from peoplehub.accounts.names.confusables import drawn_alike, folded, skeleton

# As a word, or as words that stand together however they are spaced, anywhere in a name.
TEAM = (
    "admin, admins, administrator, administrators, moderator, moderators, mod, mods, "
    "moderating, moderation, peoplehub, advisor, advisors, adviser, advisers, staff, safeguarding, "
    "official, verified, helper, helpdesk, helpline, hotline, lifeline, crisis team, crisis line, "
    "sysadmin, webmaster, postmaster, community manager, site manager, trust and safety"
)
AUTHORITIES = (
    "nhs, police, ombudsman, gov, government, dwp, hmrc, cqc, ofsted, icb, council official, "
    "social services, social care, job centre, childrens services"
)
HELPLINES = (
    "childline, samaritans, samaritan, nspcc, barnardos, mencap, carers uk, carers trust, "
    "citizens advice, age uk, womens aid, crisis text line, national autistic society, "
    "family fund, contact a family, family lives, young minds, rnib, rnid, ipsea, crimestoppers, "
    "silver line, papyrus uk, macmillan, marie curie, alzheimers society, dementia uk, turn2us, "
    "victim support, action for children, leonard cheshire, disability rights uk, kooth, "
    "hub of hope, calm zone, carers first, carers scotland, carers wales, parkinsons uk, "
    "stroke association, beat eating disorders, rape crisis, the mix, switchboard"
)
PROFESSIONS = (
    "social worker, social workers, support worker, key worker, case worker, case manager, "
    "care manager, care coordinator, care broker, support broker, care provider, doctor, dr, "
    "nurse, nurses, midwife, gp, paramedic, psychologist, psychiatrist, psychotherapist, "
    "paediatrician, pediatrician, neurologist, therapist, physiotherapist, physio, counsellor, "
    "councillor, health visitor, dietitian, pharmacist, surgeon, consultant, clinician, "
    "commissioner, solicitor, barrister, lawyer, magistrate, senco, headteacher, head teacher, "
    "professor, police officer, probation officer"
)
# Everyday words that are a team or a helpline only when nothing else is said.
ALONE = tuple((
    "team support help helpers system root owner security abuse host council crew mind scope shout "
    "contact sense refuge calm crisis relate beat sane rethink headway papyrus childrens services "
    "service"
).split())
BESIDE = tuple("the a site our uk charity desk line team support staff your my and 247".split())
# "Leeds City Council", but not "Council House Kid".
LAST = tuple("support council services charity".split())
NEVER_INSIDE = tuple((  # however it is spaced and whatever stands around it
    "administrator moderator peoplehub advisor adviser safeguarding webmaster sysadmin childline "
    "samaritans socialworker"
).split())
ADDRESSES = tuple((  # words that the site's own addresses and marks use
    "new entries entry covers edit feed atom drafts settings stories comments anonymous everyone "
    "all here nobody deleted someone me you null none undefined"
).split())
SAID_BY_THE_SITE = (  # what stands in the place of a name
    "somebody", "a visitor", "the person who asked", "someone who has left", "site team",
)
EVERYDAY_PHRASES = ("doctor who", "good samaritan", "spin doctor", "love doctor",
                    "little helper", "little helpers")
BADGES = re.compile("[✓✔☑✅√🗸🗹🮱⍻🛡👮]")  # as other sites mark those who are who they say


def is_reserved(name: str) -> bool:
    if BADGES.search(name):
        return True
    whole = skeleton(name)
    if whole in _skeletons((*ADDRESSES, *SAID_BY_THE_SITE)):
        return True
    if whole.startswith(skeleton("anonymous")):
        return True
    if any(word in whole for word in _skeletons(NEVER_INSIDE)):
        return True
    words = _without_everyday_phrases(_bare_words(name))
    return _has_reserved_words(words) or _is_only_a_team(words)


def _has_reserved_words(words: list[str]) -> bool:
    """Whether words that stand side by side make a reserved one: "Child Line", "a d m i n"."""
    reserved, admin = _reserved(), skeleton("admin")
    if any(admin in word.replace(skeleton("badminton"), "") for word in words):
        return True
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            some = words[first:last]
            joined = "".join(some)
            is_spelt_out = len(some) == 1 or len(joined) > 3 or len(joined) == len(some)
            if is_spelt_out and drawn_alike(joined) in reserved:
                return True
    return False


def _is_only_a_team(words: list[str]) -> bool:
    alone, beside = _skeletons(ALONE), _skeletons(BESIDE)
    said = [drawn_alike(word) for word in words]
    if said and all(word in alone | beside for word in said) and set(said) & alone:
        return True
    if drawn_alike("".join(words)) in alone:
        return True
    return len(said) > 1 and said[-1] in _skeletons(LAST)


def _bare_words(name: str) -> list[str]:
    """The words of a name as skeletons, also of one written LikeThis, without numbers around."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name))
    words = []
    for word in apart.replace("'", "").replace("’", "").split():
        parts = re.split(r"[\W_]+", folded(word))
        words += [part for part in parts if part]
        trimmed = word.strip("0123456789")
        if trimmed and trimmed != word:
            words += [part for part in re.split(r"[\W_]+", folded(trimmed)) if part]
    return words


def _without_everyday_phrases(words: list[str]) -> list[str]:
    said = f" {' '.join(words)} "
    for phrase in EVERYDAY_PHRASES:
        said = said.replace(f" {folded(phrase)} ", "  ")
    return said.split()


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    lists = (TEAM, AUTHORITIES, HELPLINES, PROFESSIONS)
    return frozenset(skeleton(phrase) for some in lists for phrase in some.split(", "))


@lru_cache(maxsize=16)
def _skeletons(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(skeleton, words))
