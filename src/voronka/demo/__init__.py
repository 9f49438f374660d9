"""Data of the demonstration company; services/demo.py loads it."""
