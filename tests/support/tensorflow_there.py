"""Whether TensorFlow is installed: there is none yet for the newest Pythons, and what needs it is left out there."""

from importlib.util import find_spec

import pytest

TENSORFLOW_IS_THERE = find_spec("tensorflow") is not None
LESSONS_WITH_TENSORFLOW = ("2_TensorFlow.py", "4_digit.py")  # those that do not run without it

needs_tensorflow = pytest.mark.skipif(not TENSORFLOW_IS_THERE, reason="TensorFlow is not installed")
