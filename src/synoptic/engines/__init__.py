"""Where the work runs: here, or on many machines.  The results are the same bytes."""
