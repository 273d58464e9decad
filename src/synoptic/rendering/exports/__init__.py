"""The formats that a run can be written in, one module a format.

Each module holds a :class:`synoptic.rendering.exports.format.Format` under the name ``FORMAT``, an
entry point of ``synoptic.exporters``.  A module imports what it writes with only when it writes, so
that all formats can be listed without their packages.
"""
