"""
What the cells of a notebook printed, drew and asked, from the run that made the pages: it can be read before it is run.
"""

from base64 import b64encode
from mimetypes import guess_type
from pathlib import Path

from docutils import nodes
from gallery import ASKED, DRAWN, PRINTED, is_lesson, rank

DOCS = Path(__file__).resolve().parent
NEEDS = (
    "This notebook needs the Python in which the course is installed (`python -m pip install -e .` in the course's folder); "
    "then it runs in any folder."
)
RESULTS = {}  # of each lesson's page: (code, results) of its cells, in order


def setup(app):
    app.connect("doctree-read", collect, priority=90)  # before gallery.tidy changes what was printed


def collect(app, doctree):
    """Remember the results of a lesson's cells."""
    if not is_lesson(app) or app.builder.name == "revealjs":
        return
    cells = RESULTS[app.env.docname] = []
    for node in doctree.findall(lambda node: isinstance(node, (nodes.literal_block, nodes.image, nodes.raw))):
        if rank(node) and cells:
            cells[-1][1].append(node.deepcopy())
        elif isinstance(node, nodes.literal_block):
            cells.append((node.astext().strip(), []))


def fill(notebook, page):
    """Say in a notebook what it needs, and put the results of a lesson's page below its cells."""
    cells = iter(RESULTS[page])
    for cell in notebook["cells"]:
        cell["source"] = [cell["source"]] if isinstance(cell["source"], str) else cell["source"]
    for cell in [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][
        1:
    ]:  # the first is none of the lesson's
        code = "".join(cell["source"]).strip()
        results = next(results for known, results in cells if known == code)
        cell["outputs"] = [output_of(node) for node in sorted(results, key=rank)]
    notebook["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": [NEEDS]})


def output_of(node):
    """A result as a notebook has it."""
    kind = rank(node)
    if kind == PRINTED:
        return {"output_type": "stream", "name": "stdout", "text": node.astext().splitlines(keepends=True)}
    if kind == DRAWN:
        path = DOCS / node["uri"].lstrip("/")
        mime, _ = guess_type(path)
        data = {mime: b64encode(path.read_bytes()).decode("ascii")}
        return display(data, {mime: {"alt": node["alt"]}})
    assert kind == ASKED
    return display({"text/html": node.astext().splitlines(keepends=True)}, {})


def display(data, metadata):
    return {"output_type": "display_data", "data": data, "metadata": metadata}
