"""Exercise 3: the strength of edges by the two Sobel kernels."""
