"""Who may do what with the record on a server, and how it is proved that nobody did anything else."""
