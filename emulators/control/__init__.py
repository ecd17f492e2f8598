"""The control plane: ours, under `/__admin`, and unmistakably no vendor's."""
