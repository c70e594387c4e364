"""
What a network sees in a digit
==============================

Lesson 4 of 5, about 40 minutes. You need TensorFlow and lessons 1 to 3. At the
end you can

- follow a digit through kernels, ReLU and pooling, and say how far a number sees,
- train a small network that finds its own kernels, and look at them,
- say why the same neuron everywhere needs so few weights.

The digit is data/num3.jpg, or your own: python 4_digit.py my_digit.png
"""

from course.lessons import DATA, ask, begin, end, quiet, save

path = begin(__doc__, picture="num3.jpg")

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from scipy.signal import correlate2d

with quiet():
    import tensorflow as tf
    from tensorflow import keras

from course.definition import convolve2d as by_definition
from course.figures import matrix, panels, picture
from course.images import load_digit
from course.trace import check_corner, show, table

# %% A digit is a table of numbers
# 28 rows and 28 columns, from 0 (paper) to 255 (ink). The middle of it, four rows:
digit, notes = load_digit(path)
digit = np.rint(digit).astype(int)
print("", *notes, f"{digit.shape[0]} rows, {digit.shape[1]} columns; a part of it:", sep="\n")
print(table(digit[12:16, 7:21]))
fig, ax = panels("A digit is 28 x 28 numbers", height=6)
matrix(ax, digit, size=6)
save(fig, "numbers", "A handwritten digit, every pixel with its number: 0 is black.")

# %% Feature maps
# The kernels of lesson 3 for horizontal and vertical edges, used without a turn as in a
# network, give two feature maps: where is such an edge, and how strong is it?
kernels = {"horizontal": np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]),
           "vertical": np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])}
maps = {}
print("\nfeature maps:")
for name, kernel in kernels.items():
    maps[name] = correlate2d(digit, kernel, "valid")
    assert_array_equal(maps[name], by_definition(digit, kernel, "valid", flip=False))
    print(f"  {name}: {maps[name].shape}, from {maps[name].min()} to {maps[name].max()}")

# %% ReLU and pooling
# ReLU keeps what is above 0 and makes the rest 0. Max pooling keeps the largest number of
# each 2x2 block, so the map has half the rows and columns, and knows the place less well.
small = np.array([[3, -1, 4, -1], [-5, 9, -2, 6]])
relu = np.maximum(small, 0)
pooled = relu.reshape(1, 2, 2, 2).max(axis=(1, 3))
show("\nReLU", relu, tf.nn.relu(small))
show("max pooling", pooled, tf.nn.max_pool2d(small[None, :, :, None], 2, 2, "VALID")[0, ..., 0])
fig, axes = panels("Kernel, ReLU, pooling: fewer numbers, each knows more", 3, rows=2, height=5)
for row, (name, x) in zip((axes[:3], axes[3:]), maps.items()):
    positive = np.maximum(x, 0)
    halves = positive.reshape(13, 2, 13, 2).max(axis=(1, 3))
    picture(row[0], x, f"{name} edges", signed=True, high=1000)
    picture(row[1], positive, "ReLU", high=1000)
    picture(row[2], halves, "max pooling", high=1000)
save(fig, "pooling", "Two feature maps of the digit, then without the negative numbers, then "
     "at half the size.")

# %% How far one number sees
# A number of the first layer sees 3x3 pixels. In the second layer it sees 3x3 numbers that
# each see 3x3. Count the pixels that one number in the middle depends on: its receptive
# field. Pooling widens it faster.


def sees(*layers):
    """Return how many rows of the image one number in the middle depends on."""
    x = tf.Variable(tf.ones((1, 32, 32, 1)))
    with tf.GradientTape() as tape:
        y = x
        for layer in layers:
            y = layer(y)
        middle = y[0, y.shape[1] // 2, y.shape[2] // 2, 0]
    return int(np.any(tape.gradient(middle, x)[0, :, :, 0], axis=1).sum())


def conv(x):
    return tf.nn.conv2d(x, tf.ones((3, 3, 1, 1)), 1, "SAME")


def pool(x):
    return tf.nn.avg_pool2d(x, 2, 2, "VALID")


print("\none, two, three layers of 3x3 see", *(sees(*[conv] * n) for n in (1, 2, 3)), "rows")
print("3x3, pooling, 3x3 sees", sees(conv, pool, conv), "rows")
ask("Four layers of 3x3: how many rows?", sees(conv, conv, conv, conv))

# %% A kernel of 1x1
# It sees one pixel, but all its channels: it mixes the maps, the same way everywhere.
stack = np.stack(list(maps.values()), axis=-1).astype(np.float32)
mix = np.float32([[2], [-3]])
mixed = tf.nn.conv2d(stack[None], mix[None, None], 1, "VALID")[0, :, :, 0]
assert_array_equal(mixed, 2 * maps["horizontal"] - 3 * maps["vertical"])
print("\n1x1 kernel:", stack.shape, "becomes", (*mixed.shape, 1))

# %% A network that finds its own kernels
# Nobody tells this network what an edge is. It has two layers of kernels, with ReLU and
# pooling after each; the resolution falls from 28 to 14 to 7 while the maps say more and
# more. At the end ten numbers say how much it looks like each digit. Dropout leaves out
# some numbers while training, so that none is relied on too much.
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(8, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(24, 3, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dropout(0.4),
    keras.layers.Dense(10),
])
print("\nlayer by layer:", *(layer.output.shape[1:] for layer in network.layers))

# %% Train it
# It sees 2000 digits, 15 times over. Then it is asked about 500 that it has never seen.
digits = np.load(DATA / "digits.npz")
train, test = (np.float32(digits[f"{part}_images"][..., None] / 255) for part in ("train", "test"))
answers = digits["test_labels"]


def tell(epoch, logs):
    print(f"  {epoch + 1} times seen: {logs['accuracy']:.1%} right [this machine]")


network.compile(keras.optimizers.Adam(0.002), metrics=["accuracy"],
                loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
network.fit(train, digits["train_labels"], batch_size=32, epochs=15, verbose=0,
            callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=tell)])
guesses = network.predict(test, verbose=0).argmax(axis=1)
right = np.mean(guesses == answers)
print(f"of {len(answers)} new digits, right: {right:.1%} [this machine]")
assert right >= 0.93, "the network has learned less than it should: was a layer changed?"

# %% What it found
# These are the eight kernels of its first layer, red above 0 and blue below. Nobody wrote
# them; several are strokes and edges, as yours were.
found = network.layers[0].kernel.numpy()[:, :, 0]
fig, axes = panels("Nobody drew these kernels: the network found them", 8, height=1.6)
for k, ax in enumerate(axes):
    picture(ax, found[:, :, k], signed=True, high=np.abs(found).max())
save(fig, "kernels", "Eight learned kernels of 5x5, in patches of red and blue.")

# %% The digit, as the network sees it
# Low level first: the maps of the first layer follow strokes and edges. High level then:
# those of the second say at which places several of these meet, at half the resolution.
one = np.float32(digit / 255)[None, :, :, None]
low = network.layers[0](one)[0].numpy()
high = network.layers[2](network.layers[1](low[None]))[0].numpy()
for k in range(low.shape[-1]):
    linear = correlate2d(one[0, :, :, 0], found[:, :, k], "same") + network.layers[0].bias[k]
    assert_allclose(low[..., k], np.maximum(linear, 0), atol=1e-5)
guess = network(one).numpy().argmax()
print(f"\nThe network takes your digit for a {guess} [this machine]")
fig, axes = panels("From strokes to combinations, at half the size", 8, rows=2, height=2.9)
for k, ax in enumerate(axes[:8]):
    picture(ax, low[..., k], high=low.max())
for k, ax in enumerate(axes[8:]):
    picture(ax, high[..., k], high=high.max())
save(fig, "maps", "Above, eight maps of the digit, sharp; below, eight coarser ones.")

# %% Right and wrong
# Image, label and guess belong together only if they are taken by the same index. First
# the wrong ones, then right ones.
order = np.argsort(guesses == answers, kind="stable")[:16]
fig, axes = panels("Where it errs, you may hesitate too", 8, rows=2, height=2.9)
for ax, index in zip(axes, order):
    picture(ax, digits["test_images"][index], f"{guesses[index]} ({answers[index]})")
    ax.title.set_color("#D55E00" if guesses[index] != answers[index] else "black")
save(fig, "guesses", "Sixteen test digits with the guess, and in brackets the label.")
pairs = np.zeros((10, 10), int)
np.add.at(pairs, (answers, guesses), 1)
assert pairs.trace() == (guesses == answers).sum(), "labels and guesses are out of step"
np.fill_diagonal(pairs, 0)
label, taken = np.unravel_index(pairs.argmax(), pairs.shape)
print(f"most often confused: {label} taken for {taken}, {pairs.max()} times [this machine]")

# %% The same neuron everywhere
# One kernel is one neuron, used at every place. So its layer needs few weights, and what
# it has learned in one place it knows in all. A dense layer would have to learn each
# place anew.
first = network.layers[0].count_params()
dense = 28 * 28 * 28 * 28 * 8 + 28 * 28 * 8
print(f"\nfirst layer: {first} weights; a dense layer between the same numbers: {dense}")
ask("A kernel of 5x5 on one channel, 8 of them, and 8 constants: how many weights?", first)

# %% Shift the digit
# Move the digit down by 2 and right by 1, and its feature map moves with it, exactly. Only
# at the border, where something new comes in, this does not hold.
moved = np.zeros_like(digit)
moved[2:, 1:] = digit[:-2, :-1]
before, after = (correlate2d(x, kernels["vertical"], "valid") for x in (digit, moved))
assert_array_equal(after, by_definition(moved, kernels["vertical"], "valid", flip=False))
assert_array_equal(after[2:, 1:], before[:-2, :-1])
print("\nnumbers that moved along:", before[:-2, :-1].size, "of", before.size)

# %% Keep, try, go on
# Three things to keep: ReLU drops the negative, pooling drops the place; a network finds
# its kernels; one neuron, used everywhere, moves along with what it sees.
# Two things to try: your own digit, as python 4_digit.py my_digit.png; a first layer with
# 2 kernels instead of 8.
# You have finished the course. README.md says how to go on.
end()
