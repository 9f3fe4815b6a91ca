"""Which pieces a moderator reads before others see them: the rule of a board, or of a kind."""
NONE, FIRST, FIRST_THREE, EVERY = "none", "first", "first-three", "every"
RULES = {
    NONE: "No. Everybody sees a post at once.",
    FIRST: "The first post of each new person.",
    FIRST_THREE: "The first three posts of each new person.",
    EVERY: "Every post.",
}
FIRST_HELD = {FIRST: 1, FIRST_THREE: 3}  # how many first pieces of somebody wait
