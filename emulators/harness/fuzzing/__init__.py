"""Generated requests: Schemathesis makes them from a contract, and they are sent and evaluated like any other case."""
