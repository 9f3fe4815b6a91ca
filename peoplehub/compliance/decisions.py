"""What has to be decided and recorded with a reason and a date, and what can be decided."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """`choices`: what can be decided, and its words. `advice`: what to think of first."""

    title: str
    choices: dict[str, str]
    advice: str


HASH_MATCHING = "hash-matching"
SUBJECTS = {
    HASH_MATCHING: Subject(
        "Hash matching for intimate images",
        {"not-used": "We do not compare pictures with lists of known intimate images",
         "own-removals": "We compare pictures only with those that we took down ourselves",
         "used": "We compare pictures with a list of known intimate images"},
        "Ofcom’s statement of 18 May 2026 asks this of services where the risk is high. Read the "
        "newest text before you decide. Say which pictures people can send here, how many there "
        "are, what it would cost, and what you do instead."),
    "other": Subject(
        "Other decisions",
        {"do": "We do it", "not": "We do not do it", "later": "Not yet, and we look at it again"},
        "Any other decision that you may be asked about later. Say first what it is about."),
}
