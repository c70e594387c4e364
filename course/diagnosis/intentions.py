"""What a function's own text says that it is meant to do, where its numbers do not decide it."""

import inspect
import re

from course.diagnosis.parameters import SIZE_WORDS, Role, parameters_of

# Patterns of text in small letters. A word that stands inside others, as sign does in signal, begins after no letter.
FLIPPED = r"flip|rot90|rotate|\[::-1|mirrored in both|(?<!\d)180(?!\d)"  # of the kernel
NO_FLIP_SAID = r"(\b(not|no|never|without|isn't|aren't)( be(ing)?)?[ -]|\bun)flip\w*"
LAYERS_OF_LIBRARIES = r"(?<![a-z])((py)?torch|tensorflow|tf\.nn|keras|f\.conv[12]d)|cross[- ]corr"
SAID_OF_FLIPPING = rf"{FLIPPED}|(true|real|proper) conv|mathematical|\bunlike\b"
SMOOTHS = r"smooth|blur|average|(?<![a-z])mean(?!ing|t)|glaett|lissage|suavi|low_?pass|denois|normali[sz]"  # in a name
ADD_UP_TO_1 = (
    r"normali[sz]|(add|sum)s? (up )?to (1|one)\b|divided? by (the|its) (sum|weights)|weighted (mean|average)"
)
WRAPS = r"(?<![a-z])wrap(?!per|s\()|circular|(?<!a)periodic|(?<![a-z])tor(us|oid)"
SAID_OF_NETWORKS = (
    r"(?<![a-z])(layer|network|neural|cnn)|deep learning|(?<!auto)(?<!auto-)(?<!auto )correlation|crosscorr"
)
CORRELATES = r"(?<!auto)(?<!de)corr(?!ect|upt|idor|espond)"  # in a name
TRANSPOSED = r"conv.*transpose|transposed?_?conv|deconv|up_?conv|conv\dd_?t$|fractional.*conv"  # in a name
IS_NOT_FLIPPED = r"(\bnot|\bno|without|n't|never)[ -](\w+ ){0,3}(flip|mirror|rotat|revers)|unflipped"
AS_IN_LIBRARIES = "conv_?([12])_?d"  # in a name
NAME_SAYS_CONVOLUTION = "its name says convolution, which flips the kernel: flip=True holds it to that"
# What a name says of a border, and the borders that it may mean, the likeliest first: "reflect" of SciPy is "symmetric".
BORDERS_IN_NAMES = {
    r"(?<!non)(?<!non_)zero(?!s?_?(mean|cross|phase|order|sum|lag|d\b))": ("zeros",),
    r"reflect|mirror": ("reflect", "symmetric"),
    r"replicat|clamp|(edge|nearest)_?(pad|border|bound|mode)|(pad|padded|padding|border|boundary)_?edge": (
        "edge",
    ),
    r"(?<!un)wrap(?!per)|circular|periodic|cyclic": ("wrap",),
    r"(?<!a)(?<!anti)symmetric(?!_?(kernel|filter|fir))": ("symmetric",),
}
SAID_OF_BORDERS = {
    "zeros": r"(?<![a-z])zero",
    "edge": r"(?<![a-z])(edge|replicat|nearest)",
    "reflect": "reflect|mirror",
    "symmetric": "(?<!a)symmetric|mirror|reflect",
    "wrap": WRAPS,
    "kept": r"\b(unchanged|untouched|unfiltered|left as|kept|keeps?|copied|as is|as they are|interior|inner)\b"
    r"|\bnot (filtered|processed|changed)\b|\bin[- ]place\b",
}
TYPES = r"uint8|astype|dtype|(?<![a-z])int\(|(?<![a-z])byte"
SIGNS = r"(?<![a-z])f?abs(olute)?(?![a-z])|magnitude|strength|(?<![a-z])((un)?sign(s|ed)?(?![a-z])|positive)"
NEW_ARRAY = r"zeros(_like)?\("  # what makes an array for the result
SAID_OF_DELAYS = (
    r"(?<!non-)(?<!non)(?<!not )causal|\bfir\b|lfilter|delay|\bpast\b|previous|\blag(s|ged|ging)?\b"
)
SAID_OF_ZEROS_BEFORE = (
    r"(?<![a-z])zero(?!-?based)|\bfir\b|lfilter"  # a filter that begins at rest has zeros there
)
DILATES = r"dilat|atrous|\btrous\b|(?<![a-z])holes?(?![a-z])|\b(at|by|the|with) rate\b|(?<!\w )(?<![a-z])rate(?![a-z])"
OTHER_RATES = r"sampl|decimat|learning|stride"


def text_of(f):
    """The source of a function in small letters, or what else of its text Python knows: its name and its docstring."""
    try:
        return inspect.getsource(f).lower()
    except (OSError, TypeError):
        return f"{getattr(f, '__name__', '')} {getattr(f, '__doc__', '')}".lower()


def says_that_it_flips(f):
    """Whether a function's text, its code among it, speaks of a kernel that is flipped."""
    return bool(re.search(FLIPPED, re.sub(NO_FLIP_SAID, "", text_of(f))))


def is_likely_flipped(f, kind):
    """Whether a function that is as near to a convolution as to a correlation is likelier meant as a convolution.

    With channels, where deep learning is at work, it is not, unless its text says that the kernel is flipped.
    """
    if says_that_it_flips(f):
        return True
    name = getattr(f, "__name__", "").lower()
    return kind in ("1-D", "2-D") and not re.search(f"{CORRELATES}|filt", name)


def is_meant_as_in_libraries(f, kind):
    """Whether a function's text says that it is a layer as deep learning has it, whose kernels are not flipped."""
    text = text_of(f)
    if kind in ("1-D", "2-D") or re.search(SAID_OF_FLIPPING, text):
        return False
    return bool(re.search(LAYERS_OF_LIBRARIES, text))


def is_meant_to_wrap(f):
    """Whether a function's text says that the input goes on at its other side."""
    return bool(re.search(WRAPS, text_of(f)))


def is_meant_causal(f):
    """Whether a function's name, or the first line of its docstring, says that no output sees what comes after it."""
    says = (
        f"{getattr(f, '__name__', '')} {(getattr(f, '__doc__', '') or '').strip().splitlines()[:1]}".lower()
    )
    named = [parameter.name.lower() for parameter in parameters_of(f) or ()]
    is_said = re.search(r"(?<![a-z])causal", says) and not re.search(
        r"(not|non|un|anti|unlike)[ _-]+(a[ _])?causal", says
    )
    return bool(is_said) and not any("causal" in name for name in named)


def is_called_convolution(f):
    """Whether a function's name says that it is a convolution, and not, as conv does, what deep learning means by it."""
    name = getattr(f, "__name__", "").lower()
    return bool(re.search("convol|falt", name)) and not re.search(CORRELATES, name)


def is_called_as_sliding_sums(f):
    """Whether a function's name says that it is a convolution or a correlation, in full or as conv and xcorr do.

    Example: it does for xcorr2 and conv_layer, and does not for match_template or correct.
    """
    return bool(re.search(f"conv|falt|{CORRELATES}", getattr(f, "__name__", "").lower()))


def note_on_flip(f, flips):
    """What is to be known of a function by its name where it flips the kernel, or does not; "" where that says nothing.

    It says nothing more where the docstring or the comments speak of flipping as well. Source: the references of
    torch.nn.Conv2d and tf.nn.conv2d, which are correlations.
    """
    if is_called_convolution(f):
        return "" if flips else NAME_SAYS_CONVOLUTION
    called = re.search(AS_IN_LIBRARIES, getattr(f, "__name__", "").lower())
    if not called or re.search(SAID_OF_FLIPPING, comments_of(f)) or (flips and promises_correlation(f)):
        return ""
    theirs = f"conv{called.group(1)}d"
    if flips:
        return (
            f"what libraries of networks call {theirs} does not flip the kernel: flip=False holds it to that"
        )
    return f"libraries of networks call this {theirs}; a convolution flips the kernel: flip=True holds it to that"


def promises_correlation(f):
    """Whether a function's name, its kernel's or the first line of its docstring says that no kernel is flipped.

    So do correlate, the template of template matching, and a layer as deep learning has it; not where its name says
    convolution as well, or its text speaks of flipping.
    """
    name = getattr(f, "__name__", "").lower()
    if is_called_convolution(f):
        return False
    is_said = says_that_it_is_not_flipped(f)
    if re.search(SAID_OF_FLIPPING, comments_of(f)):
        return is_said
    first_line = (getattr(f, "__doc__", "") or "").strip().lower().split("\n")[0]
    parameters = [parameter.name.lower() for parameter in parameters_of(f) or ()]
    is_correlation = any(re.search(CORRELATES, said) and "conv" not in said for said in (name, first_line))
    is_template = (
        any(re.search("(?<![a-z])templ", said) for said in (name, *parameters)) and "conv" not in name
    )
    return is_correlation or is_template or (is_said and not says_that_it_flips(f))


def is_called_transposed(f):
    """Whether a function's name says that it is a transposed convolution, and it takes a stride."""
    takes_stride = any(parameter.role == Role.STRIDE for parameter in parameters_of(f) or ())
    return takes_stride and bool(re.search(TRANSPOSED, getattr(f, "__name__", "").lower()))


def comments_of(f):
    """The docstring and the comments of a function, those before it among them, in small letters."""
    try:
        source = inspect.getsource(f)
        before = inspect.getcomments(f) or ""
    except (OSError, TypeError):
        source = before = ""
    return " ".join([getattr(f, "__doc__", "") or "", before, *re.findall("#.*", source)]).lower()


def says_that_it_is_not_flipped(f):
    """Whether a function's docstring or comments say that its kernel is not flipped, or speak of where none is."""
    said = comments_of(f)
    if re.search(IS_NOT_FLIPPED, said):
        return True
    if re.search(SAID_OF_FLIPPING, said):
        return False
    return bool(re.search(f"{LAYERS_OF_LIBRARIES}|{SAID_OF_NETWORKS}", said))


def says_that_it_is_causal(f):
    """Whether a function's name, parameters, docstring or comments say that no output sees what comes after it."""
    names = [getattr(f, "__name__", ""), *(parameter.name for parameter in parameters_of(f) or ())]
    said = " ".join([*names, comments_of(f)]).lower().replace("_", " ")
    return bool(re.search(SAID_OF_DELAYS, said))


def says_that_it_divides(f):
    """Whether a function's name, docstring or comments say that its kernel's weights are to add up to 1, as a blur's do."""
    name = getattr(f, "__name__", "").lower()
    return bool(re.search(SMOOTHS, name) or re.search(ADD_UP_TO_1, comments_of(f)))


def says_of_border(f, border):
    """Whether a function's docstring or comments speak of a border."""
    return bool(re.search(SAID_OF_BORDERS[border], comments_of(f)))


def says_that_zeros_count(f, is_trailing):
    """Whether a function's text says that zeros beyond the ends of its input belong to an average.

    Of windows around a number the code may say so, as np.pad does; of windows that end there a comment or a name. That
    these have the previous numbers alone does not say it.
    """
    if is_trailing:
        said = f"{getattr(f, '__name__', '')} {comments_of(f)}".lower().replace("_", " ")
        return bool(re.search(SAID_OF_ZEROS_BEFORE, said))
    return bool(re.search("pad|convol|correl|constant|zero", re.sub(NEW_ARRAY, "", text_of(f))))


def says_of_types(f):
    """Whether a function's text speaks of the type of its numbers, as where an image is to be one of bytes again."""
    return bool(re.search(TYPES, text_of(f)))


def says_that_it_dilates(f):
    """Whether a function's name, docstring or comments speak of a kernel with gaps between its weights."""
    said = f"{getattr(f, '__name__', '')} {comments_of(f)}".lower().replace("_", " ")
    found = {match.group() for match in re.finditer(DILATES, said)}
    is_rate_alone = all("rate" in words for words in found)
    return bool(found) and not (is_rate_alone and re.search(OTHER_RATES, said))


def says_of_signs(f):
    """Whether a function's docstring or comments speak of results without their signs."""
    return bool(re.search(SIGNS, comments_of(f)))


def border_in_name(f):
    """The borders that a function's name may mean, the likeliest first; () where it says none, or several.

    filter2D is OpenCV's, unless its text speaks of another border.
    """
    name = getattr(f, "__name__", "")
    if name == "filter2D":
        others = [border for border in ("zeros", "edge", "wrap", "kept") if says_of_border(f, border)]
        return () if others else ("reflect",)
    said = [borders for pattern, borders in BORDERS_IN_NAMES.items() if re.search(pattern, name.lower())]
    return said[0] if len(said) == 1 else ()


def size_in_name(f):
    """Which of full, same and valid a function's name says; None where it says none, or several."""
    words = {word.lower() for word in re.findall("[A-Z]?[a-z]+|[A-Z]+", getattr(f, "__name__", ""))}
    said = [size for size in SIZE_WORDS if size in words]
    return said[0] if len(said) == 1 else None
