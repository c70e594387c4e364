"""
Write your own conv2d, as TensorFlow has it: batches, channels, strides, SAME and VALID.

Put your own code in the place of the three dots of each function. Run this file to see
what they give for a few examples; then python -m course check my_2_TensorFlow.py tries
them on many more, and says which mistake they make, if they make one.
"""

import numpy as np


def output_size(n, k, stride, padding):
    """Return how many outputs there are along one axis, as in lesson 2.

    n is the size of the image along it, k that of the kernel, which is never larger, and
    stride the step; padding is "SAME" or "VALID".

    Two examples: output_size(7, 3, 2, "VALID") is 3, and output_size(7, 3, 2, "SAME") is 4.
    """
    return (n - k) // stride + 1 if padding == "VALID" else -(-n // stride)


def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    """Return what tf.nn.conv2d gives, as in lesson 2.

    Slide each filter as it is, without a flip; multiply, and add up, over all channels.

    images   an array of floats with the axes (batch, height, width, channels in)
    filters  an array of floats with the axes (height, width, channels in, channels out);
             never higher or wider than the images
    stride   the steps downwards and to the right, (1, 1) or others
    padding  "VALID": no zeros; "SAME": as many zeros as each axis needs for n / stride
             outputs, rounded up; an odd zero goes below and on the right

    The result has the axes (batch, height, width, channels out). Two examples, with one
    image, channel and filter, written as rows:

    [1, 2, 3] with the filter [1, 10]        gives 1*1 + 2*10, 2*1 + 3*10, 3*1 = [21, 32, 3]
    the same with stride (1, 2) and "VALID"  gives [21]
    """
    # SAME is VALID with zeros around it; a window of all channels meets all filters in one product
    batch, *sizes, _ = np.shape(images)
    kernel, outputs = np.shape(filters)[:2], np.shape(filters)[3]
    rows, columns = (output_size(n, k, s, padding) for n, k, s in zip(sizes, kernel, stride))
    added = [max((out - 1) * s + k - n, 0) for out, s, k, n in zip((rows, columns), stride, kernel, sizes)]
    around = [(0, 0), *((total // 2, total - total // 2) for total in added), (0, 0)]
    framed = np.pad(images, around)
    result = np.zeros((batch, rows, columns, outputs))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride[0], j * stride[1]
            window = framed[:, top : top + kernel[0], left : left + kernel[1], :]
            result[:, i, j, :] = np.tensordot(window, filters, axes=3)
    return result


if __name__ == "__main__":
    images = np.array([1.0, 2, 3]).reshape(1, 1, 3, 1)
    filters = np.array([1.0, 10]).reshape(1, 2, 1, 1)
    print("SAME: ", np.ravel(conv2d(images, filters)), "and should be [21, 32, 3]")
    print("VALID:", np.ravel(conv2d(images, filters, (1, 2), "VALID")), "and should be [21]")
    sizes = output_size(7, 3, 2, "VALID"), output_size(7, 3, 2, "SAME")
    print("sizes:", *sizes, "and should be 3 4")
