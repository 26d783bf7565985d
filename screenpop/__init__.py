"""The core of Screenpop: words, ports, rules and the desk, and above them what ties the sides together."""
