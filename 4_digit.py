"""
What a network sees in a digit
==============================

Lesson 4 of 5, about 60 minutes. You need TensorFlow and lessons 0 to 3. The digit is
data/num3.jpg, or your own: python 4_digit.py my_digit.png. At the end you can

- follow a digit through kernels, ReLU and pooling, and say what each is for,
- say how far one number of a deep layer sees,
- train a small network that finds its own kernels, and look at them,
- say why it is right less often about digits that it has never seen,
- say why a layer of kernels needs so few weights.
"""

from course import answer, ask, begin, end, quiet, save
from course.paths import DATA

digit_path = begin(__doc__, picture="num3.jpg")

# %% A digit is a table of numbers
# It has 28 rows and 28 columns, from 0 (paper) to 255 (ink). Here is a piece of it,
# at the left edge of a stroke of the pen. In data/num3.jpg the first row of this piece
# begins with 0 0 66 250. There the paper ends and the ink begins, and a kernel can find
# that. In a network nothing is flipped. So take the row -1 0 1 as it is: it gives the
# number on the right minus the number on the left.
import numpy as np

from course.pictures.read_digit import load_digit, stroke_of

digit, notes = load_digit(digit_path)
digit = digit.round().astype(int)
for note in notes:  # what was done to your own picture
    print(note)
top, left = stroke_of(digit, height=4, width=12)
piece = digit[top : top + 4, left : left + 12]
print(f"\nRows {top} to {top + 3}, columns {left} to {left + 11}:")
print(piece)

from course.pictures.figures_of_lesson_4 import draw_digit

fig = draw_digit(digit, top, left, rows=4, columns=12)
save(fig, "numbers", "A handwritten digit; each pixel with its number.")
ask("What does the row -1 0 1 give on the pixels 0 66 250?")

# %% Two feature maps
# The number on the right minus the number on the left: 250 - 0 = 250. It is above 0,
# because there is more ink on the right.
#
# These are the two edge kernels of lesson 3. A convolution would flip them; here they
# are written down flipped already. So the signs are the same: above 0 means more ink to
# the right, or below. Slid over the digit, each gives a feature map. One of its numbers
# is worked out here: the weights times the pixels of a window, added up.
from scipy.signal import correlate2d

answer(0 * (-1) + 66 * 0 + 250 * 1)
upright = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
lying = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
print(f"For upright edges:\n{upright}")
print(f"For lying edges:\n{lying}")
map_upright = correlate2d(digit, upright, "valid")
map_lying = correlate2d(digit, lying, "valid")
window = digit[top : top + 3, left + 1 : left + 4]
print(f"A window of the digit:\n{window}")
print("Times the upright kernel, added up:", np.sum(window * upright))
print("In the map at this place:", map_upright[top, left + 1])
low = map_upright.min()
high = map_upright.max()
print("Upright:", map_upright.shape, "from", low, "to", high)
low = map_lying.min()
high = map_lying.max()
print("Lying:  ", map_lying.shape, "from", low, "to", high)

# %% ReLU: yes counts, no does not
# A kernel asks a question: is there an edge with the ink on the right? A number above 0
# says yes, and how strongly. Below 0 it says: no, the ink is on the left. That is the
# answer to another question, for which the network has another kernel. So it keeps what
# is above 0, and makes all else 0. This step is called ReLU. It does one thing more:
# without it two layers of kernels would only be sums of sums, and one layer with a
# larger kernel could do the same. Only with ReLU between them can two layers do more
# than one.
with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

small = np.array([[3, -1, 4, -1], [-5, 9, -2, 6]], dtype="int32")
relu = tf.nn.relu(small).numpy()
print(f"\nBefore:\n{small}")
print(f"After ReLU:\n{relu}")
ask("Two blocks of 2x2: which is the largest number in each?")

# %% Max pooling: how strong, but not exactly where
# In the left block it is 9, in the right one 6.
#
# Max pooling keeps only the largest number of each block of 2x2. What is it good for? A
# digit is the same digit if a stroke lies a pixel further to the left. The largest
# number of a block often stays the same then. And there are only half as many rows and
# columns, so the next layer has less to do, and sees further with the same kernel.
batch = relu.reshape(1, 2, 4, 1)
pooled = tf.nn.max_pool2d(batch, ksize=2, strides=2, padding="VALID")
pooled = pooled[0, :, :, 0].numpy().astype(int)
answer((pooled[0, 0], pooled[0, 1]))
print("After max pooling:", pooled)

# %% The same for the digit
# Each of the two feature maps goes through ReLU, and then through max pooling. 26 rows
# become 13.
relu_upright = np.maximum(map_upright, 0)
relu_lying = np.maximum(map_lying, 0)
both = np.stack([relu_upright, relu_lying], axis=-1)  # two channels
batch = both.reshape(1, 26, 26, 2)
pooled = tf.nn.max_pool2d(batch, ksize=2, strides=2, padding="VALID")
print("\nBefore:", batch.shape)
print("After: ", pooled.shape)

from course.pictures.figures_of_lesson_4 import draw_pooling

fig = draw_pooling(
    [upright, lying],
    [map_upright, map_lying],
    [relu_upright, relu_lying],
    [pooled[0, :, :, 0].numpy(), pooled[0, :, :, 1].numpy()],
)
save(fig, "pooling", "Two kernels, their maps, ReLU and pooling.")

# %% How far one number sees
# A number of the first layer sees 3 pixels in each direction, those under its kernel.
# How far does a number of the second layer see, or of the third? Light one pixel and
# watch how far its light gets. It gets as far in one direction as a number sees in the
# other. A row of pixels is enough, and kernels of three ones.
light = np.array([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
three = np.array([1, 1, 1])
print("\nOne bright pixel:  ", light)
light = np.convolve(light, three, "same")
print("After one layer:   ", light)
light = np.convolve(light, three, "same")
print("After two layers:  ", light)
light = np.convolve(light, three, "same")
print("After three layers:", light)
ask("3, 5, 7: how many numbers has the light reached after four?")

# %% The receptive field
# One more on each side: 7 + 2 = 9.
#
# What a number sees is called its receptive field. With pooling it grows faster. A
# number of the second layer then sees three pooled numbers. These come from six numbers
# of the first layer. And six numbers, side by side, see one pixel more on each side: 8.
# The program tries all pixels, one after the other, and counts those whose light
# arrives. (It takes the average of two numbers in place of the larger one.)
light = np.convolve(light, three, "same")
answer(np.count_nonzero(light))
print("After four layers: ", light)
seen = 0
for place in range(16):
    light = np.zeros(16)
    light[place] = 1
    first_layer = np.convolve(light, three, "same")
    pairs = first_layer.reshape(8, 2)
    averages = pairs.mean(axis=1)  # of two neighbours
    second_layer = np.convolve(averages, three, "same")
    if second_layer[4] > 0:
        seen += 1
print("Two layers with pooling between them see", seen)

from course.pictures.figures_of_lesson_4 import draw_receptive_field

fig = draw_receptive_field(digit, len(three))
save(fig, "sees", "Which pixels a number sees, through two layers.")

# %% A kernel of 1x1
# Such a kernel sees a single pixel, but all of its channels. It mixes the maps, in the
# same way at each place. Here it takes the first map twice, and the second one away
# three times. Networks use it to make few maps out of many.
batch = np.stack([map_upright, map_lying], axis=-1)
batch = batch.reshape(1, 26, 26, 2).astype("int32")
h = np.array([2, -3], dtype="int32").reshape(1, 1, 2, 1)
mixed = tf.nn.conv2d(batch, h, strides=1, padding="VALID")
print(batch.shape, "with", h.shape, "gives", mixed.shape)
mixed_map = mixed[0, :, :, 0].numpy()
by_hand = 2 * map_upright - 3 * map_lying
print("The same by hand:", np.array_equal(mixed_map, by_hand))

# %% A network that finds its own kernels
# Nobody tells this network what an edge is. The first layer has 8 kernels of 5x5, the
# second 24 filters of 3x3 over these 8 channels. After each come ReLU and max pooling.
# Flatten writes all maps in one line: 7*7*24 = 1176 numbers. Dense, the dense layer of
# lesson 1, makes ten sums of them: how much the image looks like a 0, like a 1, and so
# on. The largest is the guess. (Why 8, 24 and 5x5? People try, and keep what works.
# Dropout leaves out 40 % of the numbers while the network learns, each time others, so
# that it relies on none too much. Take that as a recipe.)
keras = tf.keras  # the part of TensorFlow for networks
layers = keras.layers
keras.utils.set_random_seed(0)
network = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 5, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dropout(0.4),
        layers.Dense(10),
    ]
)
print("\nWhat each layer makes:")
for layer in network.layers:
    print(f"{layer.name:16} {layer.output.shape[1:]}")

# %% Train it
# As in lesson 2 the weights take small steps that make the error smaller. Here they
# take one after each 32 of 2000 images, and go 15 times through all of them. A label
# says which digit an image is. (Adam chooses how long the steps are, and the error has
# a long name: it is large where the right digit got a small sum. Take that as a recipe,
# too.) While it learns some numbers are left out, so it does better in the end. The
# weights begin at random, so your numbers differ a little from those of another
# machine.
digits = np.load(DATA / "digits.npz")
train = digits["train_images"].reshape(2000, 28, 28, 1) / 255
train_labels = digits["train_labels"]
network.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
errors = []
shares = []  # of the digits, those that were guessed right
for count in range(1, 16):
    history = network.fit(train, train_labels, batch_size=32, verbose=0)
    errors.append(history.history["loss"][0])
    shares.append(history.history["accuracy"][0])
    said = f"error {errors[-1]:.2f}, {shares[-1]:.1%} right"
    print(f"Round {count:2}: {said} [this machine]")
after_training = network.evaluate(train, train_labels, verbose=0)
share = after_training[1]
print(f"After training: {share:.1%} of the 2000 right [this machine]")
ask("Will it be right more or less often about digits it never saw?")

# %% Digits that it has never seen
# Less often. It has seen each of the 2000 digits fifteen times, and has learned some of
# them by heart. What counts is the rest: can it do it with digits of other people?
#
# Therefore 500 digits were kept apart. Always judge a program that learns by examples
# that it has not learned from.
test = digits["test_images"].reshape(500, 28, 28, 1) / 255
test_labels = digits["test_labels"]
sums = network(test).numpy()
guesses = sums.argmax(axis=1)  # the place of the largest sum
right = np.count_nonzero(guesses == test_labels)
share_of_new = right / 500
answer("less" if share_of_new < share else "more")
print(f"\nRight: {right} of 500 new digits [this machine]")
print(f"That is {share_of_new:.1%} [this machine]")

from course.pictures.figures_of_lesson_4 import draw_training

fig = draw_training(errors, shares, share_of_new)
save(fig, "training", "Error and right guesses, round by round.")

# %% All that it got wrong
# Look at the mistakes of a program before you trust it. Some of these digits you might
# take for another one, too. (Take image, label and guess at the same index, or you show
# guesses beside digits that they do not belong to.)
wrong = np.flatnonzero(guesses != test_labels)  # their indices
for index in wrong[:3]:
    label = test_labels[index]
    print(f"Label {label}, guessed {guesses[index]} [this machine]")

from course.pictures.figures_of_lesson_4 import draw_wrong_guesses

fig = draw_wrong_guesses(digits["test_images"], test_labels, guesses)
save(fig, "guesses", "Wrong guesses, with label and what was guessed.")

# %% What it found
# These are the eight kernels of its first layer. Nobody drew them. Some have a red side
# and a blue side: they look for an edge, as the kernels that you know. Others answer to
# a stroke, or to nothing that has a name.
found = network.layers[0].kernel.numpy()[:, :, 0, :]
print("\nKernels of the first layer:", found.shape)

from course.pictures.figures_of_lesson_4 import draw_found_kernels

fig = draw_found_kernels(found)
save(fig, "kernels", "Eight learned kernels, in red and blue.")

# %% The digit, as the network sees it
# A layer is what you know: the correlation with each kernel, a constant added, and
# ReLU. You can do it yourself with SciPy. The maps of the first layer follow strokes
# and edges. The second layer combines them, at half the resolution: corners, ends and
# bows.
x = (digit / 255).astype("float32")
first_maps = network.layers[0](x.reshape(1, 28, 28, 1))
second_maps = network.layers[2](network.layers[1](first_maps))
constants = network.layers[0].bias.numpy()
by_scipy = correlate2d(x, found[:, :, 0], "same") + constants[0]
by_scipy = np.maximum(by_scipy, 0)
first_map = first_maps[0, :, :, 0].numpy()
same_map = np.allclose(first_map, by_scipy, atol=1e-4)
print("\nSciPy makes the same map:", same_map)
sums = network(x.reshape(1, 28, 28, 1)).numpy()
print(f"It takes this digit for a {sums.argmax()} [this machine]")

from course.pictures.figures_of_lesson_4 import draw_network_maps

first_maps = first_maps[0].numpy()
second_maps = second_maps[0].numpy()
fig = draw_network_maps(digit, found, first_maps, second_maps)
save(fig, "maps", "Kernels, the maps that they make, and coarser maps.")

# %% Few weights, used everywhere
# A single number of a map is called a neuron. It takes a few numbers, adds them up with
# its weights and a constant, and goes through ReLU. In a layer of kernels all neurons
# of a map share their weights. In a dense layer each has its own, for each pixel: here
# 28*28*8 neurons with 28*28 weights and a constant each.
dense = 28 * 28 * 8 * (28 * 28 + 1)
print("\nA dense layer of as many neurons:", dense, "weights")
ask("And 8 kernels of 5x5, each with a constant: how many weights?")

# %% Count them
# Each kernel has 25 weights and a constant: 8*(25 + 1) = 208.
#
# That is why 2000 digits are enough to learn from. And a stroke that was learned in one
# corner is found in every other.
answer(network.layers[0].count_params())
print("8*(5*5 + 1) =", 8 * (5 * 5 + 1))

# %% Shift the digit
# If all places share their weights, a digit that moves takes its map along. Move the
# digit down by 2 rows and right by 1 column, and make its map again. (At the border new
# paper comes in, so compare what stays inside.)
moved = np.zeros((28, 28), dtype=int)
moved[2:28, 1:28] = digit[0:26, 0:27]
map_before = correlate2d(digit, lying, "valid")
map_after = correlate2d(moved, lying, "valid")
stayed_inside = map_before[0:24, 0:25]
ask("By how many rows has the feature map moved down?")

# %% The map moves along
# By 2, as the digit. All numbers that stay inside are the same, exactly.
#
# So the network need not learn a digit again for each place where it may stand.
moved_down = 0
for rows in range(5):
    before = map_before[0 : 26 - rows, 0:25]
    after = map_after[rows:26, 1:26]
    if np.array_equal(before, after):
        moved_down = rows
answer(moved_down)
moved_along = np.array_equal(map_after[2:26, 1:26], stayed_inside)
print(f"All {stayed_inside.size} numbers moved along: {moved_along}")

from course.pictures.figures_of_lesson_4 import draw_shift

fig = draw_shift(digit, moved, lying, map_before, map_after)
save(fig, "shift", "A digit and its map, and both moved.")

# %% Keep, try, go on
# Three things to keep. ReLU keeps what speaks for something, and pooling forgets
# exactly where it was. A network finds its own kernels, by small steps that make an
# error smaller; judge it by examples that it has not seen. Kernels share their weights,
# so they need few, and find a thing wherever it is.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - Take your own digit, as python 4_digit.py my_digit.png, first upright, then lying on
#   its side: what does the network take it for?
# - In "Train it" let network.fit learn from 500 digits only, from train[:500] and
#   train_labels[:500]: how many of the new digits are right now?
#
# You have finished the course. README.md says how to go on.
end()
