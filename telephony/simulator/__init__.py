"""A little PBX on loopback, part of the program: it rings when told, with real SIP packets."""
