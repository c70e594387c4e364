"""
A reader's own pictures: read safely, filtered fast, written whole.

read_photo.py           a photograph as an array
read_digit.py           a handwritten digit as a network wants it
fast_convolution.py     convolution as fast as plain NumPy and SciPy can be: which method, piece by piece
convolution_methods.py  the four methods
exactness.py            what floats can hold, and when a Fourier transform may be rounded
filter.py               python -m course filter
filter_picture.py       one picture filtered
trace_picture.py        python -m course trace, which also works out one output of a picture
pixels.py               results as pixels, and pixels as a file
kernel_chart.py         the named kernels as a list, and on the bird
figures.py              the drawings of the lessons
"""
