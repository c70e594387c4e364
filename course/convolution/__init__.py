"""
The convolution itself: its definition, and what the definition is made of. Others may use:

    definition  convolve1d, convolve2d, convolve_channels: the proof, in exact arithmetic; source, flipped, total
    sizes       how many outputs there are and what is added around the input: output_size, pads, MODES, BORDERS ...
    layers      what the lessons on pictures and digits do with a convolution: edge_strength, feature_map
    gaussian    gaussian_kernel: the sampled bell whose weights add up to 1
    pooling     pool_images: the largest, or the average, of each window
    averages    moving_averages: the average of each window of a signal or an image
    arguments   a caller's arguments, checked: a ValueError of one line where one cannot be used
    axis_orders which order of axes is seen in arrays that do not go together, and what mends it
    kernels     named kernels of the field, in exact numbers: KERNELS, named, gaussian, box
    formatting  numbers, tables and paragraphs as text
    nested      nested lists of numbers with any number of axes: plain, shape, flat, each, made, at, part ...
    random_numbers
                numbers by chance, the same for a seed on every machine: Chance, LARGEST_SEED
"""
