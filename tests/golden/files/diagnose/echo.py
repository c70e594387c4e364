print("reading the signal")


def echo(signal, kernel):
    print("called")
    out = [0] * (len(signal) + len(kernel) - 1)
    for i, number in enumerate(signal):
        for j, weight in enumerate(kernel):
            out[i + j] += number * weight
    return out
