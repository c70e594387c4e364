def convolve1d(signal, kernel, mode="full"):
    signal, kernel = signal.tolist(), kernel.tolist()
    n, k = len(signal), len(kernel)
    full = [0.0] * (n + k - 1)
    for number in signal:
        for a in range(k):
            full[signal.index(number) + a] += number * kernel[a]
    start, size = {"full": (0, n + k - 1), "same": ((k - 1) // 2, n), "valid": (k - 1, n - k + 1)}[mode]
    return full[start : start + size]
