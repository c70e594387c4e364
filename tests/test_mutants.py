"""Every known mistake in the definition is noticed, and every check of the definition can notice one."""

import pytest

import mutants
from course import definition
from definition_checks import CHECKS
from mutants import OWN, TABLE

MUTANTS = {**TABLE, **OWN}
BEFORE = dict(vars(definition))


@pytest.fixture(scope="module")
def found():
    return {name: mutants.killers(mutation) for name, mutation in MUTANTS.items()}


@pytest.mark.parametrize("name", MUTANTS)
def test_the_mutant_is_killed_in_every_place(name, found):
    assert all(found[name].values()), found[name]


@pytest.mark.parametrize(("place", "check"), [(place, c) for place in CHECKS for c in CHECKS[place]])
def test_the_check_kills_a_mutant_and_spares_the_definition(place, check, found):
    check()
    assert any(check.__name__ in places.get(place, ()) for places in found.values())


def test_the_table_is_whole():
    assert len(TABLE) == 106
    assert not set(TABLE) & set(OWN)
    assert {place for places, _ in TABLE.values() for place in places} == set(CHECKS)


def test_the_definition_is_put_back(found):
    assert dict(vars(definition)) == BEFORE


@pytest.mark.parametrize(("turned", "line", "code"), [(list, "1 of 1", 0), (definition.turned, "0 of 1", 1)])
def test_the_script_counts_and_says_who_survives(turned, line, code, monkeypatch, capsys):
    monkeypatch.setattr(mutants, "TABLE", {"the only one": (("1-D",), {"turned": turned})})
    monkeypatch.setattr(mutants, "OWN", {})
    assert mutants.main() == code
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == f"{line} killed"
    assert ("SURVIVES" in printed[0]) == (code == 1)
