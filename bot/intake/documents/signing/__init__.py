"""Signatures: digital ones, and ink where one belongs."""
