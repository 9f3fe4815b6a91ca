"""What an advisor can say they know, and a parent can look for: fixed choices, in plain words.

A facet is one of `FACETS`; each has values, and an advisor may have several of each.
"""
from peoplehub.tags.vocabulary import AGES, REGIONS, STAGES

SITUATION = {
    "autism": "Autism", "learning-disability": "Learning disability",
    "physical-disability": "Physical disability", "health": "Complex health needs",
    "epilepsy": "Epilepsy", "brain-injury": "Brain injury", "mental-health": "Mental health",
    "dementia": "Dementia", "nights": "Nights without sleep", "end-of-life": "End of life",
}  # fmt: skip
BUDGET = {
    "children": "Children’s continuing care", "chc": "Continuing healthcare (CHC)",
    "section-117": "Mental health aftercare (section 117)",
    "wheelchair": "Wheelchair budget", "education": "School and EHC plan",
    "direct-payment": "Direct payment from the council",
}  # fmt: skip
LANGUAGE = {
    "en": "English", "cy": "Welsh", "bsl": "British Sign Language", "ar": "Arabic",
    "bn": "Bengali", "zh": "Chinese", "gu": "Gujarati", "pl": "Polish", "pa": "Punjabi",
    "ro": "Romanian", "so": "Somali", "ur": "Urdu",
}  # fmt: skip
GENDER = {"woman": "A woman", "man": "A man", "neither": "Neither of these"}

FACETS = {  # name → (what a parent is asked, its values)
    "age": ("How old is the person?", AGES),
    "situation": ("What do you live with?", SITUATION),
    "budget": ("Which kind of budget?", BUDGET),
    "stage": ("Where are you now?", STAGES),
    "region": ("Region", REGIONS),
    "language": ("Language", LANGUAGE),
    "gender": ("I would like to talk to", GENDER),
}
MUST_FIT = ("language", "gender")  # without these a talk is not possible, or not wanted
WHEN = {"now": "Free to talk now", "day": "Today or tomorrow", "week": "In the next week"}
EXPERIENCE = ("age", "situation", "budget", "stage", "region", "language")  # may be several


def known(wanted: dict[str, str]) -> dict[str, str]:
    """Only what is one of the choices: facet → value."""
    return {facet: value for facet, value in wanted.items()
            if facet in FACETS and value in FACETS[facet][1]}


def words_of(wanted: dict[str, str]) -> list[str]:
    """What is wanted, in the words of the choices."""
    return [FACETS[facet][1][value] for facet, value in known(wanted).items()]
