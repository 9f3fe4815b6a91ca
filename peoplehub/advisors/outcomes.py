"""How things are for a family, on a scale of five in words: asked before and after a match."""
from datetime import timedelta

SCALE = {1: "Very hard", 2: "Hard", 3: "So so", 4: "Quite good", 5: "Good"}
BEFORE, AFTER = "before", "after"
BEFORE_WITHIN = timedelta(weeks=4)  # from the beginning
AFTER_WITHIN = timedelta(weeks=8)  # from the end
