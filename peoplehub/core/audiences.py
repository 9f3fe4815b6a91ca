"""Audiences: who may read a thing. One word on the thing, a tuple of words on the viewer."""

ANYONE = "anyone"
MEMBERS = "members"
FAMILIES = "families"
AUDIENCES = (ANYONE, MEMBERS, FAMILIES)
OF_BOARD = "board-"  # and its number: those whom the team let into a board that asks first

WHO = {
    ANYONE: "Anyone on the internet can read this.",
    MEMBERS: "Only people who have joined and signed in can read this.",
    FAMILIES: "Only families and people with a budget can read this. Professionals cannot see it.",
}
LET_IN = "Only people whom our team has let in can read this, and the team."


def audiences_of(*, signed_in: bool, professional: bool = False,
                 own: str | None = "") -> tuple[str, ...]:
    """The audiences a viewer belongs to. Professionals see no trace of what is for families. `own`:
    those of boards that they were let into, with commas."""
    if not signed_in:
        return (ANYONE,)
    of_all = (ANYONE, MEMBERS) if professional else AUDIENCES
    return (*of_all, *own.split(",")) if own else of_all


def is_of_board(audience: str) -> bool:
    """Whether it is the audience of one board that asks before somebody joins it."""
    return audience.startswith(OF_BOARD)


def is_within(audience: str, other: str) -> bool:
    """Whether everybody of an audience belongs to the other one, too."""
    if audience == other or other == ANYONE:
        return True
    return other == MEMBERS and audience != ANYONE


def who_reads(audience: str) -> str:
    """Who can read what is for that audience, as a sentence; a sentence stays as it is."""
    return LET_IN if is_of_board(audience) else WHO.get(audience, audience)
