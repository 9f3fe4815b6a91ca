"""What people say they have lived with, and the words by which a question about it is known."""
import re
from collections.abc import Callable
from functools import lru_cache

from sqlalchemy import BindParameter, Select, bindparam, select, union_all

from peoplehub.accounts.choices import SITUATION
from peoplehub.accounts.models import Tag, User
from peoplehub.advisors.models import AdvisorExperience, AdvisorProfile
from peoplehub.core.column_queries import fetch_rows

PERSON: BindParameter[int] = bindparam("person_id")
TAGS = select(Tag.words).where(Tag.user_id == PERSON)
OF_ADVISOR: Select = select(AdvisorExperience.value).join(
    AdvisorProfile, AdvisorProfile.id == AdvisorExperience.profile_id).where(
    AdvisorProfile.author_id == PERSON, AdvisorProfile.deleted_at.is_(None))
STATED = union_all(TAGS, OF_ADVISOR)

ASSISTANTS = ("pa", "pas", "personal assistant", "personal assistants", "payroll", "employer")
WHEELCHAIR = ("wheelchair", "wheelchairs")
NIGHTS = ("night", "nights", "sleep", "sleeping", "sleepless")
END = ("died", "dying", "end of life", "hospice", "funeral", "bereaved", "bereavement")
SCHOOL = ("school", "college", "teacher", "ehc", "ehcp")
CHC = ("chc", "continuing healthcare", "checklist", "decision support tool")
MIND = ("mental health", "anxiety", "depression", "section 117")
ADULT = ("adult services", "transition", "turns 18", "turned 18", "eighteen")
BUDGET = ("budget", "budgets", "receipts", "bank account", "invoice", "invoices")
LEARNING = ("learning disability", "learning disabilities", "learning disabled")
CHILD = ("son", "daughter", "child", "children", "boy", "girl", "toddler", "baby")
# A tag of `accounts.choices.TAGS` or a value of `advisors.choices`, in small letters with hyphens.
KNOWN_BY: dict[str, tuple[str, ...]] = {
    "i-have-a-budget": BUDGET, "running": BUDGET, "i-look-after-my-child": CHILD,
    "i-look-after-my-partner": ("husband", "wife", "partner"),
    "i-look-after-my-parent": ("mum", "mother", "dad", "father", "parents"),
    "learning-disability": LEARNING, "autism": ("autism", "autistic"),
    "epilepsy": ("epilepsy", "epileptic", "seizure", "seizures"),
    "brain-injury": ("brain injury", "head injury", "stroke"),
    "dementia": ("dementia", "alzheimer.?s"), "mental-health": MIND,
    "section-117": MIND, "wheelchair-user": WHEELCHAIR, "wheelchair": WHEELCHAIR,
    "physical-disability": (*WHEELCHAIR, "hoist", "physical disability"),
    "health": ("ventilator", "tracheostomy", "feeding tube", "oxygen", "complex health"),
    "night-care": NIGHTS, "nights": NIGHTS, "personal-assistants": ASSISTANTS,
    "employing": ASSISTANTS, "continuing-healthcare": CHC, "chc": CHC,
    "children": (*CHILD, "continuing care"), "school-and-ehc-plans": SCHOOL, "education": SCHOOL,
    "direct-payment": ("direct payment", "direct payments", "council"),
    "first-plan": ("support plan", "care plan", "first meeting", "first plan"),
    "applying": ("apply", "applying", "application", "assessment"),
    "refused": ("refused", "turned down", "appeal", "tribunal"),
    "review": ("review", "reviewed", "cut", "appeal", "turned down", "refused"),
    "moving": ADULT, "moving-to-adult-services": ADULT, "bereavement": END, "end-of-life": END,
    "after": END,
}


def stated_by(person: User) -> set[str]:
    """What they say of themselves: their tags, whoever sees them, as an advisor what their page
    says, and where they are now if they keep that answer."""
    rows = fetch_rows(STATED, person_id=person.id)
    here = person.preferences.get(SITUATION, {}).get("stage", "")
    return {words.casefold().replace(" ", "-") for (words,) in rows} | {here}


def fit(experience: set[str]) -> Callable[[str], int]:
    """A function that counts how many of these things a text speaks of."""
    known = frozenset(KNOWN_BY.keys() & experience)
    if not known:
        return lambda _text: 0
    finds = _expression(known).finditer
    return lambda text: len({found.lastgroup for found in finds(text)})


@lru_cache(maxsize=256)
def _expression(known: frozenset[str]) -> re.Pattern:
    """Finds the words of each, as a group of its own."""
    groups = [f"(?P<g{number}>{'|'.join(KNOWN_BY[name])})"
              for number, name in enumerate(sorted(known))]
    return re.compile(rf"\b(?:{'|'.join(groups)})\b", re.IGNORECASE)
