from scipy import ndimage


def edge_strength(image):
    return abs(ndimage.sobel(image.astype(float), 1))
