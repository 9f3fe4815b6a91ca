"""What everything has that is edited for readers, sheets first: versions and what changed, checks,
approval before it is published, a day of publication, an easy read, and other languages."""
