"""Synoptic: every account of an event, side by side, in any language."""
