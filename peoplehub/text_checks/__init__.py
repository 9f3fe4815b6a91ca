"""Text checks: rules that point at words of danger and at what gives away who somebody is. They
only read text: what follows from a finding is decided by others."""
