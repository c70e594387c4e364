def convolve1d(:
    pass
