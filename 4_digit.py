"""
What a network sees in a digit
==============================

Lesson 4 of 5, about 70 minutes. You need TensorFlow and lessons 0 to 3. The digit is
data/num3.jpg, or your own (docs/lessons.md says how). At the end you can

- follow a digit through kernels, ReLU and pooling, and say what each is for,
- say how far one number of a deep layer sees,
- train a small network that finds its own kernels, and look at them,
- say why it is right less often about digits that it has never seen,
- say why a layer of kernels needs so few weights, and what moves along with a digit.
"""

from course import answer, ask, begin, end, quiet, save
from course.paths import DATA

digit_path = begin(__doc__, picture="num3.jpg")

# %% A digit is a table of numbers
# It has 28 rows and 28 columns, from 0 (paper) to 255 (ink). The figures show ink white
# and paper dark. Here is a piece of it, at the left edge of a stroke of the pen. In
# data/num3.jpg the first row of this piece begins with 0 0 66 250. There the paper ends
# and the ink begins, and a kernel can find that. In a network nothing is flipped. So
# take the row -1 0 1, and lay it on the last three of these pixels as it is.
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
# answer to another question, and the network may find a kernel of its own for it. So it
# keeps what is above 0, and makes all else 0. This step is called ReLU.
with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

small = np.array([[3, -1, 4, -1], [-5, 9, -2, 6]], dtype="int32")
relu = tf.nn.relu(small).numpy()
print(f"\nBefore:\n{small}")
print(f"After ReLU:\n{relu}")

# %% Without ReLU two layers are one
# ReLU does one thing more: it is what makes it worth while to have several layers. Take
# a bright stroke, 0 0 9 9 0 0. Slide -1 1 along it, and 1 1 along the result. A single
# kernel, -1 0 1, does the same in one go, because sums of sums are sums again. (So 1 1
# and then 1 1 is 1 2 1 in lesson 3.) Now put ReLU between the two kernels, and no
# single kernel can do the same. Why? Turn all signs of the row over. Then each product
# of a single kernel turns its sign over, and so does each sum: 9 9 -9 -9 becomes -9 -9
# 9 9. But with ReLU between them the two kernels give 9 9 0 0 for the row, and 0 0 9 9
# for the other. (Max pooling, which comes next, is no sum either, and does this, too.)
row = np.array([0, 0, 9, 9, 0, 0])
first = np.correlate(row, [-1, 1], "valid")
second = np.correlate(first, [1, 1], "valid")
print("\nThe row:          ", row)
print("-1 1 on it:       ", first)
print("Then 1 1:         ", second)
in_one_go = np.correlate(row, [-1, 0, 1], "valid")
print("-1 0 1 in one go: ", in_one_go)
bent = np.maximum(first, 0)  # ReLU
print("With ReLU between:", np.correlate(bent, [1, 1], "valid"))
first = np.correlate(-row, [-1, 1], "valid")
bent = np.maximum(first, 0)
print("\nThe other row:    ", -row)
print("-1 0 1 in one go: ", np.correlate(-row, [-1, 0, 1], "valid"))
print("With ReLU between:", np.correlate(bent, [1, 1], "valid"))

# %% Max pooling: how strong, but not exactly where
# Cut a map into blocks of 2x2, and keep only the largest number of each: that is max
# pooling. In the left block below it is 9, in the right one 6. Half of the rows and
# half of the columns are left. So the next layer has less to do, and sees further with
# the same kernel. And a digit is the same digit if a stroke lies a pixel further to the
# side. Does pooling forgive that? Take a single row, cut into blocks of two: 0 0 9 0
# becomes 0 9. Move the 9 to the right, and 0 0 0 9 becomes 0 9 as well.
batch = relu.reshape(1, 2, 4, 1)
pooled = tf.nn.max_pool2d(batch, ksize=2, strides=2, padding="VALID")
pooled = pooled[0, :, :, 0].numpy().astype(int)
print(f"\nAfter ReLU:\n{relu}")
print("After max pooling:", pooled)
for four in [[0, 0, 9, 0], [0, 0, 0, 9]]:
    blocks = np.array(four).reshape(2, 2)
    print(four, "becomes", blocks.max(axis=1))
ask("Now move the 9 of 0 0 9 0 to the left: what does that row become?")

# %% A step within a block, or out of it
# The row is 0 9 0 0, with the blocks 0 9 and 0 0: it becomes 9 0.
#
# The 9 has left its block, and pooling has not forgiven it. In blocks of two each
# number has one neighbour inside its block, and one outside. So a step of one pixel is
# forgiven in one case of two, and a step of two pixels never: it moves the pooled row
# on by exactly one number.
blocks = np.array([0, 9, 0, 0]).reshape(2, 2)
moved_left = blocks.max(axis=1)
answer((moved_left[0], moved_left[1]))

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
# A number of the first layer sees the pixels under its kernel, here 3 across and 3
# down. How far does a number of the second layer see, or of the third? Light one pixel
# and watch how far its light gets. A kernel reaches as far to the left as to the right:
# so if the light of one pixel gets to five numbers, then each number sees five pixels.
# A row is enough, and kernels of three ones.
light = np.array([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
three = np.array([1, 1, 1])
print("\nOne bright pixel:  ", light)
light = np.convolve(light, three, "same")
print("After one layer:   ", light)
light = np.convolve(light, three, "same")
print("After two layers:  ", light)
light = np.convolve(light, three, "same")
print("After three layers:", light)

# %% The receptive field
# What a number sees is called its receptive field: 3, 5, 7 pixels across, and as many
# down. With pooling it grows faster. A number of the second layer then sees three
# pooled numbers. These come from six numbers of the first layer. And six numbers, side
# by side, see one pixel more on each side: 8. The program tries it out: it lights each
# pixel in turn, and counts those whose light arrives.


def pixels_seen(first_kernel, second_kernel):
    """Count what a number sees, with pooling between both kernels."""
    seen = 0
    for place in range(32):
        light = np.zeros(32)
        light[place] = 1
        first_layer = np.convolve(light, first_kernel, "same")
        pairs = first_layer.reshape(16, 2)
        larger_ones = pairs.max(axis=1)  # max pooling
        second_layer = np.convolve(larger_ones, second_kernel, "same")
        if second_layer[8] > 0:  # a number far from both ends
            seen += 1
    return seen


print("\nKernel of 3, pooling, kernel of 3:", pixels_seen(three, three))

from course.pictures.figures_of_lesson_4 import draw_receptive_field

fig = draw_receptive_field(digit, len(three))
save(fig, "sees", "Which pixels a number sees, through two layers.")
ask("Kernel of 5, pooling, kernel of 3: how many pixels across?")

# %% The receptive field of your network
# Three pooled numbers come from six of the first layer, and these see two pixels more
# on each side: 6 + 4 = 10.
#
# The network that you train below has these layers. So a number of its second layer
# sees 10x10 of the 28x28 pixels: wider than a stroke, but smaller than a digit.
five = np.array([1, 1, 1, 1, 1])
answer(pixels_seen(five, three))

# %% A kernel of 1x1
# You know such a kernel from lesson 2: red minus green, which found the berries. It
# sees a single pixel, but all of its channels, and mixes them. A layer of them makes
# few maps out of many, or many out of few. What it cannot see is a neighbour. Exchange
# the pixels, and its answers are exchanged in the same way. So it cannot find an edge:
# for it the row might as well be a heap of pixels.
berry = [9, 1]  # red and green
stone = [9, 9]
shadow = [1, 1]
x = np.array([berry, stone, shadow], dtype="int32")
x = x.reshape(1, 1, 3, 2)  # one row of pixels, two channels
h = np.array([1, -1], dtype="int32").reshape(1, 1, 2, 1)
mixed = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print()
print(x.shape, "with", h.shape, "gives", mixed.shape)
print("Berry, stone, shadow:", mixed[0, 0, :, 0].numpy())
x = x[:, :, ::-1]  # the pixels from the last to the first
mixed = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print("Shadow, stone, berry:", mixed[0, 0, :, 0].numpy())

# %% A network that finds its own kernels
# Nobody tells this network what an edge is. The first layer has 8 kernels of 5x5, the
# second 24 filters of 3x3 over these 8 channels. padding="same" puts zeros around, so
# 28 rows stay 28, and pooling halves them to 14 and to 7. Flatten writes all maps in
# one line: 7*7*24 = 1176 numbers. Dense, the dense layer of lesson 1, makes ten sums of
# them: how much the image looks like a 0, like a 1, and so on. The largest is the
# guess. (Why 8, 24 and 5x5? People try, and keep what works. What Dropout is for comes
# later.)
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

# %% A neuron, its weights and its bias
# What makes one number of a map is called a neuron. It multiplies the numbers under its
# kernel by its weights, adds them up, adds a constant, and goes through ReLU. The
# constant is called the bias, and it is learned, too. What is it for? Without it ReLU
# lets through all that is above 0. With a bias of -500 an edge has to be stronger than
# 500 to count. All neurons of a map share one kernel and one bias. (The ten sums of
# Dense are made by neurons, too, but without ReLU.) So the first layer has 25 weights
# and a bias for each of its 8 maps: 8*(5*5 + 1) = 208.
strong = map_upright.max()
weak = 300
print(f"\nA strong edge: {strong} - 500 = {strong - 500}")
print(f"A weak edge:   {weak} - 500 = {weak - 500}")
print("After ReLU:", max(strong - 500, 0), "and", max(weak - 500, 0))
print("Weights and biases of layer 1: 8*(5*5 + 1) =", 8 * (5 * 5 + 1))
ask("24 filters of 3x3 over 8 channels, a bias each: how many in all?")

# %% Count the weights
# A filter has a kernel of 3x3 for each of the 8 channels, and one bias: 24*(3*3*8 + 1)
# = 1752.
#
# Dense has by far the most. It does not share: each of its ten sums has a weight of its
# own for each of the 1176 numbers, so 10*(1176 + 1) = 11770. Remember that. And if the
# first layer were dense? It would have 28*28*8 neurons, each with 28*28 weights and a
# bias: nearly five million, in place of 208.
answer(24 * (3 * 3 * 8 + 1))
for layer in network.layers:
    if layer.count_params() > 0:
        print(f"{layer.name:9} {layer.count_params():5}")
print("Together ", network.count_params())
dense = 28 * 28 * 8 * (28 * 28 + 1)
print("A dense layer of as many neurons as the first:", dense)

# %% It begins at random
# In lesson 2 the kernel began with nine zeros. Here all weights begin at random, and
# for a reason. Say that in each layer all kernels began alike. Then the first eight
# would make the same map. All would get the same slopes, take the same step, and still
# be alike: eight times the same question, for ever. Random weights make them different
# from the start. (The seed above makes the random weights the same for everybody. But
# machines round a little differently, and in many steps that grows. So what training
# finds is marked [this machine].)
at_random = network.layers[0].kernel.numpy()[:, :, 0, :]
print("\nThe kernels of the first layer:", at_random.shape)
for number in range(2):
    row = at_random[1, :, number]
    print(f"Row 1 of kernel {number}:", row.round(2))

# %% What is the error of a guess?
# In lesson 2 the error was how far a number was off. But an 8 that is taken for a 9 is
# not off by 1, it is wrong. So make shares of the ten sums: they add up to 1, and the
# larger a sum, the larger its share. (Each sum s becomes e to the power of s, and is
# divided by all of them together. e is 2.718. A power is never below 0, even if the sum
# is: so each can be a share.)
#
# An image's error is large if the right digit has a small share: it is minus the
# logarithm of that share, the natural one, np.log. Why the logarithm? 1 - share would
# hardly tell 0.01 from 0.001. The logarithm does: if the share is ten times smaller,
# the error is larger by 2.3. Who guesses blindly gives each digit 0.1, and has an error
# of 2.3.
#
# Why not simply count the wrong guesses? Push a weight a little, and a share goes from
# 0.400 to 0.401, say. Then the largest is still the largest, and the count stays as it
# is: its slope is 0, and says nothing about the way to go. The error does. (In books
# the ten sums are logits, making shares of them is softmax, and this error is the
# cross-entropy, or loss.)
three_sums = np.array([2, 1, 0])
powers = np.exp(three_sums)  # e to the power of each
shares_of_three = powers / powers.sum()
print("\nThe sums:  ", three_sums)
print("The shares:", shares_of_three.round(2))
for share in [0.99, 0.5, 0.401, 0.4, 0.1, 0.01]:
    print(f"Share {share:.3f} for the right digit:", end=" ")
    print(f"error {-np.log(share):.3f}")

# %% More certain, and more often wrong
# Two images, and only two digits to choose from: then the larger share is the one above
# a half. In both images the right digit has a share of 0.60. So both guesses are right.
# Then comes a step. Now the right digit has 0.95 in the first image, but 0.45 in the
# second. So only one guess is right.
before = -np.log([0.60, 0.60])  # minus the logarithm of each
after = -np.log([0.95, 0.45])
print("\nBoth errors before:", before.round(2))
ask("Their average, does it rise or fall with that step?")

# %% The error falls all the same
# It falls: from 0.51 to (0.05 + 0.80)/2, about 0.42. The first image gains more than
# the second one loses.
#
# So error and right guesses need not go together. You will see the error go on falling
# when the right guesses hardly get more.
answer("fall" if after.mean() < before.mean() else "rise")
print("Both errors after:", after.round(2))
print("Average before:", before.mean().round(2))
print("Average after: ", after.mean().round(2))

# %% Train it
# As in lesson 2 the weights take small steps against the slope of the error. Here they
# take one after each 32 images, called a batch: these already tell roughly which way is
# down. So a round through all 2000, called an epoch, has 63 rough steps and not a
# single exact one. There are 15 rounds.
#
# The digits are a part of MNIST, a collection that most books use (data/README.md says
# more). A label says which digit an image is. (Divided by 255 the pixels go from 0 to
# 1. Undivided, the first sums would be 255 times as large: the network would begin by
# being quite certain, and mostly wrong. Adam chooses how long the steps are: take that
# as a recipe.)
#
# In each step Dropout leaves out 40 % of the 1176 numbers, each time others, so that
# the network relies on none too much. After each round it is judged with all of its
# numbers, here on 500 images at once: that is quicker, and judging takes no steps.
digits = np.load(DATA / "digits.npz")
train = digits["train_images"].reshape(2000, 28, 28, 1) / 255
train_labels = digits["train_labels"]
test = digits["test_images"].reshape(500, 28, 28, 1) / 255  # for later
test_labels = digits["test_labels"]
network.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],  # the part of all guesses that is right
)
judged = network.evaluate(
    train, train_labels, batch_size=500, verbose=0
)
error, accuracy = judged
said = f"error {error:.2f}, {accuracy:.1%} right"
print(f"\nAt random: {said} [this machine]")
on_train = []  # error and accuracy after each round
on_test = []  # the same for digits that it does not learn from
for count in range(1, 16):
    network.fit(train, train_labels, batch_size=32, verbose=0)
    judged = network.evaluate(
        train, train_labels, batch_size=500, verbose=0
    )
    error, accuracy = judged
    on_train.append((error, accuracy))
    said = f"error {error:.2f}, {accuracy:.1%} right"
    print(f"Round {count:2}: {said} [this machine]")
    judged = network.evaluate(
        test, test_labels, batch_size=500, verbose=0
    )
    on_test.append(judged)
ask("Of 100 digits it never saw: are more than 80 right, or fewer?")

# %% Digits that it has never seen
# More: most of what it has learned holds for new digits, too. But not all. It has seen
# each of the 2000 digits fifteen times, and has learned some of them by heart. What
# counts is the rest: can it do it with digits of other people?
#
# Therefore 500 digits were kept apart: no step was taken because of them. Always judge
# a program that learns by examples that it has not learned from. (Another 500 could
# give one or two per cent more or less.)
sums = network(test).numpy()
guesses = sums.argmax(axis=1)  # the place of the largest sum
right = np.count_nonzero(guesses == test_labels)
accuracy_of_new = right / 500
answer("more" if accuracy_of_new > 0.8 else "fewer")
print(f"\nRight: {right} of 500 new digits [this machine]")
print(f"That is {accuracy_of_new:.1%} [this machine]")

from course.pictures.figures_of_lesson_4 import draw_training

fig = draw_training(on_train, on_test)
save(fig, "training", "Error and right guesses, round by round.")

# %% By heart
# A list of all 2000 images with their labels is right about each of them. But of the
# new ones it knows none. Such learning is called overfitting, and a network does some
# of it, too. The longer it trains, the more its weights fit what is odd in single
# images, a blot here, a loop there, and the more certain it gets of its wrong guesses
# as well.
#
# That was measured, each time with three seeds. Without Dropout this network gets 96 %
# of the new digits right after 15 rounds, with an error of 0.11. After 60 rounds it
# gets as many right, but with an error of 0.15: the wrong guesses have become more
# certain.
#
# Does a network learn by heart because it has many weights? Not for that reason alone.
# Two dense layers, with 128 neurons and then 10, have 101,770 weights, and get 91 % of
# the new digits right. With 32 and 128 kernels in place of 8 and 24 this network has
# nearly as many weights, 100,554, and gets 97 %, even without Dropout. What a dense
# layer does not know is that neighbours belong together, and that a stroke is a stroke
# everywhere.
by_heart = {}
for image, label in zip(train, train_labels):
    by_heart[image.tobytes()] = label  # the image's numbers
known = 0
for image in test:
    if image.tobytes() in by_heart:
        known += 1
print(f"\nThe list knows {len(by_heart)}, and {known} of the new ones")

# %% All that it got wrong
# Look at the mistakes of a program before you trust it: the number of right guesses
# does not say what they are. Sort the digits in the figure into three heaps. Some
# nobody can read for certain: there no training helps. Some are written in a rare way,
# very thick or very slanting: more examples of this kind would help. And some are
# plain. On the machine where this was written the first one is an 8 that anybody can
# read, and the network takes it for a 5. So it does not see what you see. Count the
# labels, too: if a digit is wrong much more often than others, look there first. (But
# with so few mistakes 4 against 1 may be chance. With ten times as many it would not
# be.)
wrong = np.flatnonzero(guesses != test_labels)  # their indices
print()
for index in wrong[:3]:
    label = test_labels[index]
    print(f"Label {label}, guessed {guesses[index]} [this machine]")
counts = np.bincount(test_labels[wrong], minlength=10)
print("Wrong 0s, 1s, 2s and so on:", counts, "[this machine]")

from course.pictures.figures_of_lesson_4 import draw_wrong_guesses

fig = draw_wrong_guesses(digits["test_images"], test_labels, guesses)
save(fig, "guesses", "Wrong guesses, with label and what was guessed.")

# %% What it found
# These are the eight kernels of its first layer, before training and after. Nobody drew
# them. Before, they are speckled, as the weights are random: two neighbours have the
# same sign about as often as not. After, the weights are larger, there are patches of
# red and of blue, and neighbours mostly have the same sign. Where a red patch lies
# beside a blue one the kernel looks for an edge. Others answer to a stroke, or to
# nothing that has a name.
found = network.layers[0].kernel.numpy()[:, :, 0, :]
print("\nNeighbours with the same sign:")
for name, kernels in [("Before:", at_random), ("After: ", found)]:
    signs = np.sign(kernels)
    beside = np.count_nonzero(signs[:, 1:] == signs[:, :-1])
    below = np.count_nonzero(signs[1:] == signs[:-1])
    count = beside + below
    print(f"{name} {count} of 320 [this machine]")

from course.pictures.figures_of_lesson_4 import draw_found_kernels

fig = draw_found_kernels(at_random, found)
save(fig, "kernels", "Eight kernels, at random and then learned.")

# %% Why they need not look neat
# Nothing in the error asks for a neat kernel: only the ten sums at the end count. Take
# two pixels, 5 and 3. The neat kernels 1 0 and 0 1 give 5 and 3. The kernels 1 1 and 1
# -1 mix them to 8 and 2. But nothing is lost: half of 8 + 2 is 5 again, and half of 8 -
# 2 is 3. So a later layer can make up for what the first one mixes. And ReLU? It leaves
# 8 and 2 as they are. But the pixels 3 and 5 give 8 and -2, and ReLU makes the -2 a 0:
# the difference is lost. A third kernel, -1 1, saves it: if two pixels differ, either 1
# -1 or -1 1 gets through. That is one reason why a layer has more kernels than seem
# necessary. Here a later layer can make up for nearly everything. (Measured with three
# seeds: if the first layer keeps its random kernels, and only the rest is trained, 95 %
# of the new digits are right, and 97 % if all is trained.)
pixels = np.array([5, 3])
total = np.correlate(pixels, [1, 1], "valid")[0]
difference = np.correlate(pixels, [1, -1], "valid")[0]
print("\nMixed:", total, "and", difference)
print("Back again: (8 + 2) / 2 =", (total + difference) / 2)
print("            (8 - 2) / 2 =", (total - difference) / 2)

# %% The digit, as the network sees it
# A layer is what you know: the correlation with each kernel, the bias, and ReLU. You
# can do it yourself with SciPy. The maps of the first layer follow strokes and edges.
# The second layer sees further, and combines them at half the resolution. Go through
# its maps one by one: which strokes of the digit is each of them bright for? With the 3
# most of those in the figure are bright for flat strokes, and one for the upright
# stroke on the right.
x = (digit / 255).astype("float32")
first_maps = network.layers[0](x.reshape(1, 28, 28, 1))
second_maps = network.layers[2](network.layers[1](first_maps))
biases = network.layers[0].bias.numpy()
by_scipy = correlate2d(x, found[:, :, 0], "same") + biases[0]
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

# %% Shift the digit
# All places share their weights, so a digit that moves takes its map along. Move it
# down by 2 rows and right by 1 column, and make its map again. All numbers that stay
# inside are the same, exactly. (At the border new paper comes in, so it is left out.) A
# kernel need not learn a stroke again for each place where it may lie: what it has
# learned in one corner it finds in every other.
moved = np.zeros((28, 28), dtype=int)
moved[2:28, 1:28] = digit[0:26, 0:27]
map_before = correlate2d(digit, lying, "valid")
map_after = correlate2d(moved, lying, "valid")
stayed_inside = map_before[0:24, 0:25]
moved_along = np.array_equal(map_after[2:26, 1:26], stayed_inside)
print(f"\nAll {stayed_inside.size} numbers moved along: {moved_along}")

from course.pictures.figures_of_lesson_4 import draw_shift

fig = draw_shift(digit, moved, lying, map_before, map_after)
save(fig, "shift", "A digit and its map, and both moved.")

# %% And the whole network?
# It has read more than 450 of the 500 new digits. They are centred, as the 2000 were
# that it has learned from. Now move each of them to the right by 3 pixels. Nearly all
# of the ink stays inside: you read them as well as before. And the network?


def moved_right(images, by):
    """Return the images, moved: new paper comes in on the left."""
    padded = np.pad(images, [[0, 0], [0, 0], [by, 0], [0, 0]])
    return padded[:, :, 0:28]  # what is beyond column 27 is lost


by_three = moved_right(test, 3)
left_inside = by_three.sum() / test.sum()
print(f"\nOf the ink {left_inside:.1%} stays inside")
ask("Moved by 3 pixels: are more than 450 of the 500 right, or fewer?")

# %% What moves along, and what does not
# Fewer. The maps of the first layer move along with the digit. After a pooling they do
# so exactly only if the step is a multiple of 2, and after both only if it is a
# multiple of 4. But moved by 4, when all maps move along but for their borders, still
# fewer are right. So it is Dense: it has a weight of its own for each place in the
# maps, and a stroke that has moved on meets weights that were learned for other places.
#
# Pooling forgives a little: moved by one pixel, most digits are still right. But with
# each pixel more they get fewer. So kernels find a stroke wherever it is, and still
# this network does not find a digit wherever it is. What helps is to show it moved
# digits, too, while it learns.
rights = []
for by in range(5):
    sums = network(moved_right(test, by)).numpy()
    largest = sums.argmax(axis=1)
    rights.append(np.count_nonzero(largest == test_labels))
answer("more" if rights[3] > 450 else "fewer")
for by in range(5):
    print(f"Moved by {by}: {rights[by]} right [this machine]")

# %% Keep, try, go on
# Three things to keep:
#
# - ReLU keeps what speaks for something, and lets two layers do more than one;
#   pooling forgets exactly where it was.
# - A network finds its own kernels, by small steps that make an error smaller; judge
#   it by examples that it has not seen.
# - Kernels share their weights, so they need few, and find a stroke wherever it is;
#   the dense layer after them does not.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - Take your own digit, as 4_digit.py my_digit.png, first upright, then lying on its
#   side: what does the network take it for?
# - In "Train it" let network.fit learn from 500 digits only, from train[:500] and
#   train_labels[:500]: how many of the new digits are right now?
#
# You have finished the course. README.md says how to go on.
end()
