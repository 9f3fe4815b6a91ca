"""Reactions: "Thank you", "Same here", "Thinking of you" and "This helped", given to a piece by one
tap. They are private to whoever gives one and the author, and counted nowhere in public."""
