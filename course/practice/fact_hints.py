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
    "first and last": "The result has a number for the border, too: put numbers around the input first, with np.pad.",
}


OF_RULES = {  # what makes all right numbers the given ones: a hint
    "times": "Is something multiplied or divided that is to stay as it is?",
    "plus": "Is something added that is not asked?",
    "reordered": "The sums are right: look at where each of them is put.",
    "right part": "Leave the places out that are not asked, such as those of what was put around the input.",
    "k - 1 too many": "Make the result as large as is asked, and not as what was put around the input is.",
    "begins rightly": "The end of a part counts from 0, as its beginning does: from a on, n numbers are [a : a + n].",
    "moved": "Is there as much around the input as is needed, k - 1 for mode full, and does each part begin where it is to?",
    "size 3 only": "Does a 1 stand where (k - 1) // 2 belongs, or a 2 where k - 1 does?",
}


OF_SHAPES = ("kernel not square", "image not square")  # traits that may tell why there is an error


def hints_for(facts, is_error=False):
    """The hint, in a list, with the first of some Facts that there is one for; or nothing.

    is_error: whether the failure that is shown is an error. What the inputs with errors share says little of it.
    """
    for fact in facts:
        if fact.kind == "missing":
            ends, _ = fact.values
            return [next(OF_MISSING[end] for end in ends if end)]
        if fact.kind in OF_RULES:
            return [OF_RULES[fact.kind]]
    for fact in facts:
        if fact.kind in ("wrong only where", "wrong at most where"):
            for trait, hint in OF_TRAITS.items():
                if trait in fact.values and (trait in OF_SHAPES or not is_error):
                    return [hint]
    return []
