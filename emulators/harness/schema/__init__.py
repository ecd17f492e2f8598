"""What a schema asks for, and which of its clauses a value breaks."""
