"""The compliance register: who is accountable, risk assessments and policies with their versions,
measures with their dates, and decisions with their reasons (Online Safety Act 2023, section 23)."""
