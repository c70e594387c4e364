"""What to look at where no mistake is named, by what all failures have in common (Facts of course/diagnosis)."""

OF_TRAITS = {  # a trait that all failures have: a hint; the more telling first
    "kernel of one": "With a kernel of 1 number, k - 1 is 0: count a part from the front, since [0:-0] is empty.",
    "kernel not square": "Rows and columns of a kernel have sizes of their own: kernel.shape is (rows, columns).",
    "image not square": "Rows and columns of an image have sizes of their own: image.shape is (rows, columns).",
    "bytes": "A byte holds nothing below 0 and nothing above 255: begin with .astype(float).",
    "nan": "Only the numbers whose window holds the nan become nan: add up one window at a time.",
    "fractions in kernel": "Decimals have to stay: an array for the result holds them if it is made by np.zeros(n).",
    "fractions": "Decimals have to stay: an array for the result holds them if it is made by np.zeros(n).",
    "even kernel": "For a kernel of even size k - 1 is odd: mode same has k // 2 zeros before, and one fewer behind.",
    "even rows": "For an even number of rows mode same has k // 2 rows of zeros above, and one fewer below.",
    "even columns": "For an even number of columns mode same has k // 2 of zeros on the left, and one fewer on the right.",
    "large kernel": "Does a 3 stand where the size of the kernel belongs, or a 1 where half of it does?",
    "same": "Mode same has as many numbers as the input: of full those from (k - 1) // 2 on.",
    "valid": "Mode valid has n - k + 1 numbers: of full those from k - 1 up to n - 1, full[k - 1 : n].",
    "full": "Mode full has n + k - 1 numbers: k - 1 zeros stand on each side.",
}
OF_MISSING = {  # which ends of an axis are missing: a hint
    "last": "range(3) is 0, 1, 2, and [1:3] are the numbers 1 and 2: both end before their last number.",
    "first": "Python counts from 0: is the first place left out?",
    "first and last": "Both ends belong to the result: is there enough around the input, and is nothing cut off?",
}


ROWS_BY_ROWS = (
    "In mode same rows go by rows and columns by columns: with a kernel of kr rows and kc columns it is full from row "
    "(kr - 1) // 2 and column (kc - 1) // 2 on."
)
OF_PAIRS = {("same", "kernel not square"): ROWS_BY_ROWS}  # two traits that all failures have: a hint
OF_MODES = ("same", "valid", "full")  # traits that tell less than that all wrong numbers are 0


OF_RULES = {  # what makes all right numbers the given ones: a hint
    "times": "Is something multiplied or divided that is to stay as it is?",
    "plus": "Is something added that is not asked?",
    "reordered": "The sums are right: look at where each of them is put.",
    "right part": "Leave the places out that are not asked, such as those of what was put around the input.",
    "k - 1 too many": "Make the result only as large as is asked, whatever was put around the input, if anything.",
    "begins rightly": "Does a loop end too early, or a part? range(n) has n rounds, and [a : a + n] has n numbers: "
    "count those of the result, and not those of the input.",
    "moved": "Is there as much around the input as is needed, k - 1 for mode full, and does each part begin where it is to?",
    "size 3 only": "Does a 1 stand where (k - 1) // 2 belongs, or a 2 where k - 1 does?",
}


OF_ZEROS = (
    "Does a line set them to 0, or does none reach these places? The loops run over all places of the result, and not "
    "only over as many as the input has."
)


OF_WHERE = {  # where all wrong numbers lie: a hint
    "corners": "Look at what stands diagonally beyond a corner, as in padded[0, 0], and at each line that puts "
    "something there or into a corner: np.pad fills the corners as well as the sides.",
    "beyond corners": "Look at what stands diagonally beyond a corner, as in padded[0, 0]: np.pad fills the corners as "
    "well as the sides.",
    "beyond start": "Is there as much around the input before its start as is needed, and is it what is asked?",
    "beyond end": "Do the loops run up to the last place of the result, and is there as much behind the input as is needed?",
    "beyond input": "Look at what stands around the input: is there as much as is needed on each side, and is it what is "
    "asked?",
}
OF_CORNERS = ("corners", "beyond corners")  # more telling than what the inputs have


OF_INPUTS = ("wrong only where", "wrong at most where")  # kinds of facts on traits
OF_SHAPES = ("kernel not square", "image not square")  # traits that may tell why there is an error


def hints_for(facts, is_error=False, mode=""):
    """The hint, in a list, with the first of some Facts that there is one for; or nothing.

    is_error: whether the failure that is shown is an error. What the inputs with errors share says little of it.
    mode: the one that the facts are on, where they are on one alone.
    """
    is_valid = mode.lower() == "valid" or any(
        fact.kind.startswith(OF_INPUTS) and {"valid", "VALID"} & set(fact.values) for fact in facts
    )
    places = [fact.values[0] for fact in facts if fact.kind == "wrong numbers"]
    for place in places:
        if place in OF_CORNERS:
            return [OF_WHERE[place]]
    for fact in facts:
        if fact.kind == "missing":
            ends, _ = fact.values
            if is_valid:  # nothing is put around the input, and no border belongs to the result
                return [OF_TRAITS["valid"]]
            return [next(OF_MISSING[end] for end in ends if end)]
        if fact.kind in OF_RULES:
            return [OF_RULES[fact.kind]]
    of_inputs = [trait for trait in OF_TRAITS if trait not in OF_MODES]
    hint = _hint_for_traits(facts, of_inputs, is_error)
    if not hint and any(fact.kind == "zeros" for fact in facts):
        hint = OF_ZEROS
    hint = hint or _hint_for_traits(facts, OF_MODES, is_error) or _hint_for_places(places)
    return [hint] if hint else []


def _hint_for_traits(facts, traits_told, is_error):
    """The hint with two traits, or with the first of traits_told that a fact on the inputs has; "" if there is none."""
    for fact in facts:
        if not fact.kind.startswith(OF_INPUTS):
            continue
        for traits, hint in OF_PAIRS.items():
            if set(traits) <= set(fact.values):
                return hint
        for trait in traits_told:
            if trait in fact.values and (trait in OF_SHAPES or not is_error):
                return OF_TRAITS[trait]
    return ""


def _hint_for_places(places):
    return next((OF_WHERE[place] for place in places if place in OF_WHERE), "")
