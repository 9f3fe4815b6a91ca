"""People: joining, signing in, who they are to others, what they may do, whom they block."""
