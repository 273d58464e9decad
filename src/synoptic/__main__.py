"""``python -m synoptic`` is the command ``synoptic``."""

from synoptic.cli import main

main()
