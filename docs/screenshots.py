"""Takes the screenshots of the docs: the dossier of a sample event on screen, phone, in the dark, on paper.

python docs/screenshots.py

The events are the invented ones of ``samples``, from the synopses stored beside the golden dossiers.  Needs
Chromium, and of the development dependencies Playwright, Pillow and pypdfium2.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from synoptic import codec
from synoptic.rendering.html import to_html
from synoptic.types import Synopses

HERE = Path(__file__).resolve().parent
STORED = HERE.parent / "tests" / "golden" / "synopses.json"
OUT = HERE / "images"
CHROMIUM = "/usr/bin/chromium"
#: Name, the part of the page that stands at the top, width and height of the window, light or dark.
SHOTS = (
    ("desktop", "body", 1480, 1750, "light"),
    ("synopsis", "#t1-synopsis", 1480, 1100, "light"),
    ("side", "#t1-side", 1480, 900, "light"),
    ("figures", "#t1-figures", 1480, 1100, "light"),
    ("quotes", "#t1-quotes", 1480, 820, "light"),
    ("time", "#t1-time", 1480, 760, "light"),
    ("sources", "#t1-sources", 1480, 860, "light"),
    ("dark", "body", 1480, 1300, "dark"),
)
PHONE = ("body", "#t1-glance", "#t1-synopsis")
PAGES = 4


def main() -> None:
    """Renders, opens, takes and compresses."""
    run = codec.from_json(STORED.read_bytes())
    largest = max(run.stories, key=lambda s: len(s.accounts))
    articles = tuple(a for a in run.articles if a.id in largest.accounts)
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        path = Path(folder, "dossier.html")
        path.write_text(to_html(Synopses(articles=articles, stories=(largest,)), lang="en"), encoding="utf-8")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, part, width, height, scheme in SHOTS:
            save(name, taken(browser, path, part, width, height, scheme), 1110)
        phones = [taken(browser, path, part, 390, 1000, "light") for part in PHONE]
        save("phone", beside(phones, 40), 1110)
        save("print", beside(printed(browser, path), 24), 1400)
        browser.close()


def taken(browser: Any, path: Path, part: str, width: int, height: int, scheme: str) -> Image.Image:
    """The window with a part of the page at its top."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(path.as_uri())
    top = page.evaluate("part => document.querySelector(part).getBoundingClientRect().top + scrollY", part)
    page.wait_for_timeout(300)
    clip = {"x": 0, "y": max(top, 0), "width": width, "height": height}
    shot = page.screenshot(full_page=True, clip=clip)
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")


def printed(browser: Any, path: Path) -> list[Image.Image]:
    """The first pages on paper."""
    page = browser.new_page()
    page.goto(path.as_uri())
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    pages = [document[n].render(scale=1.1).to_pil().convert("RGB") for n in range(PAGES)]
    page.close()
    return pages


def beside(images: list[Image.Image], gap: int) -> Image.Image:
    """Images side by side on grey."""
    width = sum(i.width for i in images) + gap * (len(images) + 1)
    sheet = Image.new("RGB", (width, max(i.height for i in images) + 2 * gap), (216, 214, 208))
    x = gap
    for image in images:
        sheet.paste(image, (x, gap))
        x += image.width + gap
    return sheet


def save(name: str, image: Image.Image, width: int) -> None:
    """As WebP, at most so wide."""
    if image.width > width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    image.save(OUT / f"{name}.webp", quality=72, method=6)
    print(f"docs/images/{name}.webp {(OUT / f'{name}.webp').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
