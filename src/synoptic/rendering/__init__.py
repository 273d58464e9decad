"""What a run found, written for people: terminal, Markdown, and a dossier in one HTML file.

Two voices run through all of them: the sources' own words, verbatim, and Synoptic's.  Whatever
comes from an article is hostile until :mod:`synoptic.rendering.safe` has seen it.
"""
