"""Says why a request was answered as it was: where it stopped, what rests on what, and the nearest request that would pass."""
