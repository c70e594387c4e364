"""The words that the site's search knows. Sphinx leaves out short and frequent ones, some of which mean something here."""

from sphinx.search.en import SearchEnglish

MEANT_HERE = {"why", "same", "out", "further"}  # a command, a mode, and words of headings


class CourseSearch(SearchEnglish):
    """English, with the words that this course has a meaning for."""

    stopwords = SearchEnglish.stopwords - MEANT_HERE


def setup(app):
    app.add_search_language(CourseSearch)
