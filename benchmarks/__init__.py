"""What tramita costs: commands that print figures. Tests never assert time."""
