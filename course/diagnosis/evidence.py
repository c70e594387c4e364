"""
Whether given numbers are evidence enough for what explains them to be said as a fact.

They are not where a slip, or nearly anything that goes wrong, gives them as well as what fits: one or two numbers; a
single wrong one among right ones, which it takes only one mistake of many to hit; nothing but zeros, or but one number,
which whatever loses its sums leaves; the input's numbers times the one weight of a kernel that is not 0, which only have
other places then; three numbers that are one weight's products, of which many mistakes lose the others. Open numbers do not count.
"""

from course.convolution.nested import arranged, flat, shape
from course.diagnosis.blocks import place_of_given
from course.diagnosis.cause import output_or_none, world
from course.diagnosis.mistyped import acts_in_several_ways
from course.diagnosis.readings import Reading, with_changes
from course.diagnosis.request_causes import candidate_mistakes
from course.mistakes.bank.all_mistakes import BANK, MADE_MOST_OFTEN
from course.mistakes.faulty_definition import applies, unless_refused

# What fits fewer numbers is not said as a fact: by chance it fits more than 1 of 100 answers that come from elsewhere.
# Measured by tests/benchmarks/false_explanations.py.
FEWEST_GIVEN = 3

# Nor is what fits fewer that are wrong. Of the names that were false, nearly all had one, or were of zeros alone.
# Measured by tests/benchmarks/true_names.py.
FEWEST_WRONG = 2

# A number that is mistyped has to explain so many that are wrong: two that are off may fit one at the input's end.
# Measured by tests/benchmarks/false_explanations.py.
FEWEST_MISTYPED = 3

# Nor is what fits fewer that are not 0: one beside zeros is a slip as well, in what has lost all its sums.
# Measured by tests/benchmarks/true_names.py.
FEWEST_NOT_0 = 2

# Mistakes that round are alike in most numbers: beside one of them and a slip stands another and so many that differ.
# Measured by tests/benchmarks/true_names.py.
MISTAKES_THAT_ROUND = (
    "rounded",
    "products-int",
    "int-output",
    "out-like-input",
    "sums-like-input",
    "uint8-output",
)
MOST_THAT_DIFFER = 2

# Fewer numbers than these that are products with one weight fit whatever loses the other products.
# Measured by tests/benchmarks/true_names.py.
FEWEST_OF_ONE_WEIGHT = 4

# Beside a mistake that is none of these, one of these and a slip is as likely: what is made most often, and the borders
# that libraries have by default.
LIKELIER = (*MADE_MOST_OFTEN, "boundary-reflect", "boundary-symm", "boundary-edge")

# Mistakes that leave an option out; both change the size.
OPTIONS_LEFT_OUT = {"stride-ignored", "dilation-ignored"}

# Two mistakes together, of which thousands are tried, fit more numbers by chance.
FEWEST_FOR_TWO_MISTAKES = 4


def doubt(request, given):
    """Why nothing is a fact that explains the given numbers (a Given) of a Request, in a word; None where it may be.

    "few", "zeros" and "one" wrong number are told by the numbers, "places" and "products" by the kernel, too.

    Example: where 6 11 14 5 is right, 5 6 is "few", 0 0 5 0 is "zeros", 6 11 14 0 is "one", and 0 11 14 0 is None.
    Of 3 4 5 with the kernel 2 0, the numbers 0 0 6 8 are "places"; with 2 7 in mode "same" 6 8 10 are "products".
    """
    if given.count < FEWEST_GIVEN:
        return "few"
    if sum(number != 0 for number in given.known) < FEWEST_NOT_0:
        return "zeros"
    if given.count_of_others(request.output) < FEWEST_WRONG:
        return "one"
    if _have_other_places(request, given):
        return "places"
    return "products" if _are_of_one_weight(request, given) else None


def _have_other_places(request, given):
    """Whether one weight alone is not 0, and each given number is one of the input times that weight, or 0.

    Not where all that is wrong are zeros: negative numbers, or a border, became 0 where they stand.
    """
    weights = [weight for weight in flat(request.h) if weight != 0]
    if len(weights) != 1:
        return False
    products = {0, *(number * weights[0] for number in flat(request.x))}
    if not all(number in products for number in given.known):
        return False
    if shape(given.values) != shape(request.output):
        return True
    pairs = zip(given.known, given.at_known(given.which_fit(request.output)))
    return any(number != 0 and not is_right for number, is_right in pairs)


def _are_of_one_weight(request, given):
    """Whether there are few given numbers, and one weight of several gives them, if all others are 0.

    Example: of -7 -3 -3 with the kernel 6 -4 -1 in mode same 28 12 12 are what 0 -4 0 gives.
    """
    weights = list(flat(request.h))
    if given.count >= FEWEST_OF_ONE_WEIGHT or sum(weight != 0 for weight in weights) < 2:
        return False
    for place in range(len(weights)):
        alone = [weight if i == place else 0 for i, weight in enumerate(weights)]
        output = output_or_none(request.but(h=arranged(alone, shape(request.h))))
        if any(flat(output or [])) and given.fits(output):
            return True
    return False


def doubt_of_two(request, given):
    """Why two mistakes together are no fact, either; None where they are.

    Beside the reasons of doubt() it is "flip" where the numbers asked for are the same with the flip and without it:
    such a kernel hides much else.

    Example: with the kernel 1 2 1 it is "flip" for any numbers, and with 1 2 3 for none.
    """
    if given.count < FEWEST_FOR_TWO_MISTAKES:
        return "few"
    flip_shows = output_or_none(request.but(flip=not request.flip)) != request.output
    return doubt(request, given) or (None if flip_shows else "flip")


def doubt_of_mistyped(request, given, changes):
    """Why none of the Changes of a number, or of lines, is a fact that gives the given numbers; None where one may be.

    Beside "few" wrong numbers it is "alike" where all numbers of the input, or of the kernel, act on the outputs in one
    way but for a factor: then any other kernel whatever is explained by one changed weight.

    Example: of 5 5 5 5 with the kernel 2 1 in mode "valid" the numbers 10 10 10 are right with 1 instead of 2, with
    0 instead of 1, and with any other two weights whose sum is 2.
    """
    if given.count_of_others(request.output) < FEWEST_MISTYPED:
        return "few"
    several = all(acts_in_several_ways(request, what) for what in {change.what for change in changes})
    return None if several else "alike"


def explains_the_size_alone(outcomes, cause):
    """Whether all that a Cause of two mistakes explains of the numbers of Outcomes is how many they are.

    Then each of the two changes the size, or all given numbers are right ones. Two sizes that are wrong make a third
    one by chance, and the same two mistakes make another one of another input. Not where they are the stride and the
    dilation that were left out: to ask for neither is what anybody does who forgets them.

    Example: the last row and column are missing, and only the rows are padded: of 4 x 6 with 3 x 3 that is 3 x 3.
    """
    request, given = outcomes.request, outcomes.given
    right = shape(request.output)
    if shape(given.values) == right:
        return False
    if place_of_given(given, request.output) is not None:
        return True
    if {mistake.name for mistake in cause.mistakes} == OPTIONS_LEFT_OUT:
        return False
    alone = [outcomes.output(mistake) for mistake in cause.mistakes]
    return all(output is not None and shape(output) != right for output in alone)


def right_by_one_but_for_one(request, given, causes):
    """The first mistake of Causes of two that alone gives all given numbers (a Given) but one, or None.

    Example: of 6 11 14 5 0 the numbers 0 11 14 5 1 are two mistakes that change one number each; the 1 may be a slip.
    """
    each = dict.fromkeys(mistake for cause in causes for mistake in cause.mistakes)
    return _first_right_but_for_one(request, given, each)


def likelier_but_for_one(request, given, causes):
    """The first mistake of LIKELIER that gives all given numbers (a Given) but one, or None.

    None, too, where one of the Causes that give all of them is such a mistake.

    Example: of four numbers two are at the border; a mirrored border with a slip in one of them may be an odd border.
    """
    named = {name for cause in causes for name in (*cause.names, *cause.also)}
    if not named or not named.isdisjoint(LIKELIER):
        return None
    fitting = [one for one in map(BANK.get, LIKELIER) if applies(one, request.axes, request.options)]
    return _first_right_but_for_one(request, given, fitting)


def _first_right_but_for_one(request, given, mistakes):
    """The first of these mistakes that gives all given numbers but one, or None."""
    all_but_one = lambda values: given.fits_but_for(values, 1)
    fitting = (one for one in mistakes if unless_refused(all_but_one, output_or_none(request, world(one))))
    return next(fitting, None)


def doubt_of_readings(outcomes, readings):
    """Why none of the Readings that give the given numbers of Outcomes is a fact: "slip", or None where one may be.

    "slip" is told where each of them can do without one of its changes, but for one number.

    Example: of two weights in mode "SAME" the border edge changes the last number alone, and a slip may change it.
    """
    doubtful = readings and all(right_but_for_one(outcomes, reading) for reading in readings)
    return "slip" if doubtful else None


def right_but_for_one(outcomes, reading):
    """The Readings with one of the changes less than a Reading in which all given numbers of Outcomes but one are right."""
    given, found = outcomes.given, []
    for left_out in reading.changes:
        changes = {option: value for option, value in reading.changes.items() if option != left_out}
        other = Reading(changes, with_changes(outcomes.request, changes))
        all_but_one = lambda values: given.fits_but_for(values, 1) and not given.fits(values)
        if unless_refused(all_but_one, outcomes.later_as(other.request)):
            found.append(other)
    return found


def doubt_of_nearly(outcomes, found):
    """Why what was found Nearly to give the given numbers of Outcomes is no fact: "rounds", or None where it may be.

    "rounds" is told where it is a mistake that rounds, and where all but two of the numbers are those of another one.

    Example: 9/4 5/2 8/3 rounded are 2 2 3, and cut off 2 2 2.
    """
    causes = [finding.origin.cause for finding in found if finding.kind == "nearly"]
    named = {name for cause in causes if cause for name in (*cause.names, *cause.also)}
    if named.isdisjoint(MISTAKES_THAT_ROUND):
        return None
    others = [
        one for one in candidate_mistakes(outcomes.request) if one.name in {*MISTAKES_THAT_ROUND} - named
    ]
    as_well = lambda values: outcomes.given.fits_but_for(values, MOST_THAT_DIFFER)
    return "rounds" if any(unless_refused(as_well, outcomes.later(other)) for other in others) else None
