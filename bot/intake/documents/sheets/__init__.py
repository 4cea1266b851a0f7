"""Workbooks: their cells, and the memo and the log that stand in them."""
