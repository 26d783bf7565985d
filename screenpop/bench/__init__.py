"""Benchmarks, each beside a peer where there is one."""
