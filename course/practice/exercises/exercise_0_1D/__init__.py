"""Exercise 0: one-dimensional convolution, as np.convolve does it."""
