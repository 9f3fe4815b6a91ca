"""Looking after people: what is reported, held and hidden, who decides, and why."""
