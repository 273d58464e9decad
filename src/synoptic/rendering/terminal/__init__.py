"""A run in the terminal, by Rich: 100 columns and narrower, plain when piped."""

from synoptic.rendering.terminal.printing import print_synopses, to_text

__all__ = ["print_synopses", "to_text"]
