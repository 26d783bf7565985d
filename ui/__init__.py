"""The windows: what an agent sees and works with. Qt lives here and nowhere else."""
