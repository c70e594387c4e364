"""The fixture of all tests of the sandbox."""

from support.sandbox_runs import tried  # noqa: F401
