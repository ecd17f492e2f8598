"""The values that flow between the stages: clauses, exchanges and findings."""
