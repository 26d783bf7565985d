"""A wholesaler that does not exist, in four databases of four departments: what the program is shown and tried on."""
