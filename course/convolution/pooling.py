"""
Pooling, by definition: one number for each window of a map, the largest in it or their average.

Windows stand a stride apart. padding says which there are, n being the map's size along an axis and k the window's:

    valid  those that lie inside: (n - k) // stride + 1
    ceil   one more where numbers are left over, cut at the map's end, as PyTorch's ceil_mode=True
    cut    one at every multiple of the stride below n, cut at the map's end
    SAME   as many as with cut, but the first may begin before the map, as in TensorFlow

What lies outside a map is no number: it is never the largest, and does not count in an average. Places
around a map, as PyTorch's padding, make more windows; in averages alone zeros may count there. Source: the
references of tf.nn.max_pool2d, tf.nn.avg_pool2d, torch.nn.MaxPool2d and torch.nn.AvgPool2d.
"""

from course.convolution.nested import flat, plain

POOLINGS = ("max", "average")
POOL_PADDINGS = ("valid", "ceil", "cut", "SAME")
NO_NUMBER = None  # what stands at a place around a map


def pool_images(images, window, stride, *, kind="max", padding="valid", around=0, zeros_count=False):
    """Images (batch, channels, rows, columns), pooled each alone: nested lists with the same axes.

    window, stride: (rows, columns). kind: one of POOLINGS, or "sum". around: how many places each map has on
    each side. zeros_count: whether zeros stand there in averages. ValueError where no window lies inside, or
    one has no number.
    """
    outside = number_outside(kind, zeros_count)
    padded = [[padded_map(rows, around, outside) for rows in maps] for maps in plain(images)]
    return [pool_channels(maps, window, stride, kind, padding) for maps in padded]


def number_outside(kind, zeros_count):
    """What stands at the places around a map.

    Example: number_outside("average", True) is 0; number_outside("max", True) is None, no number.
    """
    return 0 if zeros_count and kind != "max" else NO_NUMBER


def padded_map(rows, around, outside):
    """A map with so many places on each side.

    Example: padded_map([[5]], 1, 0) is [[0, 0, 0], [0, 5, 0], [0, 0, 0]].
    """
    width = len(rows[0]) + 2 * around
    beside, above = [outside] * around, [[outside] * width for _ in range(around)]
    return [*above, *([*beside, *row, *beside] for row in rows), *above]


def pool_channels(maps, window, stride, kind, padding):
    """The maps of one image, pooled each alone."""
    return [pool_map(rows, window, stride, kind, padding) for rows in maps]


def pool_map(rows, window, stride, kind, padding):
    """One map, a list of rows, pooled.

    Example: pool_map([[1, 5, 2], [4, 3, 9]], (2, 2), (2, 2), "max", "valid") is [[5]].
    """
    down = window_starts(len(rows), window[0], stride[0], padding)
    across = window_starts(len(rows[0]), window[1], stride[1], padding)
    if not down or not across:
        raise ValueError("no window lies inside the map")
    return [[pooled_number(window_numbers(rows, i, j, window), kind, window) for j in across] for i in down]


def window_starts(n, k, stride, padding):
    """Where the windows of an axis begin: n numbers, windows of k.

    Example: window_starts(5, 2, 2, "valid") is [0, 2], and with "cut" [0, 2, 4]; window_starts(5, 3, 2, "SAME") is
    [-1, 1, 3].
    """
    inside = list(range(0, n - k + 1, stride))
    if padding == "valid":
        return inside
    every = list(range(0, n, stride))
    if padding == "cut":
        return every
    if padding == "ceil":
        reached = inside[-1] + k if inside else 0
        return every[: len(inside) + (reached < n)]
    before = max((len(every) - 1) * stride + k - n, 0) // 2
    return [start - before for start in every]


def window_numbers(rows, i, j, window):
    """The numbers of the window that begins at row i and column j, a list of rows, without what lies outside."""
    places = [row[max(j, 0) : j + window[1]] for row in rows[max(i, 0) : i + window[0]]]
    numbers = [[value for value in row if value is not NO_NUMBER] for row in places]
    return [row for row in numbers if row]


def pooled_number(numbers, kind, window):
    """The number of one window, of a list of its rows.

    Example: pooled_number([[1, 2], [3, 6]], "average", (2, 2)) is 3.0.
    """
    values = list(flat(numbers))
    if kind == "max":
        return max(values)
    return sum(values) if kind == "sum" else sum(values) / len(values)
