"""Mistakes with the bias of a layer. They stand apart from the bank: only a layer has a bias."""

from course.convolution.nested import plain, shape
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, BIAS, Mistake


def with_bias(made):
    """The bias on its way in: made(bias, filters) gives the one that is added."""

    def changed(convolve_layer, images, filters, mode=None, *, bias, **options):
        return convolve_layer(images, filters, mode, bias=made(list(bias), filters), **options)

    return change.piece("convolve_layer")(changed)


def times_channels(bias, filters):
    return [number * shape(plain(filters))[2] for number in bias]


def times_weights(bias, filters):
    height, width, channels, _ = shape(plain(filters))
    return [number * height * width * channels for number in bias]


LAYER_MISTAKES = (
    Mistake(
        "bias-per-channel",
        BIAS,
        with_bias(times_channels),
        "a bias that is added once for each input channel.",
        "Add the bias after the loop over the channels, once for each output.",
        A_DRAFT,
    ),
    Mistake(
        "bias-per-product",
        BIAS,
        with_bias(times_weights),
        "a bias that is added to every product.",
        "np.sum(window * weights + b) adds b for each weight: add it to the sum, once.",
        A_DRAFT,
    ),
    Mistake(
        "bias-ignored",
        BIAS,
        with_bias(lambda bias, filters: [0] * len(bias)),
        "a layer without its bias.",
        "Each output channel has a number of its own that is added to all of its outputs.",
    ),
    Mistake(
        "bias-of-first",
        BIAS,
        with_bias(lambda bias, filters: bias[:1] * len(bias)),
        "the first filter's bias for every filter.",
        "Each output channel o has its own: bias[o].",
    ),
    Mistake(
        "bias-subtracted",
        BIAS,
        with_bias(lambda bias, filters: [-number for number in bias]),
        "a bias that is taken away, not added.",
        "Look at the sign in front of the bias.",
    ),
)
