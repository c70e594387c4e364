convolve1d = feature_map = 1
