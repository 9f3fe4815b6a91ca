"""Private conversations between two people, over forms, scripts and live."""
