"""What the core asks of the outside world. Adapters need the right shape, not a common ancestor."""
