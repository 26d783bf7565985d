"""What desks have of one another through the shared database: what they do now, what was noted and learnt."""
