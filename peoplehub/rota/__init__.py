"""The rota: who of the team is on duty and when, and alarms, which wake them."""
