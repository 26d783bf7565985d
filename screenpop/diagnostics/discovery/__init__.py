"""What a source holds, and which of its tables and columns could answer a department's questions."""
