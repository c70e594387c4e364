import nowhere


def convolve(image, kernel):
    return image
