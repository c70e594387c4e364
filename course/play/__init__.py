"""
A page on which a kernel slides over a reader's own numbers, any of which can be changed, and which says what is wrong
with an answer; and the server that shows it on this machine alone.

For others: page.page_html(), the page as text; answers.why_answer(), what it asks, as plain data, which needs
nothing but Python and so runs in a browser as well; presets.PRESETS and presets.TELLING_INPUTS, numbers to begin with.
The page's own HTML, CSS and JavaScript are in files/.
"""
