"""Where the window of an output lies: the numbers of the input that the kernel covers for it."""

from course.convolution.sizes import effective_kernel_size


def sliding_index(index):
    """The part of an output's index that belongs to the axes along which the kernel slides.

    Example: of (i,) and (i, j) all of it; (i, j) of ([batch,] i, j, channel).
    """
    return index[-3:-1] if len(index) > 2 else index


def overhang(i, n, k, stride, dilation, before):
    """Whether the window of output i leaves the input along one axis: (before its start, after its end).

    n: the size of the input; k: that of the kernel; before: how many numbers are added before the input.

    Example: in mode "full" a kernel of 2 adds one number before 3 4 5. The window of y[0] covers the indices -1 and 0
    of the input, so overhang(0, 3, 2, 1, 1, 1) is (True, False).
    """
    start = i * stride - before
    return start < 0, start + effective_kernel_size(k, dilation) > n
