"""Pictures of every part and every scene, with invented people and a clock that stands still."""
