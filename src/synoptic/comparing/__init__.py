"""The accounts of a story laid side by side: statements, verdicts, copies, origins."""
