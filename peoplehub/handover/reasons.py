"""What the log of decisions says of pieces that were released without the team."""

BY_RULE = "By rule: nobody of the team was there, and no rule has found anything in it."
BY_HELPER = "By a helper: nobody of the team was there, and no rule has found anything in it."
