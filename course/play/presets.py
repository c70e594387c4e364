"""
Numbers to begin with: those of the lessons, and telling ones.

Each line has the input, the kernel and the options, as they are typed: 3 4 5 | 2 1 0 | mode=full flip=no. On
an input of TELLING_INPUTS the likely mistakes, those that people make most often among them, all give
different numbers, and each shows itself that can with such a request: so an answer tells which was made. An
image has at most nine outputs, of at most six products each: that can be done by hand. They were drawn by
tests/benchmarks/telling_inputs.py; tests/play/test_presets.py works all of them out.
"""


def _words(line):
    """The words of a request on a line.

    Example: "3 4 5 | 2 1 0 | mode=full" is {"input": "3 4 5", "kernel": "2 1 0", "mode": "full"}.
    """
    x, h, options = line.split(" | ")
    return {"input": x, "kernel": h, **dict(option.split("=", 1) for option in options.split())}


# A name, and the words of a request. Of an image that a lesson slides without a flip, flip is no.
PRESETS = {
    "Lesson 0: three claps and their echo": _words("3 4 5 | 2 1 0 | mode=full"),
    "Lesson 0: full, same or valid": _words("1 3 2 5 | 1 2 4 | mode=same"),
    "Lesson 0: where the odd zero goes": _words("3 1 4 1 5 9 | 1 2 | mode=same"),
    "Lesson 0: without the flip": _words("3 4 5 | 2 1 0 | mode=full flip=no"),
    "Lesson 1: every pixel is a star": _words("1 3 0 4; 5 1 2 4; 3 2 4 1 | 1 2; 4 3 | mode=full"),
    "Lesson 1: the kernel lies inside": _words("0 1 2; 3 4 5; 6 7 8 | 0 1; 2 3 | mode=valid"),
    "Lesson 1: right minus left": _words("255 7 3; 212 240 4; 218 216 230 | 1 -1; | mode=valid"),
    "Lesson 1: a seam at the border": _words("9 9 9; 9 9 9; 1 1 1; 1 1 1 | 1; -1 | mode=same border=wrap"),
    "Lesson 2: a stride of 2": _words(
        "0 1 2 3 4 5; 6 7 0 1 2 3; 4 5 6 7 0 1; 2 3 4 5 6 7 | 0 1; 2 3 | mode=valid stride=2 flip=no"
    ),
    "Lesson 2: the odd zero of SAME": _words("3 1 4 | 1 2 | mode=SAME flip=no"),
    "Lesson 2: SAME with a stride": _words("1 2 3 4 5 6 | 1 1 1 | mode=SAME stride=2 flip=no"),
    "Lesson 2: weights two pixels apart": _words(
        "0 1 2 3 4; 5 6 7 8 9; 10 11 12 13 14; 15 16 17 18 19; 20 21 22 23 24 | 1 1 1; 1 1 1; 1 1 1 | "
        "mode=valid dilation=2 flip=no"
    ),
}

_TELLING = """\
1 2 0 4 | -1 4 -3 | mode=full
2 6 5 6 6 | -2 4 2 | mode=full
7 9 8 1 9 3 | -2 2 -1 3 | mode=full
7 9 3 1 7 | -2 4 2 -2 | mode=full
7 3 5 9 7 3 | 2 -3 3 | mode=full
2 2 8 4 1 | -2 1 1 | mode=same
2 0 0 7 5 1 | -3 -2 2 | mode=same
4 5 1 4 0 9 1 | 1 4 -3 | mode=same
5 2 8 8 1 8 | 4 -2 4 3 -2 | mode=same
9 2 0 9 9 8 5 | -2 4 -3 -2 2 3 | mode=same
3 8 5 8 5 1 | -3 -1 4 | mode=valid
7 1 4 8 1 3 3 | 1 -1 2 -2 | mode=valid
2 5 0 8 0 | 4 -1 2 | mode=valid
0 9 0 0 2 9 6 3 | -3 4 -1 | mode=valid
8 9 5 0 1 0 | 1 -1 4 | mode=SAME
9 5 3 0 9 | 1 1 -1 4 | mode=SAME
6 5 2 5 0 9 | -3 -3 1 3 | mode=SAME
8 9 3 9 9 7 7 | -3 3 -2 | mode=valid stride=2
0 3 2 3 7 8 6 2 4 | -1 -2 3 | mode=valid stride=3
6 6 1 2 7 9 0 | 2 -2 -2 4 1 | mode=SAME stride=2
8 7 3 2 0 9 2 0 5 | -2 4 -1 -2 -1 | mode=SAME stride=2
6 4 1 8 1 7 | 4 -1 1 | mode=same border=edge
0 4 9 1 1 3 | -1 -3 2 | mode=same border=wrap
8 7 7 4 2 9 | -3 1 -1 | mode=same border=reflect
4 5 4 8 7 6 5 4 6 6 | -3 1 2 | mode=valid dilation=3
8 0 7; 6 2 9; 1 0 6; 2 4 3 | -1 -3; 1 3; -2 4 | mode=valid
8 4 1 4; 1 8 2 6; 4 1 5 0 | 1 -1 2; 2 -1 -3 | mode=valid
2 0 6 2 6; 6 5 0 9 1; 4 6 9 0 3 | -1 4 -1; -1 1 2 | mode=valid
5 5 8; 0 9 5; 7 1 0; 1 4 0; 1 9 1 | 4 4; 2 -3; -1 2 | mode=valid
2 6 5 0 2; 5 1 9 2 2; 5 9 4 9 5; 9 6 5 2 9 | 2 -2 4; 2 -1 -3 | mode=valid
6 7 6 2; 9 6 8 1; 9 8 7 2; 1 0 2 9; 3 7 6 7 | 1 -2 -1; 4 -3 -1 | mode=valid
3 3 2 8 7; 1 8 7 1 6; 0 1 9 8 0; 2 4 7 2 5 | -1 -2; -2 3; 1 3 | mode=valid
1 7 8 7; 5 4 6 7; 0 5 6 7; 1 8 0 3; 4 9 3 2 | -3 -3; -1 -3; 3 1 | mode=valid
5 4 1; 7 1 9 | 3 1 3 -2; -2 4 3 -3 | mode=same
0 9; 5 7; 1 4 | -1 -2 3; 2 -3 1; 1 -1 3 | mode=same
9 8 4 1; 2 3 0 0 | -2 4 4; 3 -3 -3; 3 3 -2 | mode=same
3 1; 8 9; 6 7; 0 8 | 3 -3 3; -3 4 -3; 1 1 -1 | mode=same
6 3 3; 0 2 2 | -2 2 4; 2 -1 4 | mode=SAME
8 0; 8 6; 8 8 | 4 4; 3 -2; 2 -1 | mode=SAME
5 0 7 0; 3 7 0 9 | 2 -2 2; 1 -2 -1 | mode=SAME
0 2; 9 2; 8 7; 5 9 | 3 -3; 1 3; 1 -2 | mode=SAME
9 7; 3 2; 2 3 | 4 1 -2; 4 -1 -1 | mode=SAME
4 0 0 8 5 7; 0 0 8 8 9 7; 7 6 8 7 4 1; 8 1 3 0 4 9; 4 6 6 6 0 4 | 2 3; -1 -1; 1 -1 | mode=valid stride=2
4 6 2 6 6; 5 4 4 0 6; 5 8 1 1 9; 3 8 5 0 0; 1 1 1 8 6; 4 4 1 9 1; 2 7 3 7 3 | -3 1 -3; 1 3 -2 | mode=valid stride=2
3 9 1 3 6 8; 7 6 3 5 0 9; 7 9 4 8 0 6; 7 6 1 0 8 4 | -3 3 1; -1 3 -3 | mode=SAME stride=2,3
3 4 3 9 5; 4 5 8 3 9; 3 5 9 4 4; 7 7 8 0 3 | 3 2 2; 3 -3 1 | mode=SAME stride=2
1 4 6; 8 9 4 | 4 -1 -3; -3 1 2 | mode=SAME border=edge
6 4 6; 1 5 4 | 2 -1; -3 -3; -1 3 | mode=SAME border=edge
8 5 8 4; 4 4 8 8 | -1 2 3; 2 -2 -2 | mode=SAME border=symmetric
2 7 8 3 7; 0 2 5 5 1; 3 8 3 3 2; 1 6 3 4 4; 1 5 7 7 0; 4 3 7 5 8 | -3 3; 3 2; -2 4 | mode=valid dilation=2,3
"""
TELLING_INPUTS = tuple(map(_words, _TELLING.splitlines()))  # 25 signals, then 25 images
