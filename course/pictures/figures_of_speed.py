"""The figures of docs/further/speed.py: how many multiplications a convolution takes, and how long."""

from course.pictures.figure_pieces import PURPLE
from course.pictures.figures import BLUE, GREEN, RED, panels


def draw_counts(lengths, direct, by_values):
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
    """Draw {channels in words: SciPy's time divided by TensorFlow's} as bars, on a scale that begins at 0."""
    names = list(ratios)
    change = "grows" if ratios[names[-1]] > ratios[names[0]] else "does not grow"
    fig, ax = panels(f"With more channels TensorFlow's lead {change} here", height=2.4)
    drawn = ax.barh(names, list(ratios.values()), color=BLUE)
    ax.bar_label(
        drawn, [f"{ratio:.2g}" if ratio < 10 else f"{ratio:.0f}" for ratio in ratios.values()], padding=3
    )
    ax.set(
        xlabel="SciPy's time, divided by TensorFlow's, on this machine", xlim=(0, 1.15 * max(ratios.values()))
    )
    ax.invert_yaxis()
    return fig
