"""Duties of the Online Safety Act 2023 with a path and a clock of their own: reports of intimate
pictures, complaints, copies found by hash, evidence of sexual abuse of a child, and terrorism."""
