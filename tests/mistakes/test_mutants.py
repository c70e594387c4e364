"""Every known mistake in the definition is noticed, and every check of the definition can notice one."""

import pytest
from support import mutants
from support.definition_checks import CHECKS
from support.mutants import OWN, TABLE

from course.convolution import definition
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.mistake import Mistake

MUTANTS = {**TABLE, **OWN}
LISTED = """
no-flip flip-rows-only flip-cols-only kernel-transposed flip-and-transpose kernel-rot90
output-transposed input-transposed input-transposed-back output-reversed range-short range-short-rows
range-short-cols range-long skip-last skip-first skip-half skip-k1 pad-one-short all-zero square-image
square-kernel same-is-full same-is-valid full-is-same full-is-valid always-valid always-same always-full
valid-is-same valid-is-full same-crop-start same-crop-end same-wrong-side same-half-both same-half-floor
same-pad-k same-pad-rows same-pad-cols same-pad-one centre-one centre-one-window half-rows half-cols
boundary-wrap neg-index-wrap boundary-edge boundary-reflect boundary-symm pad-ones border-zero
border-copy edge-renormalise mean-not-sum max-not-sum assign-not-add acc-not-reset acc-reset-per-row
matmul sum-times-sum aliasing drop-last-tap drop-first-tap shift-one kernel-int kernel-abs kernel-norm
kernel-norm-guard kernel-norm-abs negated abs-output relu-output clip-255 clip-1 rounded int-output
out-like-input uint8-output minmax-255 bias-one nan-as-zero stride-ignored stride-rows-only
stride-cols-only stride-swapped stride-rows-for-both stride-holes stride-subsample stride-subsample-end
stride-as-dilation stride-floor-size stride-floor2 stride-skip-touch stride-pad-stride1 dilation-ignored
dilation-plus1 dilation-rows-only dilation-cols-only dilation-pad channels-not-summed
channels-first-only channels-last-only channels-mean channels-max channels-same-kernel channels-bgr
""".split()  # what the bank began with
BEFORE = dict(vars(definition))


@pytest.fixture(scope="module")
def found():
    return {name: mutants.killers(mistake) for name, mistake in MUTANTS.items()}


@pytest.mark.parametrize("name", MUTANTS)
def test_the_mutant_is_killed_in_every_place(name, found):
    assert all(found[name].values()), found[name]


@pytest.mark.parametrize(("place", "check"), [(place, c) for place in CHECKS for c in CHECKS[place]])
def test_the_check_kills_a_mutant_and_spares_the_definition(place, check, found):
    check(definition)
    assert any(check.__name__ in places.get(place, ()) for places in found.values())


def test_the_table_is_the_whole_bank():
    assert TABLE == BANK
    assert len(LISTED) == 106 and set(LISTED) < set(TABLE)
    assert not set(TABLE) & set(OWN)
    assert {place for mistake in TABLE.values() for place in mistake.places} == set(CHECKS)


def test_the_definition_is_not_touched(found):
    assert dict(vars(definition)) == BEFORE


@pytest.mark.parametrize(
    ("flipped", "line", "code"), [(list, "1 of 1", 0), (definition.flipped, "0 of 1", 1)]
)
def test_the_script_counts_and_says_who_survives(flipped, line, code, monkeypatch, capsys):
    only = Mistake("the only one", ("1-D",), {"flipped": lambda old: flipped}, "", "")
    monkeypatch.setattr(mutants, "TABLE", {only.name: only})
    monkeypatch.setattr(mutants, "OWN", {})
    assert mutants.main() == code
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == f"{line} killed"
    assert ("SURVIVES" in printed[0]) == (code == 1)
