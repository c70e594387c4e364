"""The texts of a page that are prose, for what changes words in them."""

from docutils import nodes

NOT_PROSE = (nodes.title, nodes.literal, nodes.literal_block, nodes.raw)


def texts_of_prose(doctree, besides=()):
    """The Text nodes that stand neither in code, nor in a heading, nor in further kinds of nodes (a tuple of classes)."""
    return [text for text in doctree.findall(nodes.Text) if not _stands_in(text, NOT_PROSE + besides)]


def _stands_in(text, kinds):
    node = text.parent
    while node is not None:
        if isinstance(node, kinds):
            return True
        node = node.parent
    return False
