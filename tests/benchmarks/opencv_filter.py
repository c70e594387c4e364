"""
What python -m course filter does, as an OpenCV user writes it: opencv_filter.py PICTURE KERNEL COLOURS OUTPUT

filter_files.py times it. Borders, weights, rounding and the JPEG's quality are those of the command. COLOURS:

    colour     red, green and blue: the pixels are those of the command
    grey       greys of the red, green and blue: the same, but that a few greys are rounded the other way
    luminance  greys as the JPEG has them, which need no red, green and blue: a little off where a colour is
               so strong that its red, green or blue is cut to 0..255
"""

import sys

import cv2
import numpy as np

cv2.setNumThreads(1)
picture, kernel, colours, output = sys.argv[1:]
image = cv2.imread(picture, cv2.IMREAD_GRAYSCALE if colours == "luminance" else cv2.IMREAD_COLOR)
if colours == "grey":
    image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
if kernel == "gaussian-9":
    bell = np.float32([1, 8, 28, 56, 70, 56, 28, 8, 1]) / 256
    result = cv2.sepFilter2D(image, -1, bell, bell, borderType=cv2.BORDER_REFLECT)
elif kernel == "sharpen":
    weights = np.float32([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
    result = cv2.filter2D(image, -1, weights, borderType=cv2.BORDER_REFLECT)
else:
    weights = np.float32([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
    signed = cv2.filter2D(image, cv2.CV_16S, weights, borderType=cv2.BORDER_REFLECT)
    result = cv2.convertScaleAbs(signed)
jpeg = [cv2.IMWRITE_JPEG_QUALITY, 92]
jpeg += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
cv2.imwrite(output, result, jpeg if output.endswith(".jpg") else [])
