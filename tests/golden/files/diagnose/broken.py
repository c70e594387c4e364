def convolve(image, kernel):
    return image[
