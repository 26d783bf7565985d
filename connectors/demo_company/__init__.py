"""A wholesaler that does not exist, in five databases of its departments: what the program is shown and tried on."""
