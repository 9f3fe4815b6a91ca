"""Synonyms of the field: whoever types one word finds the others."""

SAME = (
    ("chc", "continuing healthcare", "continuing health care", "continuing care"),
    ("phb", "personal health budget"),
    ("pa", "personal assistant"),
    ("dp", "direct payment"),
    ("ehcp", "ehc plan", "education health and care plan", "education health care plan"),
    ("icb", "integrated care board"),
    ("dst", "decision support tool"),
    ("mdt", "multidisciplinary team", "multi disciplinary team"),
    ("ot", "occupational therapy", "occupational therapist"),
    ("physio", "physiotherapy", "physiotherapist"),
    ("slt", "salt", "speech therapy", "speech and language therapy", "speech therapist"),
    ("respite", "short break", "break from caring"),
    ("send", "special educational needs"),
    ("senco", "special educational needs coordinator"),
    ("la", "local authority", "council"),
    ("gp", "family doctor"),
    ("dla", "disability living allowance"),
    ("pip", "personal independence payment"),
    ("dfg", "disabled facilities grant"),
    ("ucp", "urgent care plan"),
    ("hmrc", "tax office"),
    ("p60", "end of year certificate"),
    ("dbs", "dbs check", "disclosure and barring", "police check"),
    ("ccg", "clinical commissioning group"),
    ("nhs", "national health service"),
    ("easy read", "easyread"),
    ("power chair", "powerchair", "electric wheelchair"),
    ("nominee", "nominated person"),
    ("appeal", "ask for a review", "local resolution"),
    ("holiday pay", "annual leave"),
    ("sick pay", "ssp", "statutory sick pay"),
)
LONGEST = max(len(phrase.split()) for group in SAME for phrase in group)


def root(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the s of more than one: PAs and budgets are looked up as PA and budget."""
    return tuple(word[:-1] if len(word) > 2 and word.endswith("s") else word for word in words)


_GROUPS = {
    root(tuple(phrase.split())): tuple(tuple(other.split()) for other in group)
    for group in SAME
    for phrase in group
}


def same_as(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Every way to say it, the words themselves first."""
    others = _GROUPS.get(root(words), ())
    return (words, *(other for other in others if other != words))
