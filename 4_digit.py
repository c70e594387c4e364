"""
What a network sees in a digit
==============================

Lesson 4 of 5, about 40 minutes. You need TensorFlow and lessons 1 to 3. The digit is
data/num3.jpg, or your own: python 4_digit.py my_digit.png. At the end you can

- follow a digit through kernels, ReLU and pooling, and say how far a number sees,
- train a small network that finds its own kernels, and look at them,
- say why the same neuron everywhere needs so few weights.
"""

from course import answer, ask, begin, end, quiet, save
from course.paths import DATA

path = begin(__doc__, picture="num3.jpg")

from collections import Counter

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from scipy.signal import correlate2d

with quiet():
    import tensorflow as tf
    from tensorflow import keras
    from tensorflow.keras import layers

from course.lessons.show import show
from course.convolution.definition import convolve2d as exactly
from course.pictures.figures import RED, matrix, panels, picture, pictures
from course.pictures.read_digit import load_digit
from course.convolution.formatting import table

# %% A digit is a table of numbers
# It has 28 rows and 28 columns of them, from 0 (paper) to 255 (ink).
digit, notes = load_digit(path)
digit = np.rint(digit).astype(int)
print()
for note in notes:
    print(note)
print("A part of it, rows 12 to 15:")
print(table(digit[12:16, 7:21]))
fig, ax = panels("A digit is 28 x 28 numbers", height=6)
matrix(ax, digit, size=6)
save(fig, "numbers", "A handwritten digit; every pixel is a cell with its number.")

# %% Feature maps
# The kernels of lesson 3 for horizontal and vertical edges, used without a turn as in a
# network, give two feature maps: where is such an edge, and how strong is it?
kernels = {"horizontal": np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]),
           "vertical": np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])}
maps = {}
print("\nFeature maps:")
for name, kernel in kernels.items():
    maps[name] = correlate2d(digit, kernel, "valid")
    assert_array_equal(maps[name], exactly(digit, kernel, "valid", flip=False))
    print(f"  {name}: {maps[name].shape}, {maps[name].min()} to {maps[name].max()}")

# %% ReLU and pooling
# ReLU keeps what is above 0 and makes the rest 0. Max pooling keeps the largest number
# of each 2x2 block: you have half the rows and columns, and know less exactly where.
small = np.int32([[3, -1, 4, -1], [-5, 9, -2, 6]])
relu = tf.nn.relu(small)
show(f"\nReLU of {small.tolist()}", relu, np.maximum(small, 0))
pooled = tf.nn.max_pool2d(relu[None, :, :, None], 2, 2, "VALID")[0, :, :, 0]
show("Max pooling", pooled, [[np.max(relu[:, :2]), np.max(relu[:, 2:])]])
fig, axes = panels("ReLU drops the blue, pooling halves the rest", 3, rows=2, height=5)
for row, (name, x) in enumerate(maps.items()):
    positive = np.maximum(x, 0)
    picture(axes[3 * row], x, f"{name} edges", signed=True, high=1000)
    halves = tf.nn.max_pool2d(positive[None, :, :, None], 2, 2, "VALID")[0, :, :, 0]
    pictures(axes[3 * row + 1:][:2], {"ReLU": positive, "max pooling": halves}, high=1000)
save(fig, "pooling", "Two feature maps, their positive part, and that at half size.")

# %% How far one number sees
# A number of the first layer sees 3x3 pixels. One of the second sees 3x3 numbers that
# each see 3x3: it reaches over 5x5. To count, make 32 images of one column, light one
# pixel in each, and see in how many of them the number in the middle answers: its
# receptive field. Pooling widens it faster (the average, which every pixel reaches).
lit = tf.reshape(tf.eye(32), (32, 32, 1, 1))
three = tf.ones((3, 1, 1, 1))
deep = lit
sees = []
for layer in range(4):
    deep = tf.nn.conv2d(deep, three, 1, "SAME")
    sees.append(int(tf.math.count_nonzero(deep[:, 16])))
halved = tf.nn.avg_pool2d(tf.nn.conv2d(lit, three, 1, "SAME"), (2, 1), (2, 1), "VALID")
pooling = tf.math.count_nonzero(tf.nn.conv2d(halved, three, 1, "SAME")[:, 8])
print("\nOne, two and three layers of 3x3 see", sees[0], sees[1], sees[2], "rows;")
print("two layers with pooling between them see", int(pooling))
ask("How many rows do four layers see, without pooling?")

# %%
# The first layer sees 3 rows, and each one after it a row more on each side.
answer(sees[3])

# %% A kernel of 1x1
# It sees one pixel, but all its channels: it mixes the maps, the same way everywhere.
stack = np.stack(list(maps.values()), axis=-1).astype(np.float32)
mix = np.float32([[2], [-3]])
mixed = tf.nn.conv2d(stack[None], mix[None, None], 1, "VALID")[0, :, :, 0]
assert_array_equal(mixed, 2 * maps["horizontal"] - 3 * maps["vertical"])
print(f"\nA kernel of 1x1 makes one map of two: {stack.shape} becomes {mixed.shape}")

# %% A network that finds its own kernels
# Nobody tells this network what an edge is. It has two layers of kernels, with ReLU and
# pooling after each: the resolution falls from 28 to 14 to 7, and there are more maps.
# At the end Flatten writes all maps into one row, and Dense makes ten sums of it: how
# much the image looks like each digit. Dropout leaves out numbers while the network
# learns, so that it relies on none of them too much.
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 5, padding="same", activation="relu"), layers.MaxPooling2D(),
    layers.Conv2D(24, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
    layers.Flatten(), layers.Dropout(0.4), layers.Dense(10)])
print("\nLayer by layer:")
for layer in network.layers:
    print(f"  {layer.name:15} {layer.output.shape[1:]}")

# %% Train it
# A label says which digit an image is; the loss says how wrong a guess is. As in lesson
# 2, the weights take small steps that make the loss smaller, here after every 32 of the
# 2000 images, and 15 times over. Then the network guesses 500 digits that it has never
# seen. It starts at random, so your numbers differ a little from another machine's.
digits = np.load(DATA / "digits.npz")
answers = digits["test_labels"]
train = np.float32(digits["train_images"][..., None] / 255)
test = np.float32(digits["test_images"][..., None] / 255)


def print_round(epoch, logs):
    print(f"  round {epoch + 1}: {logs['accuracy']:.1%} right [this machine]")


tell = keras.callbacks.LambdaCallback(on_epoch_end=print_round)
network.compile(keras.optimizers.Adam(0.002), metrics=["accuracy"],
                loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
network.fit(train, digits["train_labels"], 32, epochs=15, verbose=0, callbacks=[tell])
guesses = network.predict(test, verbose=0).argmax(axis=1)
right = np.mean(guesses == answers)
print(f"  {right:.1%} of {len(answers)} new digits right [this machine]")
assert right >= 0.9, f"it has learned less than it should: {right:.1%} of new digits"

# %% What it found
# These are the eight kernels of its first layer, red above 0 and blue below. Several
# have a red and a blue side, as the edge kernels that you know.
found = network.layers[0].kernel.numpy()[:, :, 0]
fig, axes = panels("Nobody drew these: the network found them", 4, rows=2, height=3.6)
numbered = {f"kernel {k}": found[:, :, k] for k in range(8)}
pictures(axes, numbered, signed=True, high=np.abs(found).max())
save(fig, "kernels", "Eight learned kernels of 5x5, in patches of red and blue.")

# %% The digit, as the network sees it
# Low level first: the eight maps of the first layer follow strokes and edges. Higher
# up, the 24 of the second combine those, at half the resolution; eight of them are
# drawn. A layer is the correlation that you know, a constant added, and ReLU.
one = np.float32(digit / 255)[None, :, :, None]
low = network.layers[0](one).numpy()
high = network.layers[2](network.layers[1](low)).numpy()
for k in range(8):
    edges = correlate2d(one[0, :, :, 0], found[:, :, k], "same")
    relu = np.maximum(edges + network.layers[0].bias[k], 0)
    assert_allclose(low[0, :, :, k], relu, atol=1e-4)
print(f"\nThe network takes this digit for a {np.argmax(network(one))} [this machine]")
fig, axes = panels("First strokes, then coarser combinations", 8, rows=2, height=2.9)
for k, ax in enumerate(axes):
    maps = low if k < 8 else high
    picture(ax, maps[0, :, :, k % 8], high=maps[0, :, :, k % 8].max())
save(fig, "maps", "Above, eight sharp maps of the digit; below, eight coarser ones.")

# %% Right and wrong
# Take image, label and guess at the same index, or you show guesses beside digits that
# they do not belong to. First come the wrong ones, in orange; the label is in brackets.
order = np.argsort(guesses == answers, kind="stable")[:24]
fig, axes = panels("Few are wrong: the guess, and (the label)", 8, rows=3, height=4.2)
for ax, index in zip(axes, order):
    picture(ax, digits["test_images"][index], f"{guesses[index]} ({answers[index]})")
    ax.title.set_color(RED if guesses[index] != answers[index] else "black")
save(fig, "guesses", "Test digits with the guess and the label; the wrong ones first.")
wrong = guesses != answers
confused = Counter(zip(answers[wrong].tolist(), guesses[wrong].tolist())).most_common(3)
text = ", ".join(f"{label} as {guess} ({often}x)" for (label, guess), often in confused)
print(f"\nMost often confused: {text} [this machine]")

# %% The same neuron everywhere
# One kernel is one neuron, used at every place. So a layer of kernels needs few
# weights: a dense layer would have its own for each place, and learn each place anew.
rows, columns, _, count = network.layers[0].kernel.shape
dense = layers.Dense(28 * 28 * 8)
dense.build((1, 28 * 28))
print(f"\nDense, from 28x28 to 28x28x8 numbers: {dense.count_params()} weights")
ask(f"And {count} kernels of {rows}x{columns}, each with a constant to add?")

# %%
# Each kernel has 25 weights and a constant, wherever in the image it is used.
answer(network.layers[0].count_params())

# %% Shift the digit
# What it knows in one place it knows in all. Move the digit down by 2 and right by 1:
# its feature map moves along, exactly, away from the border, where the new comes in.
moved = np.zeros_like(digit)
moved[2:, 1:] = digit[:-2, :-1]
before = correlate2d(digit, kernel, "valid")
after = correlate2d(moved, kernel, "valid")
assert_array_equal(after, exactly(moved, kernel, "valid", flip=False))
assert_array_equal(after[2:, 1:], before[:-2, :-1])
print(f"\nAll {before[:-2, :-1].size} numbers that stay inside moved along, exactly")
ask("By how many rows has the feature map moved down?")

# %%
# It has moved with its digit, by as many rows.
same = [np.array_equal(after[k:, 1:], before[:26 - k, :-1]) for k in range(9)]
answer(same.index(True))

# %% Keep, try, go on
# Three things to keep: ReLU drops the negative, pooling blurs the place; a network
# finds its kernels; one neuron, used everywhere, moves along with what it sees.
# Two things to try: your own digit, as python 4_digit.py my_digit.png; train on half,
# train[:1000] and digits["train_labels"][:1000]: how many are right now?
# You have finished the course. README.md says how to go on.
end()
