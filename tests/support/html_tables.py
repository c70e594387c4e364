"""A reader of the HTML that a notebook shows."""

from html.parser import HTMLParser


class Table(HTMLParser):
    """The cells of HTML tables, row by row, and the texts of paragraphs and marks; the tags have to match."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.paragraphs, self.marked, self.open, self.tags = [], [], [], [], set()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag == "p":
            self.paragraphs.append("")
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        assert self.open[-1] in ("td", "th", "p", "mark")
        if self.open[-1] == "mark":
            self.marked[-1] += data
        if self.open[-1] == "p":
            self.paragraphs[-1] += data
        else:
            self.rows[-1][-1] += data
