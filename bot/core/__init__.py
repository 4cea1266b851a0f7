"""The pure heart: frozen values and the functions that decide over them. No I/O, clock, random or logging."""
