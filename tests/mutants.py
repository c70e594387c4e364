"""Known mistakes put into the definition one by one: each must be noticed. Run: python tests/mutants.py

A mutant replaces named pieces of course.definition for as long as its checks run. It is killed when a check
of definition_checks.py gets wrong numbers from it, in every place where the mistake can be made: "1-D",
"2-D", "stride", "dilation", "channels". A refusal (ValueError) is no evidence, and any other exception is a
fault of the mutant and comes through. Prints each mistake with the first check that kills it in each place;
the exit code is 1 if one survives.

TABLE holds the 106 mistakes that people make; all of them apply. Three pairs are one function twice, and stay
because people come to it by either road: input_transposed_back and flip_and_transpose, stride_subsample and
stride_pad_stride1, range_short and stride_floor_size. OWN holds mistakes in what the definition has besides.
"""

import sys
from pathlib import Path
from statistics import mean
from unittest import mock

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from course import definition  # noqa: E402
from course.definition import convolve1d, convolve2d, convolve_channels, output_size, pads  # noqa: E402
from course.definition import reach, source  # noqa: E402
from definition_checks import CHECKS  # noqa: E402

TABLE, OWN = {}, {}  # name: (places, what to replace in course.definition)
BOTH = ("1-D", "2-D")
PLANE = ("2-D",)
STRIDE, DILATION, CHANNELS = ("stride",), ("dilation",), ("channels",)
EVERY = (*BOTH, *STRIDE, *DILATION, *CHANNELS)
_padding, _pair = definition._padding, definition._pair


def mutants(table, places, kind, **changes):
    """Enters each change by its name; kind makes of it what is to be replaced."""
    for name, change in changes.items():
        table[name] = places, kind(change)


def mutant(table, places, kind):
    """The same as a decorator, for a change that takes more than an expression."""
    return lambda change: mutants(table, places, kind, **{change.__name__: change}) or change


# ---- the kinds: what a change is given, and which pieces it replaces. Arrays hold Python's own numbers.


def piece(name):
    """One named piece of the definition, replaced as it is."""
    return lambda change: {name: change}


def around(change):
    """Both convolutions: change(convolve, x, h, mode, options) gives the output."""

    def patched(convolve):
        return lambda x, h, mode=None, **options: _tolist(
            change(convolve, np.array(x, object), np.array(h, object), mode, options)
        )

    return {"convolve1d": patched(convolve1d), "convolve2d": patched(convolve2d)}


def _tolist(values):
    return values.tolist() if hasattr(values, "tolist") else values


def one_by_one(values, change):
    """The array with each of its numbers changed."""
    return np.array([change(value) for value in values.flat], object).reshape(values.shape)


def signal(change):
    """The signal or image on its way in: change(x)."""
    return around(lambda convolve, x, h, mode, options: convolve(change(x), h, mode, **options))


def kernel(change):
    """The kernel on its way in: change(h)."""
    return around(lambda convolve, x, h, mode, options: convolve(x, change(h), mode, **options))


def turning(change):
    """The kernel where it is to be turned: change(h) instead."""
    return around(
        lambda convolve, x, h, mode, options: convolve(
            x, change(h) if options.get("flip", True) else h, mode, **{**options, "flip": False}
        )
    )


def output(change):
    """The output on its way out: change(y, x, h)."""
    return around(
        lambda convolve, x, h, mode, options: change(np.array(convolve(x, h, mode, **options), object), x, h)
    )


def each(change):
    """Every number of the output that is one: change(number)."""
    return output(lambda y, x, h: one_by_one(y, lambda v: v if v != v else change(v)))


def options(change):
    """The options: change(stride, dilation) gives the ones that differ."""
    return around(
        lambda convolve, x, h, mode, given: convolve(
            x, h, mode, **{**given, **change(given.get("stride", 1), given.get("dilation", 1))}
        )
    )


def touching(change):
    """Outputs whose window leaves the picture: change(y, gaps, inside, x), inside the weight that stays."""

    def changed(convolve, x, h, mode, options):
        y, inside = (np.array(convolve(v, h, mode, **options), object) for v in (x, np.ones_like(x)))
        gaps = convolve(0 * x, h, mode, **{**options, "fill": np.nan})
        return change(y, np.isnan(np.array(gaps, float)), inside, x)

    return around(changed)


def modes(change):
    """Modes taken for others: change[mode] is what is done for it."""
    return {"pads": lambda n, k, mode, **steps: pads(n, k, change.get(mode, mode), **steps)}


def same(change):
    """The padding of "same": change(reach - 1) gives (before, after)."""

    def padded(n, k, mode, *, stride=1, dilation=1):
        over = reach(k, dilation) - 1
        return change(over) if mode == "same" else pads(n, k, mode, stride=stride, dilation=dilation)

    return {"pads": padded}


def sides(mode):
    """The padding of two axes, where the mode is this one: change(rows, columns) gives both."""

    def kind(change):
        def padded(given, padding, axes):
            both = _padding(given, padding, axes)
            return change(*both) if given == mode and len(axes) == 2 else both

        return {"_padding": padded}

    return kind


def borders(change):
    """Borders taken for others: change[border] is what stands there."""
    return {"source": lambda i, n, border: source(i, n, change.get(border, border))}


def steps(name):
    """The stride or the dilation of two axes: change(rows, columns)."""
    return lambda change: {
        "_pair": lambda value, asked: change(*_pair(value, asked)) if asked == name else _pair(value, asked)
    }


def sizes(change):
    """The number of outputs: change(room, stride), room being what the input has more than the kernel."""
    return {
        "output_size": lambda n, k, *, stride=1, **rest: change(output_size(n, k, **rest) - 1, stride),
    }


def strided(change):
    """Outputs picked from those of stride 1: change(dense, y, stride), stride one number for each axis."""

    def changed(convolve, x, h, mode, options):
        y = np.array(convolve(x, h, mode, **options), object)
        dense = np.array(convolve(x, h, mode, **{**options, "stride": 1}), object)
        return change(dense, y, np.broadcast_to(options.get("stride", 1), x.ndim))

    return around(changed)


def every(stride):
    return tuple(slice(None, None, step) for step in stride)


def colours(change):
    """Images (height, width, in) and filters on their way in: change(image, filters) gives both."""

    def changed(images, filters, mode=None, **options):
        images, filters = np.array(images), np.array(filters)
        if images.ndim == 3:
            images, filters = change(images, filters)
        return convolve_channels(images, filters, mode, **options)

    return {"convolve_channels": changed}


def apart(change):
    """What becomes of the maps of single channels: change(maps), maps being (in, height, width, out)."""

    def changed(images, filters, mode=None, **options):
        images, filters = np.array(images), np.array(filters)
        if images.ndim == 4:
            return convolve_channels(images, filters, mode, **options)
        one = [(images[..., c : c + 1], filters[:, :, c : c + 1]) for c in range(images.shape[-1])]
        return change(np.array([convolve_channels(*pair, mode, **options) for pair in one])).tolist()

    return {"convolve_channels": changed}


# ---- the 106 mistakes: the kernel and the axes

mutants(TABLE, EVERY, turning, no_flip=lambda h: h)
mutants(
    TABLE,
    PLANE,
    turning,
    flip_rows_only=lambda h: h[::-1],
    flip_cols_only=lambda h: h[:, ::-1],
    kernel_transposed=lambda h: h.T,
    flip_and_transpose=lambda h: h.T[::-1, ::-1],
    kernel_rot90=np.rot90,
)
mutants(
    TABLE,
    PLANE,
    signal,
    input_transposed=lambda x: x.T,
    square_image=lambda x: x[:, : len(x)],
)
mutants(TABLE, PLANE, kernel, square_kernel=lambda h: h[:, : len(h)])
mutants(TABLE, PLANE, output, output_transposed=lambda y, x, h: y.T)


@mutant(TABLE, PLANE, around)
def input_transposed_back(convolve, x, h, mode, options):
    return np.array(convolve(x.T, h, mode, **options), object).T


@mutant(TABLE, BOTH, around)
def output_reversed(convolve, x, h, mode, options):
    return convolve(np.flip(x), h, mode, **{**options, "flip": False})


# ---- loops that stop early, late, or start anew at the wrong time

mutants(TABLE, BOTH, sizes, range_short=lambda room, stride: room // stride)
mutants(
    TABLE,
    PLANE,
    output,
    range_short_rows=lambda y, x, h: y[:-1],
    range_short_cols=lambda y, x, h: y[:, :-1],
    acc_reset_per_row=lambda y, x, h: y.cumsum(axis=1),
)
mutants(
    TABLE,
    BOTH,
    output,
    range_long=lambda y, x, h: np.pad(y, (0, 1)),
    acc_not_reset=lambda y, x, h: y.cumsum().reshape(y.shape),
)
mutants(TABLE, EVERY, output, all_zero=lambda y, x, h: 0 * y)


@mutant(TABLE, BOTH, output)
def skip_last(y, x, h):
    y[-1] = y[..., -1] = 0
    return y


@mutant(TABLE, BOTH, output)
def skip_first(y, x, h):
    y[0] = y[..., 0] = 0
    return y


@mutant(TABLE, BOTH, output)
def skip_half(y, x, h):
    y[len(y) - len(h) // 2 :] = y[..., y.shape[-1] - h.shape[-1] // 2 :] = 0
    return y


@mutant(TABLE, BOTH, output)
def skip_k1(y, x, h):
    y[len(x) - len(h) + 1 :] = y[..., x.shape[-1] - h.shape[-1] + 1 :] = 0
    return y


@mutant(TABLE, BOTH, around)
def aliasing(convolve, x, h, mode, options):
    y = np.array(convolve(x, h, mode, **options), object)
    if y.shape != x.shape:
        return y
    for place in np.ndindex(x.shape):
        x[place] = np.array(convolve(x, h, mode, **options), object)[place]
    return x


# ---- modes and where the zeros go

mutants(
    TABLE,
    BOTH,
    modes,
    same_is_full={"same": "full"},
    same_is_valid={"same": "valid"},
    full_is_same={"full": "same"},
    full_is_valid={"full": "valid"},
    valid_is_same={"valid": "same"},
    valid_is_full={"valid": "full"},
    always_valid={"same": "valid", "full": "valid", "SAME": "valid"},
    always_same={"valid": "same", "full": "same"},
    always_full={"valid": "full", "same": "full", "SAME": "full"},
)
mutants(
    TABLE,
    BOTH,
    same,
    same_crop_start=lambda over: (over, 0),
    same_crop_end=lambda over: (0, over),
    same_wrong_side=lambda over: (over // 2, over - over // 2),
    same_half_both=lambda over: ((over + 1) // 2, (over + 1) // 2),
    same_half_floor=lambda over: (over // 2, over // 2),
    same_pad_one=lambda over: (1, 1),
    center_one=lambda over: (over - 1, 1),
    center_one_win=lambda over: (1, over - 1),
)
mutants(
    TABLE,
    PLANE,
    sides("same"),
    same_pad_rows=lambda rows, columns: (rows, (0, 0)),
    same_pad_cols=lambda rows, columns: ((0, 0), columns),
    half_rows=lambda rows, columns: (rows, (rows[0], sum(columns) - rows[0])),
    half_cols=lambda rows, columns: ((columns[0], sum(rows) - columns[0]), columns),
)


@mutant(TABLE, BOTH, piece("pads"))
def pad_one_short(n, k, mode, **given):
    return tuple(max(side - 1, 0) for side in pads(n, k, mode, **given))


@mutant(TABLE, BOTH, piece("pads"))
def same_pad_k(n, k, mode, **given):
    return {"full": (k, k), "same": (k // 2 + 1, k // 2 + 1)}.get(mode, pads(n, k, mode, **given))


# ---- beyond the edge

mutants(
    TABLE,
    BOTH,
    borders,
    boundary_wrap={"constant": "wrap"},
    boundary_edge={"constant": "edge"},
    boundary_reflect={"constant": "reflect"},
    boundary_symm={"constant": "symmetric"},
)


@mutant(TABLE, BOTH, piece("source"))
def neg_index_wrap(i, n, border):
    return i + n if -n <= i < 0 else source(i, n, border)


@mutant(TABLE, BOTH, around)
def pad_ones(convolve, x, h, mode, options):
    return convolve(x, h, mode, **{"fill": 1, **options})


mutants(TABLE, BOTH, touching, border_zero=lambda y, gaps, inside, x: np.where(gaps, 0, y))


@mutant(TABLE, BOTH, touching)
def border_copy(y, gaps, inside, x):
    return np.where(gaps, x, y) if y.shape == x.shape else y


@mutant(TABLE, BOTH, touching)
def edge_renormalise(y, gaps, inside, x):
    gaps = gaps & (inside != 0)
    y[gaps] = y[gaps] / inside[gaps]
    return y


# ---- the sum and its products

mutants(
    TABLE,
    BOTH,
    piece("total"),
    mean_not_sum=lambda products: mean(list(products)),
    max_not_sum=max,
    assign_not_add=lambda products: list(products)[-1],
)
mutants(TABLE, BOTH, piece("source"), shift_one=lambda i, n, border: source(i + 1, n, border))


@mutant(TABLE, PLANE, turning)
def matmul(h):  # the sum of all of window @ kernel
    square = len(h) == len(h.T)
    return np.tile(h[::-1, ::-1].sum(axis=1), (len(h), 1)) if square else h[::-1, ::-1]


@mutant(TABLE, BOTH, kernel)
def sum_times_sum(h):
    return np.full(h.shape, h.sum(), object)


@mutant(TABLE, BOTH, kernel)
def drop_last_tap(h):
    h[-1] = h[..., -1] = 0
    return h


@mutant(TABLE, BOTH, kernel)
def drop_first_tap(h):
    h[0] = h[..., 0] = 0
    return h


@mutant(TABLE, BOTH, kernel)
def kernel_norm(h):
    return h / h.sum() if h.sum() else h * np.nan


@mutant(TABLE, BOTH, kernel)
def kernel_norm_guard(h):
    return h / h.sum() if h.sum() else h


mutants(
    TABLE,
    BOTH,
    kernel,
    kernel_int=lambda h: one_by_one(h, int),
    kernel_abs=abs,
    kernel_norm_abs=lambda h: h / abs(h).sum(),
)

# ---- the numbers on their way out, and in

mutants(
    TABLE,
    BOTH,
    each,
    negated=lambda v: -v,
    abs_output=abs,
    relu_output=lambda v: max(v, 0),
    clip_255=lambda v: min(max(v, 0), 255),
    clip_1=lambda v: min(max(v, 0), 1),
    rounded=round,
    int_output=int,
    uint8_output=lambda v: int(v) % 256,
    bias_one=lambda v: v + 1,
)
mutants(TABLE, BOTH, signal, nan_as_zero=lambda x: one_by_one(x, lambda v: 0 if v != v else v))


@mutant(TABLE, BOTH, output)
def out_like_input(y, x, h):
    whole = all(isinstance(v, int) for v in x.flat)
    return one_by_one(y, lambda v: int(v) % 256) if whole else y


@mutant(TABLE, BOTH, output)
def minmax_255(y, x, h):
    spread = y.max() - y.min()
    return 255 * (y - y.min()) / spread if spread else y


# ---- stride

mutants(
    TABLE,
    STRIDE,
    options,
    stride_ignored=lambda stride, dilation: {"stride": 1},
    stride_as_dilation=lambda stride, dilation: {"stride": 1, "dilation": stride},
)
mutants(
    TABLE,
    STRIDE,
    steps("stride"),
    stride_rows_only=lambda rows, columns: (rows, 1),
    stride_cols_only=lambda rows, columns: (1, columns),
    stride_swapped=lambda rows, columns: (columns, rows),
)
mutants(
    TABLE,
    STRIDE,
    sizes,
    stride_floor_size=lambda room, stride: room // stride,
    stride_floor2=lambda room, stride: (room + 1) // stride,
    stride_skip_touch=lambda room, stride: -(-room // stride),
)


@mutant(TABLE, STRIDE, strided)
def stride_rows_for_both(dense, y, stride):
    beyond = np.pad(dense, (0, 99))  # the places it reads outside hold zeros
    return beyond[every(stride[:1].repeat(y.ndim))][tuple(slice(size) for size in y.shape)]


@mutant(TABLE, STRIDE, strided)
def stride_holes(dense, y, stride):
    holes = 0 * y
    holes[every(stride)] = dense[tuple(slice(size) for size in y.shape)][every(stride)]
    return holes


@mutant(TABLE, STRIDE, around)
def stride_subsample(convolve, x, h, mode, options):
    dense = np.array(convolve(x, h, mode, **{**options, "stride": 1}), object)
    return dense[every(np.broadcast_to(options.get("stride", 1), x.ndim))]


mutants(
    TABLE,
    STRIDE,
    strided,
    stride_subsample_end=lambda dense, y, stride: dense[tuple(slice(s - 1, None, s) for s in stride)],
)


@mutant(TABLE, STRIDE, piece("pads"))
def stride_pad_stride1(n, k, mode, *, stride=1, dilation=1):
    return pads(n, k, mode, dilation=dilation)


# ---- dilation

mutants(
    TABLE,
    DILATION,
    options,
    dilation_ignored=lambda stride, dilation: {"dilation": 1},
    dilation_plus1=lambda stride, dilation: {"dilation": np.add(dilation, 1).tolist()},
)
mutants(
    TABLE,
    DILATION,
    steps("dilation"),
    dilation_rows_only=lambda rows, columns: (rows, 1),
    dilation_cols_only=lambda rows, columns: (1, columns),
)


@mutant(TABLE, DILATION, piece("pads"))
def dilation_pad(n, k, mode, *, stride=1, dilation=1):
    return pads(n, k, mode, stride=stride, dilation=1 if mode == "SAME" else dilation)


# ---- channels

mutants(
    TABLE,
    CHANNELS,
    apart,
    channels_not_summed=lambda maps: np.concatenate(maps, axis=-1),
    channels_first_only=lambda maps: maps[0],
    channels_last_only=lambda maps: maps[-1],
    channels_mean=lambda maps: maps.mean(axis=0),
    channels_max=lambda maps: maps.max(axis=0),
)
mutants(
    TABLE,
    CHANNELS,
    colours,
    channels_same_kernel=lambda image, filters: (image, filters[:, :, :1].repeat(image.shape[-1], axis=2)),
    channels_bgr=lambda image, filters: (image[..., ::-1], filters),
)

# ---- mistakes in what the definition adds: flip=False, fill, borders, sides, TensorFlow's odd zero

mutants(OWN, EVERY, kernel, flip_inverted=np.flip)
mutants(
    OWN,
    BOTH,
    borders,
    reflect_repeats_the_edge={"reflect": "symmetric"},
    symmetric_skips_the_edge={"symmetric": "reflect"},
    wrap_is_edge={"wrap": "edge"},
    edge_is_wrap={"edge": "wrap"},
    border_ignored=dict.fromkeys(definition.BORDERS, "constant"),
)


@mutant(OWN, BOTH, piece("source"))
def border_only_one_turn(i, n, border):
    return source(max(-n, min(i, 2 * n - 1)), n, border)


@mutant(OWN, BOTH, around)
def flip_ignored(convolve, x, h, mode, options):
    return convolve(x, h, mode, **{**options, "flip": True})


@mutant(OWN, BOTH, around)
def fill_ignored(convolve, x, h, mode, options):
    return convolve(x, h, mode, **{**options, "fill": 0})


@mutant(OWN, (*BOTH, *STRIDE), piece("pads"))
def tensorflow_odd_zero_before(n, k, mode, **given):
    before, after = pads(n, k, mode, **given)
    return (after, before) if mode == "SAME" else (before, after)


@mutant(OWN, BOTH, piece("_padding"))
def padding_sides_swapped(mode, padding, axes):
    return [side if padding is None else side[::-1] for side in _padding(mode, padding, axes)]


mutants(OWN, PLANE, sides(None), padding_axes_swapped=lambda rows, columns: (columns, rows))
mutants(OWN, DILATION, steps("dilation"), dilation_swapped=lambda rows, columns: (columns, rows))
mutants(OWN, CHANNELS, colours, outputs_reversed=lambda image, filters: (image, filters[..., ::-1]))


@mutant(OWN, BOTH, piece("total"))
def rounded_to_floats(products):
    return sum(float(value) for value in products)


# ---- running them


def gives_wrong_numbers(check):
    """Whether the check fails; a refusal is not a wrong number."""
    try:
        check()
    except AssertionError:
        return True
    except ValueError:
        return False
    return False


def killers(mutation):
    """For each place of the mutant, the names of the checks that kill it."""
    places, replaced = mutation
    with mock.patch.multiple(definition, **replaced), np.errstate(all="ignore"):
        return {place: [c.__name__ for c in CHECKS[place] if gives_wrong_numbers(c)] for place in places}


def main():
    found = {name: killers(mutation) for name, mutation in {**TABLE, **OWN}.items()}
    for name, places in found.items():
        by = [f"{place}: {names[0] if names else 'SURVIVES'}" for place, names in places.items()]
        print(f"{name:26}", "; ".join(by))
    killed = sum(all(places.values()) for places in found.values())
    print(f"{killed} of {len(found)} killed")
    return 0 if killed == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
