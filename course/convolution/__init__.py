"""
Convolution by its definition, and what is said of it everywhere: sizes and padding, named kernels, numbers as text.

definition.py    convolve1d, convolve2d, convolve_channels: the proof that everything else is held against
layers.py        what lessons 3 and 4 do with a convolution: the strength of edges, a feature map
kernels.py       named kernels of the field, in exact numbers
formatting.py    numbers and tables as text
"""
