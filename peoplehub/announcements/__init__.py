"""What the team tells all members: a sentence on home until its last day."""
