"""The values that the stages pass on: clauses, exchanges and findings."""
