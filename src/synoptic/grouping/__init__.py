"""Grouping: which articles report one event, and which events follow one another."""
