"""The dossier: one self-contained HTML file that opens from disk, with and without JavaScript.

Everything that comes from an article is escaped by Jinja and cleaned by
:mod:`synoptic.rendering.safe`; the page's policy allows exactly the one style sheet and the one
script in it, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from synoptic.ports import Translated
from synoptic.rendering.safe import clean, direction, ending, isolated, one_line, shortened
from synoptic.rendering.translation import Machine
from synoptic.rendering.view import run_view
from synoptic.types import Synopses


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("synoptic.rendering", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["line"] = one_line
    environment.filters["clean"] = clean
    environment.filters["short"] = shortened
    environment.filters["direction"] = direction
    environment.filters["ending"] = ending
    environment.filters["apart"] = isolated
    return environment.get_template("dossier.html.j2")


@lru_cache(maxsize=4)
def _static(name: str) -> tuple[Markup, str]:
    """A file of our own as it stands in the page, and its hash for the policy."""
    text = resources.files("synoptic.rendering").joinpath("static", name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"


def policy() -> str:
    """The content security policy of a dossier."""
    style, script = _static("dossier.css")[1], _static("dossier.js")[1]
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def to_html(
    synopses: Synopses,
    *,
    lang: str | None = None,
    settings: Mapping[str, str] | None = None,
    translated: Translated | None = None,
) -> str:
    """The dossier of a run as one HTML document.

    Args:
        synopses: what the run found.
        lang: the reader's language, whose words lead where an account has them; English if none.
        settings: what made it (version, encoder, thresholds), shown under method.
        translated: machine translations of words that no account has in the reader's language.
    """
    view = run_view(synopses, lang=lang)
    return _template().render(
        run=view,
        wording=view.wording,
        machine=Machine(view.wording.lang, translated),
        _=view.wording.say,
        plural=view.wording.count,
        number=view.wording.number,
        style=_static("dossier.css")[0],
        script=_static("dossier.js")[0],
        policy=policy(),
        settings=[(view.wording.setting(k), one_line(v)) for k, v in (settings or {}).items()],
    )
