"""Looking after advisors: how heavy it is for them, limits, breaks and talks, and the board of the
coordinators. No message is read here."""
