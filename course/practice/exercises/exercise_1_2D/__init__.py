"""Exercise 1: two-dimensional convolution, as scipy.signal.convolve2d does it."""
