"""What the lessons have to print, digit by digit: worked out with other programs.

A fact is a piece of what a lesson prints, its label included: a number beside another label is noticed.
"""

import re
from functools import cache

FACTS = {
    "0_1D.py": [
        "Moment: 0 1 2 3 4",
        "The clap of 3 is heard as 6 3 0",
        "The clap of 4 is heard as 8 4 0",
        "The clap of 5 is heard as 10 5 0",
        "taken together? Answer: 11",
        "Moment 0: 3*2 = 6",
        "Moment 1: 3*1 + 4*2 = 11",
        "Moment 2: 3*0 + 4*1 + 5*2 = 14",
        "Moment 3: 4*0 + 5*1 = 5",
        "Moment 4: 5*0 = 0",
        "Signal: 3 4 5 Kernel: 2 1 0",
        "Two loops: 6 11 14 5 0",
        "how long is the result? Answer: 8",
        "3 numbers and 3 weights give 5 100 numbers and 10 weights give 109",
        "The signal: 3 4 5 The weights they meet: 0 1 2",
        "The products: 3*0 4*1 5*2 Their sum: 14",
        "Another signal: 6 7 8 Flipped kernel: 0 1 2",
        "what is the sum? Answer: 23",
        "y[3] = 4*0 + 5*1 = 5",
        "With zeros around it: 0 0 3 4 5 0 0 Backwards: 0 1 2",
        "Flip and slide: 6 11 14 5 0",
        "np.convolve: 6 11 14 5 0",
        "y[1] = x[0]*h[1] + x[1]*h[0] = 11",
        "Signal: 1 3 2 5 Kernel: 1 2 4 full: 1 5 12 21 18 20",
        "how many numbers does 'valid' keep? Answer: 2",
        "full: 1 5 12 21 18 20 same: 5 12 21 18 valid: 12 21",
        "full: 6 11 14 5 0 same: 11 14 5 valid: 14",
        "A zero, then valid: 3 7 6 9 7 19 same: 3 7 6 9 7 19",
        "Kernel of 2: 1 left, 0 right, 0 3 1 4 1 5 9",
        "Kernel of 3: 1 left, 1 right, 0 3 1 4 1 5 9 0",
        "Kernel of 4: 2 left, 1 right, 0 0 3 1 4 1 5 9 0",
        "Kernel of 5: 2 left, 2 right, 0 0 3 1 4 1 5 9 0 0",
        "what comes first? Answer: 0",
        "Convolution: 6 11 14 5 0 Correlation: 0 3 10 13 10 Correlation, flipped: 6 11 14 5 0",
        "Convolution with 1 2 1: 3 10 16 14 5 Correlation with 1 2 1: 3 10 16 14 5",
        "Swapped: 6 11 14 5 0 5 4 3 times 1 2 10 8 6 543 * 2 5 4 3 543 * 1",
        "5 14 11 6 added: the convolution",
        "5000 + 1400 + 110 + 6 = 6516 543 * 12 = 6516 "
        "3 + 4t + 5tt = 31 2 + 1t + 0tt = 4 6 + 11t + 14tt + 5ttt = 124 31 * 4 = 124",
        "The middle row, number 224, has 512 pixels. It begins with 126 127 124 124 123 123 121 122",
        "9 pixels: 126 127 124 124 123 123 121 122 123 Their average: 123.67",
        "All steps of the row: 2600 All steps of the average: 980.4",
        "The sharpest edge is between pixels 300 and 301 25*(-1) + 100*1 = 75",
        "and you add 10: what does it hold then? Answer: 4",
        "Right: 200 300 100 Wrong: 200 44 100 because 300 - 256 = 44 100 - 200 in bytes: 156 because 256 - 100 = 156",
    ],
    "1_2D.py": [
        "The kernel: 1 2 4 3 A star of 5 leaves: 5 10 20 15 A star of 4 leaves: 4 8 16 12",
        "A sky with both: 0 5 0 0 0 4",
        "how bright is the pixel of the star of 4? Answer: 19",
        "Row 0: 0 5 10 0 Row 1: 0 20 19 8 Row 2: 0 0 16 12",
        "Image: 1 3 0 4 5 1 2 4 3 2 4 1 Its shape: (3, 4) image[1, 0] is 5 Kernel: 1 2 4 3",
        "all copies: which size? Answer: (6, 9)",
        "5x7 with a kernel of 2x3 gives 6x9 3x4 with a kernel of 2x2 gives 4x5",
        "Feature map: 1. 5. 6. 4. 8. 9. 26. 13. 24. 20. 23. 27. 19. 31. 14. 12. 17. 22. 16. 3.",
        "These four pixels: 5 1 3 2 come with these weights: 3 4 2 1 "
        "5*3 + 1*4 + 3*2 + 2*1 = 27 Row 2, column 1 of the map: 27.0",
        "Kernel: 1 2 4 3 The last row first: 4 3 1 2 And the last column first: 3 4 2 1",
        "Image: 0 1 2 3 4 5 6 7 8 Kernel: 0 1 2 3 Question: Flipped",
        "at the top left: which sum? Answer: 5",
        "Top left: 0*3 + 1*2 + 3*1 + 4*0 = 5",
        "Top right: 1*3 + 2*2 + 4*1 + 5*0 = 11",
        "Bottom left: 3*3 + 4*2 + 6*1 + 7*0 = 23",
        "Bottom right: 4*3 + 5*2 + 7*1 + 8*0 = 29",
        "The first image and kernel: 26 13 24 27 19 31 The nine pixels: 5 11 23 29",
        "convolve2d: 26 13 24 27 19 31",
        "Padded: 0 0 0 0 0 0 0 1 3 0 4 0 0 5 1 2 4 0 0 3 2 4 1 0 0 0 0 0 0 0",
        "Flip and slide on it: 1 5 6 4 8 9 26 13 24 20 23 27 19 31 14 12 17 22 16 3",
        "valid: which size? Answer: (6, 7)",
        "SciPy's result has the shape (6, 7)",
        "full: 1 5 6 4 8 9 26 13 24 20 23 27 19 31 14 12 17 22 16 3",
        "same: 1 5 6 4 9 26 13 24 23 27 19 31 valid: 26 13 24 27 19 31",
        "Image: 255 7 3 212 240 4 218 216 230 Kernel: 1 -1",
        "full: 255 -248 -4 -3 212 28 -236 -4 218 -2 14 -230",
        "same: 255 -248 -4 212 28 -236 218 -2 14 valid: -248 -4 28 -236 -2 14",
        "Image: 9 9 9 9 9 9 1 1 1 1 1 1 Kernel: 1 -1 Right minus left: 0 0 0 0 0 0 0 0",
        "Lower minus upper: 0 0 0 -8 -8 -8 0 0 0",
        "fill: 0 0 1 2 3 0 0 symm: 2 1 1 2 3 3 2 wrap: 2 3 1 2 3 1 2",
        "Image: 100 100 100 100 100 100 100 100 100 Kernel: 0 1 0 1 1 1 0 1 0",
        "the average in a corner? Answer: 60",
        "Average, fill: 60 80 60 80 100 80 60 80 60",
        "Average, symm: 100 100 100 100 100 100 100 100 100",
        "Kernel: 0 1 0 1 -4 1 0 1 0",
        "In the middle: 100 + 100 + 100 + 100 - 4*100 = 0",
        "In a corner: 100 + 100 + 0 + 0 - 4*100 = -200",
        "fill: -200 -100 -200 -100 0 -100 -200 -100 -200",
        "symm: 0 0 0 0 0 0 0 0 0 wrap: 0 0 0 0 0 0 0 0 0",
        "Image: 0 1 2 3 4 5 6 7 8 Kernel: 0 1 2 3 "
        "Flipped: 0*3 + 1*2 + 3*1 + 4*0 = 5 Convolution: 5 11 23 29 "
        "Not flipped: 0*0 + 1*1 + 3*2 + 4*3 = 19 Correlation: 19 25 37 43",
        "Image: 9 9 9 9 9 9 1 1 1 1 1 1 wrap: 8 8 8 0 0 0 -8 -8 -8 0 0 0 symm: 0 0 0 0 0 0 -8 -8 -8 0 0 0",
        "The hook: 1 -1 -1 1 -1 -1 1 1 1 The hook, flipped: 1 1 1 -1 -1 1 -1 -1 1",
        "Not flipped, the best score is 9/9 Flipped, the best score is 5/9",
        "The stroke: 1 -1 -1 -1 1 -1 -1 -1 1",
        "Row 0: 1*1 + (-1)*(-1) + (-1)*(-1) = 3 Row 1: (-1)*(-1) + 1*1 + (-1)*(-1) = 3 Row 2:",
        "Row 2: (-1)*(-1) + (-1)*(-1) + 1*1 = 3",
        "All rows: sum 9, divided by 9 it is 1",
        "divided by 9? Answer: 7/9",
        "Row 0: 1*1 + (-1)*(-1) + 1*(-1) = 1 All rows: sum 7, divided by 9 it is 7/9",
        "Image: -1 -1 -1 -1 -1 -1 -1 -1 -1 "
        "-1 1 -1 -1 -1 -1 -1 1 -1 -1 -1 1 -1 -1 -1 1 -1 -1 -1 -1 -1 1 -1 1 -1 -1 -1 "
        "-1 -1 -1 -1 1 -1 -1 -1 -1 "
        "-1 -1 -1 1 -1 1 -1 -1 -1 -1 -1 1 -1 -1 -1 1 -1 -1 -1 1 -1 -1 -1 -1 -1 1 -1 "
        "-1 -1 -1 -1 -1 -1 -1 -1 -1 The sum at each place:",
        "The sum at each place: 7 -1 1 3 5 -1 3 -1 9 -1 3 -1 1 -1 1 -1 9 -3 1 -1 5 "
        "3 3 -3 5 -3 3 3 5 -1 1 -3 9 -1 1 -1 1 -1 3 -1 9 -1 3 -1 5 3 1 -1 7",
        "The score is 9/9 at (1, 1), (2, 2), (4, 4), (5, 5) and at most 7/9 elsewhere",
        "The middle with -1: 1 -1 1 -1 1 -1 1 -1 1 The best is 9/9, the middle 5/9",
        "The middle with 0: 1 0 1 0 1 0 1 0 1 The best is 3/9, the middle 3/9",
        "Image: 1 3 0 4 5 1 2 4 3 2 4 1 Kernel: 1 2 4 3 "
        "A weight for each pixel: 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. 0. 0.",
        "Pixels: 1 3 0 4 5 1 2 4 3 2 4 1 Weights: 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. 0. 0. Sum: 26.0",
        "The table: 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. 0. 0. "
        "0. 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. 0. 0. 0. 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. "
        "0. 0. 0. 0. 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. 0. 0. 0. 3. 4. 0. 0. 2. 1. 0. 0. 0. 0. 0. 0. 0. 3. 4. 0. 0. 2. 1. "
        "Times the pixels: 26. 13. 24. 27. 19. 31.",
        "An image of 8x8 has 64 pixels A kernel of 3x3 has 6x6 places on it, so 36 numbers",
        "how many weights does a dense layer have? Answer: 2304",
        "Kernel: 1 2 3 4 5 6 7 8 9 Rows and columns of the table: (36, 64) "
        "Its different numbers: 0. 1. 2. 3. 4. 5. 6. 7. 8. 9.",
        "by the table: 189. 190. 180. 159. 193. 216. "
        "The first six numbers, by convolve2d: 189 190 180 159 193 216",
    ],
    "2_TensorFlow.py": [
        "Image: 0 1 2 3 4 5 6 7 8 Kernel: 0 1 2 3",
        "which sum? Answer: 43",
        "Not flipped: 4*0 + 5*1 + 7*2 + 8*3 = 43 Flipped: 4*3 + 5*2 + 7*1 + 8*0 = 29",
        "Shape before: (3, 3) Shape after: (1, 3, 3, 1) Image 0, row 1, column 2, channel 0: 5",
        "Image (1, 3, 3, 1) batch, height, width, channels Weights (2, 2, 1, 1) height, width, channels in, out",
        "Result (1, 2, 2, 1) batch, height, width, channels 19 25 37 43",
        "Flipped, then TensorFlow: 5 11 23 29 SciPy's convolve2d: 5 11 23 29",
        "Image: 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 Kernel: 1 0 0 2 1 3",
        "how many rows and columns? Answer: (2, 5)",
        "Image (1, 4, 6, 1) batch, height, width, channels",
        "Weights (3, 2, 1, 1) height, width, channels in, out",
        "Result (1, 2, 5, 1) batch, height, width, channels 33 24 31 14 13 27 34 33 24 31 2*1 =",
        "2*1 = 2 but should be 6: off by -4 1*1 = 1 but should be 3: off by -2",
        "The error: ((-4)*(-4) + (-2)*(-2)) / 2 = 10.0",
        "Error with 1: 10.0 Error with 1.001: 9.99 Slope, rounded: -10.0",
        "New weight: 1 - 0.1*(-10) = 2.0 Its error: 2.5 Its slope, rounded: -5.0",
        "what is the next weight? Answer: 2.5",
        "Step 1: weight 2.00, error 2.50 Step 2: weight 2.50, error 0.63 Step 3: weight 2.75, error 0.16",
        "Step 4: weight 2.87, error 0.04 Step 5: weight 2.94, error 0.01 Step 6: weight 2.97, error 0.00",
        "The kernel: 1 0 -1 2 0 -2 3 0 -3 The first image:",
        "The first image: 1 -1 -1 -1 0 1 0 -1 0 0 1 1 1 -1 1 -1 0 -1 -1 0 -1 0 -1 -1 1 0 1 1 1 0",
        "The answer to it: 2 -2 0 -4 0 -1 1 2 0 -3 1 5",
        "All images (16, 5, 6, 1) All answers (16, 3, 4, 1)",
        "Error with nine zeros: 15.96 The nine slopes: -1.2 0.3 1.2 -1.6 0. 2.6 -3.7 0.1 3.4",
        "The weight: 1 becomes 1.001 The product: 2 becomes 2.002 Off by: -4 becomes -3.998",
        "Its square: 16 becomes 15.984, so 0.016 less",
        "From the pixel of 2: 2 * 2*(-4) = -16 From the pixel of 1: 1 * 2*(-2) = -4",
        "Their average, the slope: -10.0",
        "The gradient: -1.2 0.3 1.2 -1.6 0. 2.6 -3.7 0.1 3.4",
        "After 0 steps the error is 15.9583",
        *[f"After {step} steps the error is" for step in (1, 2, 5, 10, 20, 50)],
        "After 200 steps the error is 0.0000 The learned kernel, to one decimal: 1. 0. -1. 2. 0. -2. 3. 0. -3.",
        "SciPy's answer to the first image: -6 2 4 8 0 3 1 2 0 1 -3 -3",
        "the flipped one, or none? Answer: flipped",
        "The kernel: 1 0 -1 2 0 -2 3 0 -3 Learned from SciPy's answers, to one decimal: -3. 0. 3. -2. 0. 2. -1. 0. 1.",
        "Kernel: 0 1 2 3 Stride 1: 34 16 6 12 18 30 28 34 16 6 18 24 30 28 34 Stride 2: 34 6 18 18 30 34",
        "n=6, k=2, stride 1: places 0, 1, 2, 3, 4, count 5 n=6, k=2, stride 2: places 0, 2, 4, count 3",
        "n=7, k=3, stride 2: places 0, 2, 4, count 3 n=8, k=3, stride 2: places 0, 2, 4, count 3",
        "n=9, k=2, stride 3: places 0, 3, 6, count 3",
        "The image with zeros around: 0 0 0 0 0 0 0 1 2 0 0 3 4 5 0 0 6 7 8 0 0 0 0 0 0",
        "The kernel: 0 1 2 3 Stride 1: 0 3 8 4 9 19 25 10 21 37 43 16 6 7 8 0",
        "how many rows and columns? Answer: (2, 2)",
        "Stride 3 down, 2 across: 0 8 6 8",
        "Pixels under the kernel: 4 6 6 6 6 4 6 9 9 9 9 6 6 9 9 9 9 6 4 6 6 6 6 4",
        "n=10, k=3, stride 1: 0 1 2 3 4 5 6 7 8 9 10 0 gives 10",
        "n=10, k=3, stride 2: 1 2 3 4 5 6 7 8 9 10 0 gives 5",
        "10 numbers, a kernel of 5, stride 4: Results: 10 / 4, rounded up, is 3",
        "Their windows cover 2 steps and a kernel: 2*4 + 5 = 13 Zeros: 13 - 10 = 3 "
        "Before: half of 3, rounded down, is 1 After, the others: 3 - 1 = 2",
        "n=10, k=5, stride 4: 0 1 2 3 4 5 6 7 8 9 10 0 0 gives 3",
        "n=5, k=2, stride 1: 1 2 3 4 5 0 gives 5 n=9, k=2, stride 3: 1 2 3 4 5 6 7 8 9 gives 3",
        "Signal 3 1 4 and kernel 1 2 without a flip:",
        "TensorFlow: 3 1 4 0 gives 5 9 4 NumPy: 0 3 1 4 gives 6 5 9",
        "Padded: 0 1 2 3 4 5 6 0 Stride 1: 3 6 9 12 15 11",
        "the first of its three numbers? Answer: 6",
        "Padded: 1 2 3 4 5 6 0 Stride 2: 6 12 11 First, third, fifth of stride 1: 3 9 15",
        "Image: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 "
        "0+2+4 + 10+12+14 + 20+22+24 = 108 Nine ones with dilation 2: 108",
        "Plane 0 gives 0*0 + 1*1 + 3*2 + 4*3 = 19 Plane 1 gives 1*1 + 2*2 + 4*3 + 5*4 = 37",
        "A berry, red 9, green 1: 9*1 + 1*(-1) = 8 A stone, red 9, green 9: 9*1 + 9*(-1) = 0",
        "A shadow, red 1, green 1: 1*1 + 1*(-1) = 0",
        "Added: 19 + 37 = 56 The whole feature map: 56 72 104 120",
        "(1, 3, 3, 2) with (2, 2, 2, 1) gives (1, 2, 2, 1) 56 72 104 120",
        "(1, 3, 3, 2) with (2, 2, 2, 3) gives (1, 2, 2, 3)",
        "Filter 0: 56 72 104 120 Filter 1: 76 100 148 172 Filter 2: 96 128 192 224",
        "how many rows, columns and channels come out? Answer: (5, 7, 9)",
        "(1, 6, 10, 3) with (2, 4, 3, 9) gives (1, 5, 7, 9) 2 rows * 4 columns * 3 channels * 9 filters = 216",
        "eager: 15.96 The error with nine zeros, graph: 15.96",
    ],
    "3_image.py": [
        "All red, 255 0 0: 76 All green, 0 255 0: 150 All blue, 0 0 255: 29",
        "which grey is that? Answer: 100",
        "Red, green, blue, white in grey, by Pillow: 76 150 29 255 448 rows",
        "448 rows and 512 columns The darkest is 10, the brightest 248",
        "A piece of it: 114 152 206 212 208 192 173 171 162 153 123 116 "
        "105 131 180 158 130 115 107 110 122 154 141 113 "
        "112 140 154 102 79 70 69 78 72 127 159 125 104 142 118 52 56 48 43 61 65 96 160 136 "
        "103 137 77 29 29 34 36 40 56 91 158 144 103 134 77 36 32 28 39 42 59 102 160 144 "
        "101 131 99 47 34 37 50 52 74 129 155 128 103 124 133 77 48 51 57 77 118 157 142 118",
        "(3 + 3 + 9) / 3 = 5.0 An edge: 3 3 3 9 9 9 Averages: 3. 5. 7. 9.",
        "A thin line: 3 3 3 9 3 3 3 Averages: 3. 5. 5. 5. 3.",
        "5, with noise: 4 6 5 7 3 5 4 6 Averages: 5. 6. 5. 5. 4. 5.",
        "The nine pixels: 105 104 111 105 104 106 97 101 103 Their average: 936/9 = 104.0",
        "SciPy's result at this pixel: 104.0",
        "Stripes: 0 9 0 9 0 9 Average of three: 3. 6. 3. 6.",
        "what does each window give? Answer: 4.5",
        "Weights 1 2 1: 4.5 4.5 4.5 4.5",
        "Each step makes one weight more: 1 1 1 2 1 1 3 3 1 1 4 6 4 1 1 5 10 10 5 1 1 6 15 20 15 6 1",
        "The last seven add up to 64 Column times row: 1 6 15 20 15 6 1 6 36 90 120 90 36 6 15 90 225 300 225 90 15 "
        "20 120 300 400 300 120 20 15 90 225 300 225 90 15 6 36 90 120 90 36 6 1 6 15 20 15 6 1 "
        "All of them add up to 4096",
        "The middle of a side: 20 A corner: 1",
        "Nine ones add up to 9.0 Flat 100 becomes 900.0",
        "The box adds up to 1.0 Flat 100 becomes 100.0",
        "Another kernel: 0 -1 0 -1 5 -1 0 -1 0",
        "What does this kernel make of a flat 100? Answer: 100",
        "A kernel that leaves the picture as it is: 0 0 0 0 1 0 0 0 0 "
        "Bright spots: 0 -1 0 -1 4 -1 0 -1 0 Added: 0 -1 0 -1 5 -1 0 -1 0",
        "An edge: 3 3 3 9 9 9 3 3 3 9 9 9 3 3 3 9 9 9",
        "The last 3: 4*3 - 3 - 3 - 3 - 9 = -6 so it becomes 3 - 6 = -3",
        "The first 9: 4*9 - 9 - 9 - 9 - 3 = 6 so it becomes 9 + 6 = 15 Sharpened: 3 -3 15 9",
        "The photograph: from -160 to 423 Cut off: from 0 to 255 Pixels that were outside: 1676",
        "In the whole photograph: Average jump, unchanged 3.09 Average jump, box 1.50",
        "Average jump, Gaussian 1.88 Average jump, sharpen 10.57",
        "The row: 3 3 3 9 9 9 Right minus left: 0 0 6 0 0",
        "Pixels of 9 and then 3: 3 - 9 = -6",
        "For upright edges: 1 0 -1 2 0 -2 1 0 -1 For lying edges: 1 2 1 0 0 0 -1 -2 -1",
        "The sums of their weights: 0 and 0",
        "A slanting edge: 0 9 9 0 0 9 0 0 0 For upright edges: 1*(9 - 0) + 2*(9 - 0) + 1*(0 - 0) = 27",
        "SciPy's result: 27",
        "what does it give at this edge? Answer: -27",
        "Added: 27 + (-27) = 0 The root of 3*3 + 4*4 is 5.0 The root of 27*27 + (-27)*(-27) is 38.2 "
        "An upright edge from 0 to 9: 1*9 + 2*9 + 1*9 = 36",
        "The strongest edge: 736.4 An upright edge gives at most 4*255 = 1020",
        "A row: 3 3 3 4 5 6 6 6 At the 4: 3 + 5 + 4 + 4 - 4*4 = 0 At the last 3: 3 + 4 + 3 + 3 - 4*3 = 1",
        "What is the Laplacian at the first 6? Answer: -1",
        "The row: 3 3 3 4 5 6 6 6 Its Laplacian: 0 1 0 0 -1 0 Right minus left: 0 0 1 1 1 0 0",
        "The edge from 3 to 9: 0 6 -6 0",
        "Across the dot 0 1 -4 1 0 blurred first -0.125 -0.5 -0.125",
        "Across the edge 0 0 1 -1 0 blurred first 0.25 0.25 -0.25",
        "Average without signs: 6.26 After the Gaussian: 1.45",
        "abs(6) = 6 abs(-6) = 6 6 + 128 = 134 -6 + 128 = 122",
        "abs(6) + 100 = 106 abs(-6) + 100 = 106 On the photograph: from 100 to 255",
        "-3 in a byte: 256 - 3 = 253 Wrong in bytes: 91419 of 229376 pixels Below 0: 91419, above 255: 0",
        "Flat 100, for upright edges: 300 0 0 -300 400 0 0 -400 300 0 0 -300 "
        "Flat 100, for lying edges: 300 400 400 300 0 0 0 0 -300 -400 -400 -300",
        "Laplacian, pixels that zeros change: 1916 Of these not at the border: 0",
        "The column: 1 2 1 The row: 1 0 -1 Column times row: 1 0 -1 2 0 -2 1 0 -1",
        "Two passes, one pass, equal: True",
        "takes 49 in one pass. How many in two? Answer: 14",
        "Rows of the upright kernel: 1 0 -1 2 0 -2 Rows of the Laplacian: 0 1 0 1 -4 1",
        "Blur first or grey first: 0.000 apart Red, green and blue of a row: 0 0 0 9 9 9",
        "of the last black pixel? Answer: (3, 0, 0)",
        "The first white pixel: 6.0 9 9",
        "SciPy, at the pixel in the middle: 14",
    ],
    "4_digit.py": [
        "Rows 12 to 15, columns 7 to 18: 0 0 66 250 253 253 253 253 253 253 30 0 "
        "0 0 108 251 253 253 253 253 253 253 240 43 0 0 0 235 248 248 168 148 194 253 253 148 "
        "0 0 0 0 0 0 0 0 6 177 254 253",
        "on the pixels 0 66 250? Answer: 250",
        "For upright edges: -1 0 1 -2 0 2 -1 0 1 For lying edges: -1 -2 -1 0 0 0 1 2 1 A window",
        "A window of the digit: 0 66 250 0 108 251 0 0 235",
        "Times the upright kernel, added up: 987 In the map at this place: 987",
        "Upright: (26, 26) from -984 to 988 Lying: (26, 26) from -1013 to 1016",
        "Before: 3 -1 4 -1 -5 9 -2 6 After ReLU: 3 0 4 0 0 9 0 6",
        "The row: 0 0 9 9 0 0 -1 1 on it: 0 9 0 -9 0 Then 1 1: 9 9 -9 -9 -1 0 1 in one go: 9 9 -9 -9",
        "With ReLU between: 9 9 0 0 Signs changed: 0 0 -9 -9 0 0 -1 0 1 in one go: -9 -9 9 9",
        "With ReLU between: 0 0 9 9 After ReLU: 3 0 4 0 0 9 0 6 "
        "After max pooling: 9 6 0 0 9 0 becomes 0 9 0 0 0 9 becomes 0 9 Question:",
        "what does that row become? Answer: (9, 0)",
        "Before: (1, 26, 26, 2) is 26*26*2 = 1352 numbers After: (1, 13, 13, 2) is 13*13*2 = 338 numbers",
        "One bright pixel: 0 0 0 0 0 1 0 0 0 0 0 After one layer: 0 0 0 0 1 1 1 0 0 0 0",
        "After two layers: 0 0 0 1 2 3 2 1 0 0 0 After three layers: 0 0 1 3 6 7 6 3 1 0 0",
        "Kernel of 3, pooling, kernel of 3: 8",
        "kernel of 3: how many pixels across? Answer: 10",
        "(1, 1, 3, 2) with (1, 1, 2, 1) gives (1, 1, 3, 1)",
        "Berry, stone, shadow: 8 0 0 Shadow, stone, berry: 0 0 8",
        "What each layer makes: conv2d (28, 28, 8) max_pooling2d (14, 14, 8) conv2d_1 (14, 14, 24) "
        "max_pooling2d_1 (7, 7, 24) flatten (1176,) dropout (1176,) dense (10,)",
        "A strong edge: 988 - 500 = 488 A weak edge: 300 - 500 = -200 After ReLU: 488 and 0",
        "Weights and biases of layer 1: 8*(5*5 + 1) = 208",
        "a bias each: how many in all? Answer: 1752",
        "conv2d 208 conv2d_1 1752 dense 11770 Together 13730",
        "A dense layer of as many neurons as the first: 4923520",
        "The kernels of the first layer: (5, 5, 8)",
        "The sums: 1 0 -1 Powers of 2: 2. 1. 0.5 Their shares: 0.57 0.29 0.14",
        "Powers of e: 2.72 1. 0.37 Their shares: 0.67 0.24 0.09",
        "Share of the right digit, and error: 0.99 0.010 0.90 0.105 0.80 0.223 0.60 0.511 "
        "0.50 0.693 0.40 0.916 0.25 1.386 0.10 2.303 0.01 4.605",
        "Share 0.400: error 0.916 Share 0.401: error 0.914",
        "Both errors before: 0.51 0.51",
        "does it rise or fall with that step? Answer: fall",
        "Both errors after: 0.05 0.8 The first falls by: 0.46 The second rises by: 0.29 Average before: 0.51 Average after: 0.42",
        "Full batches: 62 and left over: 16 Steps in 15 rounds: 15*63 = 945",
        "When it is judged: 1. 1. 1. 1. 1. 1. 1. 1. 1. 1.",
        *[f"Round {number}: error" for number in range(1, 16)],
        "are more than 80 right, or fewer? Answer: more",
        "of 500 new digits [this machine]",
        "The list knows 2000, and 0 of the new ones",
        "Weights and biases of two dense layers: 101770 Of the layers with 32 and 128 kernels: 100554",
        "Mixed: 8 and 2 Back again: (8 + 2) / 2 = 5.0 (8 - 2) / 2 = 3.0",
        "Through 1 1 1 -1 and -1 1 and then ReLU: Pixels 5 3 give 8 2 0 Pixels 3 5 give 8 0 2 Pixels 2 6 give 8 0 4",
        "SciPy makes the same map: True",
        "It takes this digit for a 3 [this machine]",
        "All 600 numbers moved along: True",
        "Of the ink 99.9% stays inside",
        "of the 500 right, or fewer? Answer: fewer",
    ],
    "docs/further/speed.py": [
        "Pixels: 12000000 3x3, for one pixel: 9 3x3, for the photograph: 108000000",
        "how many multiplications for one pixel? Answer: 961",
        "31x31, for the photograph: 11532000000 3x3 times 107 is about as much",
        "Image: 3 1 4 1 5 0 2 2 6 5 3 5 1 0 8 9 7 9 3 2 4 2 3 8 4 6 0 1 1 0 2 5 1 3 6 Kernel: 1 2 0 2 4 0 3 6 0 "
        "Places: 3*5 = 15 Multiplications: 15*9 = 135",
        "Convolution: 77 76 64 60 18 115 105 89 61 23 105 118 102 53 38 Multiplications, counted: 135",
        "convolve2d: 77 76 64 60 18 115 105 89 61 23 105 118 102 53 38 "
        "1 times the row: 1 2 0 2 times the row: 2 4 0 3 times the row: 3 6 0 All three: 1 2 0 2 4 0 3 6 0",
        "The row, slid along: 6 9 7 10 2 17 13 11 11 2 25 23 21 8 8 14 20 14 12 1 2 9 11 5 12",
        "Then the column, slid down: 77 76 64 60 18 115 105 89 61 23 105 118 102 53 38",
        "The row: 5*5 places * 3 weights = 75 The column: 3*5 places * 3 weights = 45 Both: 120 and in one pass: 135",
        "taken apart: how many multiplications for one pixel? Answer: 62",
        "3x3: 9 or 6, that is 1.5 times fewer 7x7: 49 or 14, that is 3.5 times fewer "
        "15x15: 225 or 30, that is 7.5 times fewer 31x31: 961 or 62, that is 15.5 times fewer",
        "One pass: 77 76 64 60 18 115 105 89 61 23 105 118 102 53 38 Two passes: 77. 76. 64. 60. 18. 115. 105. 89. 61. 23. 105. 118. 102. 53. 38.",
        "two passes save a factor of 7.5",
        "Signal: 3 4 5 Kernel: 2 1 Convolution: 6 11 14 5",
        "t = 1, the signal: 3 + 4*1 + 5*1*1 = 12 t = 1, the kernel: 2 + 1*1 = 3 "
        "t = 1, the convolution: 6 + 11 + 14 + 5 = 36",
        "the kernel 4. The convolution? Answer: 124",
        "t: -1 0 1 2 The signal: 4 3 12 31 The kernel: 1 2 3 4 Multiplied: 4 6 36 124 Back again: 6 11 14 5",
        "For both signs: 3 + 5*2*2 = 23 For t = 2: 4*2 = 8 The value at t = 2: 23 + 8 = 31",
        "what is the value at t = -2? Answer: 15",
        "3 + 4*t + 5*t*t with t = -2: 15 "
        "16 + 1 on the clock: 0 4 + 13 on the clock: 0 The square of 1 on the clock: 1 "
        "The square of 4 on the clock: 16 The square of 16 on the clock: 1 The square of 13 on the clock: 16 "
        "3 4 5 0, its even places: 3 5 3 4 5 0, its odd places: 4 0",
        "The signal at 1, 4, 16, 13: 12 14 4 16 3 + 4*4 + 5*4*4 on the clock: 14 The kernel at 1, 4, 16, 13: 3 6 1 15",
        "Multiplied on the clock: 2 16 4 2 Back, four times too large: 7 10 5 3 Divided by 4: 6 11 14 5 "
        "np.convolve: 6 11 14 5",
        "and both twice as long: how many times as many? Answer: 4",
        "2 values: 1, and counted: 1 4 values: 4, and counted: 4 8 values: 12, and counted: 12 "
        "16 values: 32, and counted: 32 3 4 with 2 1: 6 11 4 np.convolve: 6 11 4 "
        "2 by 2: each with each 4, by values 20 8 by 8: each with each 64, by values 128 "
        "32 by 32: each with each 1024, by values 704 64 by 64: each with each 4096, by values 1600 "
        "128 by 128: each with each 16384, by values 3584 512 by 512: each with each 262144, by values 17408",
        "Image: 3 1 4 1 5 0 2 2 6 5 3 5 1 0 8 9 7 9 3 2 4 2 3 8 4 6 0 1 1 0 2 5 1 3 6 Kernel: 1 2 0 2 4 0 3 6 0 "
        "By FFT, rounded: 77 76 64 60 18 115 105 89 61 23 105 118 102 53 38",
        "A spike: 0. 0. 0. 64. 0. 0. 0. Blurred 3 times: 1. 6. 15. 20. 15. 6. 1. "
        "Eager, 4 calls: Python was there 4 times",
        "as a graph, 4 calls: how often is Python there? Answer: 1",
        "Blurred 3 times: 1. 6. 15. 20. 15. 6. 1. 100 small steps",
        "TensorFlow: 77 76 64 60 18 115 105 89 61 23 105 118 102 53 38",
        "Pairs of a channel and a filter: 1024",
        "for one place? Answer: 9216",
        "1 in, 1 out: 9 4 in, 4 out: 144 32 in, 32 out: 9216",
        "Channels, filters: (4, 5, 3) with (3, 3, 3, 2) The first map: 150. 173. 133. 139. 169. 150. "
        "The first map: 150. 173. 133. 139. 169. 150.",
        "Multiplications of both: 19836",
    ],
    "docs/further/shapes.py": [
        "Temperatures: 3 5 4 8 6 7 9 Days 0 and 2: 3*(-1) + 5*0 + 4*1 = 1 Days 1 and 3: 5*(-1) + 4*0 + 8*1 = 3",
        "for each of 7 days: which shape? Answer: (3, 7, 2)",
        "Week: 3 5 4 8 6 7 9 Kernel: -1 0 1 The loop: 1 3 2 -1 3 TensorFlow: 1 3 2 -1 3",
        "Shapes: (1, 7, 1) with (3, 1, 1) gives (1, 5, 1)",
        "Kernel: 1 0 0 2 3 0 Result: 10 16 22 28 4 10 16 22 28 4 10 10 22 28 4 10 10 16",
        "Shapes: (1, 5, 7, 1) with (3, 2, 1, 1) gives (1, 3, 6, 1) "
        "Shapes: (1, 5, 7, 1) with (3, 3, 1, 1) gives (1, 3, 5, 1)",
        "First image: 0 0 0 0 0 9 0 0 0 0 0 0 Second image: 0 0 0 0 0 0 9 0 0 0 0 0",
        "Where it was: 9*(-1) + 0*1 = -9 Where it is: 0*(-1) + 9*1 = 9 All the others: 0*(-1) + 0*1 = 0",
        "What has moved: 0 0 0 0 0 -9 9 0 0 0 0 0",
        "images, rows, columns? Answer: (5, 6, 8)",
        "Shapes: (1, 2, 3, 4, 1) with (2, 1, 1, 1, 1) gives (1, 1, 3, 4, 1) TensorFlow: 0 0 0 0 0 -9 9 0 0 0 0 0",
        "Shapes: (1, 2, 6, 6, 1) with (2, 3, 3, 1, 1) gives (1, 1, 4, 4, 1)",
        "All its numbers are 2*3*3 = 18 conv3d with int32 is refused",
        "a signal (1, 7, 1): directions 1 an image (1, 5, 7, 1): directions 2 a video (1, 2, 3, 4, 1): directions 3",
        "in how many directions? Answer: 3",
        "conv2d: (1, 4, 5, 3) with (2, 3, 3, 1) 64. 97. 81. 61. 80. 64. 72. 70. 61. "
        "conv3d: (1, 3, 4, 5, 1) with (3, 2, 3, 1, 1) 64. 97. 81. 61. 80. 64. 72. 70. 61.",
        "The image begins with: 0 1 2 10 11 12 20 21 22 Kernel: 0 1 2 3 4 5 6 7 8 The first number: 5 + 134 + 443 = 582",
        "VALID: (8, 8) corners: 582 834 3102 3354 Sum of all: 125952",
        "SAME: (10, 10) corners: 163 301 1057 779 Sum of all: 163044",
        "Signal: 6 2 Kernel: 1 2 5 4 full: 6 14 34 34 8 NumPy, same: 6 14 34 34 NumPy, valid: 14 34 34 SciPy, same: 14 34",
        "Image: 255 7 3 212 240 4 218 216 230 Kernel: -1 1 "
        "full: -255 248 4 3 -212 -28 236 4 -218 2 -14 230 "
        "same: -255 248 4 -212 -28 236 -218 2 -14 valid: 248 4 -28 236 2 -14",
        "Kernel: -1 1 2 3 full: -255 248 4 3 298 751 263 13 206 1118 714 242 436 1086 1108 690 "
        "same: -255 248 4 298 751 263 206 1118 714 valid: 751 263 1118 714 255*3",
        "255*3 + 7*2 + 212*1 + 240*(-1) = 751 255*(-1) + 7*1 + 212*2 + 240*3 = 896",
        "Correlation, valid: 896 488 1112 886",
        "Image: 0 1 2 3 4 5 6 7 8 Kernel: 0 1 2 3 correlate: 0 3 8 9 19 25 21 37 43 correlate2d: 19 25 10 37 43 16 7 8 0 2x2:",
        "2x2: they differ 3x3: they agree 4x4: they differ 5x5: they agree",
        "n=10, k=3, stride 1: 1 before, 1 after, 10 outputs",
        "n=10, k=3, stride 2: 0 before, 1 after, 5 outputs",
        "n=10, k=3, stride 3: 1 before, 1 after, 4 outputs",
        "n=5, k=2, stride 1: 0 before, 1 after, 5 outputs",
        "n=6, k=3, stride 2: 0 before, 1 after, 3 outputs",
        "over how many rows does it reach? Answer: 7",
        "Dilation 1: reaches over 3x3, gives 6x8 numbers",
        "Dilation 2: reaches over 5x5, gives 4x6 numbers",
        "Dilation 3: reaches over 7x7, gives 2x4 numbers",
        "Week: 3 5 4 8 6 7 9 Kernel: 1 10 100 with dilation 2 Days 0, 2, 4: 3*1 + 4*10 + 6*100 = 643 Days 1, 3, 5: 5*1 + 8*10 + 7*100 = 785 "
        "Days 2, 4, 6: 4*1 + 6*10 + 9*100 = 964 TensorFlow: 643 785 964",
        "Dilation 1, 1, 1: 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 0 0 0 0 0 0 0 "
        "0 0 0 0 0 0 1 2 3 2 1 0 0 0 0 0 0 0 0 0 0 0 1 3 6 7 6 3 1 0 0 0 0 0 Dilation 1, 2, 4:",
        "0 1 1 2 1 3 2 3 1 3 2 3 1 2 1 1 0 Places, dilation 1, 1, 1: 7 Places, dilation 1, 2, 4: 15",
        "The first filters: (227 - 11) // 4 + 1 = 55",
        "does this pooling make of the 55? Answer: 27",
        "Filters 5x5, 2 zeros: 27 + 4 - 5 + 1 = 27 Pooling 3x3, step 2: (27 - 3) // 2 + 1 = 13 "
        "Filters 3x3, 1 zero: 13 + 2 - 3 + 1 = 13 Pooling 3x3, step 2: (13 - 3) // 2 + 1 = 6",
        "Weights of the first: 11*11*3*96 = 34848 All filters together: 3745824",
        "(1, 300, 300, 3) with (5, 5, 3, 2) gives (1, 296, 296, 2)",
        "filters 11x11, stride 4, pad 0: (55, 55, 96) pooling 3x3, stride 2, pad 0: (27, 27, 96)",
        "filters 5x5, stride 1, pad 2: (27, 27, 256) pooling 3x3, stride 2, pad 0: (13, 13, 256)",
        "filters 3x3, stride 1, pad 1: (13, 13, 384) filters 3x3, stride 1, pad 1: (13, 13, 384)",
        "filters 3x3, stride 1, pad 1: (13, 13, 256) pooling 3x3, stride 2, pad 0: (6, 6, 256)",
        "does the last layer hand on? Answer: 9216",
        "6*6*256 = 9216 227*227*3 = 154587",
        "(1, 3, 3, 2) with (2, 2, 2, 2) gives (1, 2, 2, 2)",
        "(1, 4, 5, 3) with (2, 3, 3, 2) gives (1, 3, 3, 2)",
    ],
    "docs/further/other_courses.py": [
        "Image: 1 0 0 1 1 0 1 1 1 0 0 0 1 1 1 1 1 1 1 0 0 1 1 0 1 Kernel: 1 0 1 0 1 0 1 0 1",
        "A signal of 5, a kernel of 3, the places: 0 1 2 The last one lies on 2 3 4 How many: 5 - 3 + 1 = 3",
        "can a kernel of 3 begin? Answer: 8",
        "The places: 0 1 2 3 4 5 6 7 10 - 3 + 1 = 8 10x10 with 3x3, VALID: (1, 8, 8, 1)",
        "lie under the X? Answer: 3",
        "Signal: 0 0 1 0 0 Kernel: 1 2 3 np.convolve: 1 2 3 np.correlate: 3 2 1 TensorFlow: 3 2 1",
        "Its feature map: 3 3 4 3 5 3 3 3 5",
        "Row 0, column 2: 0 1 1 1 1 added: 4 Row 1, column 2: 1 0 1 1 0 added: 3 0+1+1+1+1 = 4 1+0+1+1+0 = 3",
        "The other image: 1 1 1 0 0 0 1 1 1 0 0 0 1 1 1 0 0 1 1 0 0 1 1 0 0 "
        "Its feature map: 4 3 4 2 4 3 2 3 4",
        "Signal: 3 4 5 Kernel: 2 1 0 Convolution: 6 11 14 5 0 has 5 numbers Kronecker product: 6 3 0 8 4 0 10 5 0 has 9 numbers",
        "how many rows come out? Answer: 4",
        "SciPy's result: 0 0 1 2 0 5 11 11 6 23 29 23 12 32 37 24",
        "With t = 2: 4 rows With t = 1: 3 rows",
        "Padded: 0 0 0 0 0 0 0 1 2 0 0 3 4 5 0 0 6 7 8 0 0 0 0 0 0 Kernel: 0 1 2 3",
        "Image: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 Kernel: -1 0 0 0 1 0",
        "by how much is a number larger? Answer: 12",
        "Padded: 0 1 2 3 0 (3 - 2 + 2 + 2) / 2 = 2.5",
        "on these five: how many places? Answer: 2",
        "TensorFlow, 224x224: 54x54 TensorFlow, 227x227: 55x55",
        "Ramp: 0 0 0 1 2 3 4 4 4 Gradient, right minus left, on the ramp: 3 - 2 = 1",
        "what does 1 -2 1 give? Answer: 0",
        "Gradient: 0 0 1 1 1 1 0 0 Magnitude: 0 0 1 1 1 1 0 0 Laplacian: 0 1 0 0 0 -1 0",
        "before imshow: 0 Pictures in the figure after imshow: 1",
        "(1, 4, 6, 1) with (3, 2, 1, 1) gives (1, 2, 5, 1)",
        "The differences: 12 12 12 12 12 12 12 12 12 12 10x10 with SAME, stride 1: (1, 10, 10, 1)",
        "10x10 with SAME, stride 2: (1, 5, 5, 1)",
        "10x10 with SAME, stride 3: (1, 4, 4, 1)",
        "n=2 k=1 t=0 s=2: 1; down 1, up 2",
        "n=3 k=2 t=2 s=3: 2; down 2, up 2 n=3 k=2 t=2 s=2: 2; down 2, up 3 3x3 with 2x2: 0 8 6 8 "
        "224: (224 - 11) // 4 + 1 = 54 227: (227 - 11) // 4 + 1 = 55 224 and 3 zeros: (224 + 3 - 11) // 4 + 1 = 55",
        "Eager, 3 calls: Python went through it 3 times Graph, 3 calls: Python went through it 1 time",
        "the last gave 10.0",
        "1 2 3 4 5 6 0 1 2 3 4 5 6 0 1 2 3 4 Kernel: 1 -2 3 0 4 -1 Stride 2: 12 22 11 14 11 14 17 34 17 34 -5 12",
        "Cropped: 12 17 22 34 22 34 11 -5 11 -5 14 12",
        "[stride-cropped]",
    ],
}

# The photograph's first and last three rows and columns, in grey and under the Laplacian.
CORNERS_OF_GREY = (
    "104 104 104 ... 236 236 236 103 103 103 ... 235 235 235 101 102 102 ... 234 234 234 ... "
    "112 111 111 ... 89 90 91 114 114 114 ... 87 89 90 115 115 115 ... 85 87 88"
)
CORNERS_OF_LAPLACIAN = (
    "-1 -1 0 ... -1 -1 -1 -1 0 1 ... 0 0 0 2 -2 0 ... 1 1 1 ... "
    "-2 2 1 ... -1 -1 -2 -1 -2 -2 ... 0 -2 -2 -1 -1 -1 ... 2 1 1"
)
# Rows of the kernels of 7x7, and what is on both sides of them where a dot lies under them, in a table of 21x21.
BELL = (1, 6, 15, 20, 15, 6, 1)
GAUSSIAN = [" ".join(f"{one * other / 4096:.8f}" for other in BELL) for one in BELL]
BOX = " ".join(7 * ["0.02040816"])
SEVEN_0 = " ".join(7 * ["0."])
# What they have beside that: what they hand to their drawings, as "To draw_modes ...", and shapes of arrays.
BESIDE = {
    "0_1D.py": [
        "To draw_copies 3 4 5 2 1 0 Two loops:",
        "To draw_steps 3 4 5 2 1 0",
        "To draw_modes 1 3 2 5 1 2 4",
    ],
    "1_2D.py": [
        "To draw_smears 0 5 0 0 0 4 1 2 4 3",
        "To draw_windows 1 3 0 4 5 1 2 4 3 2 4 1 1 2 4 3",
        "To draw_places 1 3 0 4 5 1 2 4 3 2 4 1 1 2 4 3",
        "To draw_beyond 1 2 3 4 5 6 2",
        "sums_with_0 has the shape (7, 7)",
    ],
    "2_TensorFlow.py": [
        "To draw_counts 4 6 6 6 6 4 6 9 9 9 9 6 6 9 9 9 9 6 4 6 6 6 6 4 10 numbers, a kernel",
        "To draw_same_strides 1 2 3 4 5 6 3",
        "To draw_dilation 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 "
        "1 1 1 1 1 1 1 1 1 2",
    ],
    "3_image.py": [  # of a large table the corners are printed
        f"{CORNERS_OF_GREY} 48 134 48 (3 + 3 + 9)",
        f"To draw_spots {{'a dot': array( {220 * '0 '}1 {220 * '0 '})",
        f"'under a box of 7x7': array( {147 * '0. '}{7 * f'{SEVEN_0} {BOX} {SEVEN_0} '}{147 * '0. '})",
        f"'under the Gaussian': array( {147 * '0. '}{''.join(f'{SEVEN_0} {row} {SEVEN_0} ' for row in GAUSSIAN)}{147 * '0. '})}}",
        f"To draw_kernels {{'unchanged': array( 0 0 0 0 1 0 0 0 0 ) 'box': array( {7 * f'{BOX} '})",
        f"'Gaussian': array( {' '.join(GAUSSIAN)} ) 'sharpen': array(",
        "'sharpen': array( 0 -1 0 -1 5 -1 0 -1 0 )} {'unchanged': array( 104 104 104 ...",
        "'box': array( 102.63265306 102.7755102 102.93877551 ... 234.7755102 234.81632653 234.85714286 102.34693878 102.48979592 102.65306122 ...",
        "'Gaussian': array( 103.34643555 103.45776367 103.70336914 ... 235.36206055 235.41333008 235.421875 102.65087891 102.79296875 103.06298828 ...",
        "'sharpen': array( 105 105 104 ... 237 237 237 104 103 102 ... 235 235 235 99 104 102 ...",
        f"To draw_outline {CORNERS_OF_GREY} 1 0 -1 2 0 -2 1 0 -1 "
        "0 0 4 ... 0 0 0 1 1 3 ... 0 0 0 2 3 2 ... 0 0 0 ... "
        "-2 -2 0 ... 9 8 4 -1 -1 0 ... 14 11 4 0 0 0 ... 16 12 4 "
        "1 2 1 0 0 0 -1 -2 -1 -4 -4 -4 ... -4 -4 -4 -11 -9 -9 ... -8 -8 -8 -12 -11 -10 ... -4 -4 -4 ... "
        "20 20 20 ... -11 -6 -4 13 15 16 ... -16 -13 -12 4 4 4 ... -8 -8 -8 4. 4. 5.65685425",
        f"To draw_laplacian {CORNERS_OF_GREY} 0 1 0 1 -4 1 0 1 0 {CORNERS_OF_LAPLACIAN} "
        "-5.84228516e-01 -5.30517578e-01 -5.69335938e-01 ...",
        "1 1 0 ... 1 1 1 1 0 1 ... 0 0 0 2 2 0 ... 1 1 1 ... 2 2 1 ... 1 1 2 1 2 2 ... 0 2 2 1 1 1 ... 2 1 1 "
        "127 127 128 ... 127 127 127 127 128 129 ... 128 128 128 130 126 128 ... 129 129 129 ... "
        "126 130 129 ... 127 127 126 127 126 126 ... 128 126 126 127 127 127 ... 130 129 129 (48 134 48) -3 in",
        f"To draw_bytes {CORNERS_OF_LAPLACIAN} "
        "255 255 0 ... 255 255 255 255 0 1 ... 0 0 0 2 254 0 ... 1 1 1 ... "
        "254 2 1 ... 255 255 254 255 254 254 ... 0 254 254 255 255 255 ... 2 1 1 48 134 48",
        "To draw_frame -209 -105 -104 ... -237 -237 -473 -104 0 1 ... 0 0 -235 -99 -2 0 ... 1 1 -233 ... "
        "-114 2 1 ... -1 -1 -93 -115 -2 -2 ... 0 -2 -92 -231 -116 -116 ... -83 -86 -175 "
        f"{CORNERS_OF_LAPLACIAN} 300 0 0 -300 400 0 0 -400 300 0 0 -300 "
        "300 400 400 300 0 0 0 0 -300 -400 -400 -300",
    ],
    "4_digit.py": [
        f"{28 * '0 '}12 7 4 12 Question:",
        "To draw_pooling array( -1 0 1 -2 0 2 -1 0 1 ) array( -1 -2 -1 0 0 0 1 2 1 ) array(",
        f"{28 * '0 '}3 Question: Kernel of 5",
    ],
}

# What is left out where TensorFlow is not installed.
WITH_TENSORFLOW = {
    "3_image.py": ["TensorFlow: -14, flipped: 14, largest difference 0.000 [this machine]"],
}

FEWEST_RIGHT = 472  # of the 500 new digits of lesson 4, if it has learned from all of its 2000


def plain(text):
    """A text without the brackets and commas of lists and arrays, with one blank between words."""
    return " ".join(re.sub(r"[\[\],]", " ", text).split())


def missing_facts(name, printed, facts=FACTS):
    """The facts of a lesson that it has not printed."""
    return not_printed(facts[name], printed)


def not_printed(facts, printed):
    """The facts that a text does not have. A fact that ends in a number is followed by no other."""
    if not facts:
        return []
    whole = plain(printed)
    return [fact for fact in facts if not _pattern(fact).search(whole)]


def has_learned(printed):
    """Whether lesson 4 has printed what it has to where its numbers differ from machine to machine.

    Its error falls to less than a quarter, four in five new digits are right, the others have another label than guess.
    """
    errors = re.findall(r"^(?:At random|Round +\d+): error (\S+),", printed, re.MULTILINE)
    (right,) = re.findall(r"^Right: (\d+) of 500 new digits", printed, re.MULTILINE)
    wrong = re.findall(r"^Label (\d), guessed (\d) ", printed, re.MULTILINE)
    others = all(label != guess for label, guess in wrong)
    return float(errors[-1]) < float(errors[0]) / 4 and int(right) >= 400 and len(wrong) == 3 and others


@cache
def _pattern(fact):
    no_further_number = r"(?! -?\d)" if fact[-1].isdigit() else ""
    return re.compile(rf"(?<!\S){re.escape(plain(fact))}(?!\S){no_further_number}")
