"""A server in a thread of the test's own process, and a search that is under way."""

import time
from contextlib import contextmanager
from threading import Thread

from support.files import SECONDS


@contextmanager
def serving(server):
    """Has a server of http.server answer while a block runs, and ends it. Gives the server."""
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(SECONDS)


def begun(searcher, ask):
    """(thread, answers) of a call of ask() in a thread, once the Searcher is busy with it; what it returns is put into
    answers.
    """
    answers = []
    thread = Thread(target=lambda: answers.append(ask()), daemon=True)
    thread.start()
    while not searcher.is_busy:
        time.sleep(0.001)
    return thread, answers


def answer_of(question):
    """What a question of begun() was answered, once it is."""
    thread, answers = question
    thread.join(SECONDS)
    return answers[0]
