"""What the words of a Spanish answer say: yes, no, done, not done, or unclear."""
