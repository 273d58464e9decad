"""Fetching: what stands at addresses of the web, asked for politely and within bounds.

:mod:`~synoptic.reading.fetching.fetcher` fetches one address, ``schedule`` many, ``following`` also what
lists name; ``options`` says what is allowed, ``urls`` and ``network`` refuse what is not.  What was fetched
goes through the same readers as files, chosen by its content.
"""
