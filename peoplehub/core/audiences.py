"""Audiences: who may read a thing. One word on the thing, a tuple of words on the viewer."""

ANYONE = "anyone"
MEMBERS = "members"
FAMILIES = "families"
AUDIENCES = (ANYONE, MEMBERS, FAMILIES)

WHO = {
    ANYONE: "Anyone on the internet can read this.",
    MEMBERS: "Only people who have joined and signed in can read this.",
    FAMILIES: "Only families and people with a budget can read this. Professionals cannot see it.",
}


def audiences_of(*, signed_in: bool, professional: bool = False) -> tuple[str, ...]:
    """The audiences a viewer belongs to. Professionals see no trace of what is for families."""
    if not signed_in:
        return (ANYONE,)
    return (ANYONE, MEMBERS) if professional else AUDIENCES
