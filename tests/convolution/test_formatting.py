"""Numbers as text: tables with aligned columns."""

from course.convolution import formatting


def test_table_aligns_columns():
    assert formatting.table([[1, -20], [300, 4]]) == "    1  -20\n  300    4"
