"""The figures of docs/further/speed.py: how many multiplications a convolution takes, and how long."""

from course.pictures.figure_pieces import PURPLE
from course.pictures.figures import BLUE, GREEN, GREY, RED, panels


def draw_multiplications(lengths, direct, by_values):
    """Draw the multiplications of two ways against the length of signal and kernel, on log scales.

    lengths: rising; direct, by_values: a count for each. The title says from which of them on the second way
    takes fewer, if it does from some length on.
    """
    fewer = [few < many for few, many in zip(by_values, direct)]
    start = len(fewer)
    while start and fewer[start - 1]:
        start -= 1
    if start < len(lengths):
        title = f"From {lengths[start]} numbers on, the way by values takes fewer multiplications"
    else:
        title = f"Up to {lengths[-1]} numbers, the way by values takes no fewer multiplications"
    fig, ax = panels(title, height=3.8)
    _lines(ax, lengths, {"each with each": direct, "by values, halved": by_values})
    ax.set(xlabel="numbers of the signal, and weights of the kernel", ylabel="multiplications")
    ax.yaxis.set_major_formatter("{x:,.0f}")
    return fig


def draw_times_by_size(sizes, spent):
    """Draw {way: milliseconds, one for each size} as lines; a kernel of size k has k x k weights."""
    fastest = [min(spent, key=lambda way: spent[way][place]) for place in (0, -1)]
    title = (
        f"Fastest here with {sizes[0]}x{sizes[0]}: {fastest[0]}; with {sizes[-1]}x{sizes[-1]}: {fastest[1]}"
    )
    fig, ax = panels(title, height=3.8)
    _lines(ax, sizes, spent)
    ax.set(xlabel="rows and columns of the kernel", ylabel="milliseconds, on this machine")
    ax.yaxis.set_major_formatter("{x:g}")
    return fig


def _lines(ax, positions, named):
    """Draw {name: values} as lines with dots on log scales, with their names beside them."""
    for (name, values), colour in zip(named.items(), (BLUE, RED, GREEN, PURPLE)):
        ax.plot(positions, values, "o-", color=colour, label=name)
    ax.set(xscale="log", yscale="log")
    ax.set_xticks(positions, positions)
    ax.minorticks_off()
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))


def draw_channels_compared(ratios):
    """Draw {channels in words: SciPy's time divided by TensorFlow's} as bars that begin at 1, on a log scale.

    A bar to the right says that TensorFlow is quicker, one to the left that SciPy is.
    """
    names = list(ratios)
    values = list(ratios.values())
    change = "gains" if values[-1] > values[0] else "gains nothing"
    fig, ax = panels(f"With more channels TensorFlow {change} here", height=2.6)
    colours = [BLUE if ratio > 1 else RED for ratio in values]
    ax.barh(names, [ratio - 1 for ratio in values], left=1, color=colours)
    for place, ratio in enumerate(values):
        side, gap = ("left", 4) if ratio > 1 else ("right", -4)
        times = max(ratio, 1 / ratio)
        text = f"{times:.1f}" if times < 10 else f"{times:.0f}"
        ax.annotate(text, (ratio, place), (gap, 0), textcoords="offset points", ha=side, va="center")
    ax.axvline(1, color=GREY, linewidth=0.8)
    farthest = 6 * max(*values, *(1 / ratio for ratio in values))
    ax.set(xscale="log", xlim=(1 / farthest, farthest), xticks=[])
    ax.set_xlabel("how many times as quick: SciPy to the left, TensorFlow to the right")
    ax.minorticks_off()
    ax.invert_yaxis()
    ax.spines["bottom"].set_visible(False)
    return fig
