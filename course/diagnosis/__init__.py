"""
Which mistake gives these numbers, or which mistake a function makes. Others may use:

    why            python -m course why, and why(): what explains given numbers, in words
    diagnose       diagnose(): which mistake a function makes
    cause          Cause: a mistake or two, and how it is told; world(), the definition that makes it
    answer         Answer: what a function gave, as plain numbers

Given numbers are explained by these parts, which need nothing but Python:

    given           Given: numbers, and how far each may lie from the exact one
    outcomes        Outcomes: whether definitions with mistakes give them, nothing worked out twice
    laid_windows    the windows of a convolution, laid out once for all numbers of the same sizes
    request_causes  the mistakes, alone or two together, that give them
    readings        other modes, borders, flips and strides under which they are right
    stored_types    right numbers as types of whole numbers keep them
    running_sums    sums in such a type that keeps each product, or each step
    mistyped        a number, or two rows, that may be mistyped; miscopied: a row that was copied twice or left out
    typed_kernel    what the decimals of a typed kernel leave open
    finding         Finding: what each further search finds; these are
    library_calls, fourier          calls of libraries with their defaults; what an FFT does
    library_defaults                whose default another reading is, and the call that gives what was asked for
    lfilter_arguments               its lfilter with the arguments in each other's place
    polynomial_ends what scipy.signal.savgol_filter does at a signal's ends
    constant_border, fitted_padding what stands beyond the edge, and how much of it, for them to be right
    odd_border      a border that goes on as the input does, and the ends of np.gradient
    kernel_changes, separable, solved_kernel        another kernel, with which they are right
    moved_weights   a weight, a row or a column of it on the place of another
    kernel_in_type  a kernel in a type that cannot hold its weights
    reshaped_channels               axes that were moved by reshape, and not by transpose
    rounded_kernel  the kernel of rounded numbers, by least squares
    transposed_convolution          a copy of the kernel for each number of the input
    exchanged, padded_before        the input and the kernel exchanged; an input padded by hand and once more
    picked          one number of each window, and no sum
    zeros_behind    a dilated kernel with zeros behind its last weight
    cumulative_sums                 running sums of the input, and their differences, off by one
    delayed         a causal filter's numbers without its delay
    filtered_twice  a signal filtered twice, forwards or backwards the second time
    in_place        results written into the input while it is read
    run_together    two numbers that were read as one, or one as two
    floats_cut      an FFT's sums that were cut, and not rounded, before they became whole numbers
    rescaled        the right numbers, or another reading's, times a factor, plus a constant
    rescaled_and_stored             a factor on them, and then bytes
    open_numbers    what is looked for, and said, where some of the given numbers are open
    facts_of_known  of the others, whether they are right ones in their places, or all moved
    divided_and_rounded             numbers that are divided after they are added up, with // for one, and sums of bytes
    afterwards      a constant or a factor on the numbers of a mistake; scaling: how both are found
    origins         what every single mistake, and every other reading, gives
    nearly          a mistake or a reading, and one slip
    beginnings      the first numbers of a larger result
    explanation     explain(): all of that, in order
    tell_apart      which explanations some input tells apart, and the smallest that does
    facts, rules    what is known of numbers that nothing explains; fact_text: its sentences
    blocks          where fewer numbers stand as a block within more
    ask_numbers     what why needs, asked for one after the other
    evidence        whether the numbers tell enough for what explains them to be a fact
    could_be_text   what numbers could be that tell too little
    why_text, side_by_side      an explanation in words, and as tables; notebook_tables: in HTML
    slips_in_sums   with which slip in a product a wrong number comes
    explanations_told, reading_text    which explanations are told, each once; readings in words

How a function is called, and what it is meant to give, is inferred by these:

    calling         Calling, and calling_of(); calling_text: in words
    file_diagnosis  the diagnosis of a function in a file that runs apart
    inference       the form of calling that gives the best numbers
    taken_options, meant_numbers    what it takes beyond the arrays; what its numbers are nearest to
    call_forms, layouts, further_arguments, parameters      what it is given, and by which names
    trial_inputs, nearest, byte_results, intentions         on which inputs, and how its answers are read

A function is diagnosed by these:

    probe_inputs, small_inputs  the inputs that it is tried on
    probes, probe_text, windows what can be asked of one of them, and its call in words
    function_answers    what it gives for one of them
    stages, stage_probes    the stages on which it is tried, the simplest first, and judged()
    served_kernels  judged on the kernels that it serves, where these are of odd size alone, or square
    linearity       whether it may be a convolution at all
    doubts          what its name says against what its numbers are, and what is unusual
    staged_diagnosis    up to where it is right, and how far a name holds; padding_of_answers: the zeros that fit
    ordinary_use    what goes wrong although the numbers are right
    further_kinds   what else diagnose() judges: gaussian_functions, pooling_functions, pooling_calls, edge_functions; further_stages: their stages
    pooling_padding     pooling with a padding that is a number
    average_functions, average_calls    moving averages and box blurs; nearest_reading: what its numbers are nearest to
    filter_functions, kernel_reading, known_filters     functions of an image alone, and their kernel; step_functions: one number of a layer
    added_derivatives   two derivatives added with their signs, where a strength may be meant
    blur_functions      blurs by a Gaussian of some sigma; row_and_column_kernels: two kernels, one along each axis
    several_results     functions of an image that return several results
    colour_images       functions of images in colours alone, judged one colour at a time
    suites          Suite: all that a function is tried on, as arrays, and what is right there
    suite_causes    the mistakes that give all its numbers; suite_pairs: which two together may
    failures        Failure and Diagnosis: where it is wrong, and why
    notebook_diagnosis  a failure as a notebook shows it
    traits          what all failures share
    same_numbers    when numbers count as the same
"""
