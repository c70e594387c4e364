"""Figures on dark pages: beside each figure stands the one for the dark, and the theme shows one of them."""

from docutils import nodes
from figure_files import DARK

WEBP = ".webp"


def setup(app):
    app.connect("doctree-read", show_in_the_dark, priority=130)


def show_in_the_dark(app, doctree):
    """Put beside each figure the one for dark pages; slides are always light."""
    if app.builder.name == "revealjs":
        return
    for image in [image for image in doctree.findall(nodes.image) if image["uri"].endswith(WEBP)]:
        put_dark(image, image["uri"].removesuffix(WEBP) + DARK + WEBP)


def put_dark(image, uri):
    """Put the picture at a uri behind an image, to be shown in its place on a dark page."""
    dark = image.deepcopy()
    dark["uri"] = uri
    image["classes"].append("only-light")
    dark["classes"].append("only-dark")
    dark["loading"] = "lazy"  # else a browser fetches what it does not show
    image.parent.insert(image.parent.index(image) + 1, dark)
