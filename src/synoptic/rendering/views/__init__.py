"""What a person is shown, before any markup: sigla, rows, plots, graphs.

Each module holds the values of one part of a synopsis and the function that makes them.  Nothing
here knows of HTML or terminals, and no word here is Synoptic's own unless it comes from
:class:`synoptic.rendering.wording.Wording`.
"""
