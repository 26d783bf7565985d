"""The departments' side: the caller directory, the questions, and the sources they are asked of."""
