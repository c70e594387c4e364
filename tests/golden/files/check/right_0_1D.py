def convolve1d(signal, kernel, mode="full"):
    signal, kernel = [float(v) for v in signal], [float(v) for v in kernel]
    full = []
    for m in range(len(signal) + len(kernel) - 1):
        total = 0
        for a in range(len(kernel)):
            if 0 <= m - a < len(signal):
                total += signal[m - a] * kernel[a]
        full.append(total)
    if mode == "valid":
        return full[len(kernel) - 1 : len(signal)]
    if mode == "same":
        first = (len(kernel) - 1) // 2
        return full[first : first + len(signal)]
    return full
