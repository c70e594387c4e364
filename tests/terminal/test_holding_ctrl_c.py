"""holding_ctrl_c() of course/terminal/exits.py: Ctrl-C waits for the end of the block, and is not lost."""

import signal

import pytest

from course.terminal.exits import holding_ctrl_c


def test_ctrl_c_waits_for_the_end_of_the_block():
    before, done = signal.getsignal(signal.SIGINT), []
    with pytest.raises(KeyboardInterrupt):
        with holding_ctrl_c() as pressed:
            done.append(list(pressed))
            signal.raise_signal(signal.SIGINT)
            done.append(list(pressed))
    assert done == [[], [True]] and signal.getsignal(signal.SIGINT) is before


def test_without_ctrl_c_nothing_is_raised_and_other_errors_pass():
    before = signal.getsignal(signal.SIGINT)
    with holding_ctrl_c() as pressed:
        pass
    with pytest.raises(ValueError), holding_ctrl_c():
        raise ValueError
    assert pressed == [] and signal.getsignal(signal.SIGINT) is before
