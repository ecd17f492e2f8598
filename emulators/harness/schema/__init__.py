"""What a JSON schema of a contract asks for, and which of its clauses a value breaks."""
