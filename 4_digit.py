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
# and paper black. Here is a piece of it, at the left edge of a stroke of the pen. In
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
# kernel, -1 0 1, does the same in one go, because sums of sums are sums again. (In the
# same way 1 1 and then 1 1 was 1 2 1 in lesson 3.) So a second layer would be of no
# use: one layer could do all that the two do.
row = np.array([0, 0, 9, 9, 0, 0])
first = np.correlate(row, [-1, 1], "valid")
second = np.correlate(first, [1, 1], "valid")
print("\nThe row:          ", row)
print("-1 1 on it:       ", first)
print("Then 1 1:         ", second)
in_one_go = np.correlate(row, [-1, 0, 1], "valid")
print("-1 0 1 in one go: ", in_one_go)

# %% With ReLU between them they are two
# With ReLU between the two kernels the row gives 9 9 0 0. Could another single kernel
# do that? Test it with a second row: the first one with every sign changed.
#
# A single kernel only multiplies and adds. So if all pixels change their signs, all
# results do: a kernel that made 9 9 0 0 of the first row would make -9 -9 0 0 of the
# second. The two kernels with ReLU make 0 0 9 9 of it. So no single kernel does what
# they do. (Max pooling, which comes next, is no sum either. Between two layers it does
# this, too.)
bent = np.maximum(first, 0)  # ReLU
print("With ReLU between:", np.correlate(bent, [1, 1], "valid"))
first = np.correlate(-row, [-1, 1], "valid")
bent = np.maximum(first, 0)
print("\nSigns changed:    ", -row)
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
# become 13, and 26 columns as well: a quarter of the numbers is left.
relu_upright = np.maximum(map_upright, 0)
relu_lying = np.maximum(map_lying, 0)
both = np.stack([relu_upright, relu_lying], axis=-1)  # two channels
batch = both.reshape(1, 26, 26, 2)
pooled = tf.nn.max_pool2d(batch, ksize=2, strides=2, padding="VALID")
print("\nBefore:", batch.shape, "is 26*26*2 =", 26 * 26 * 2, "numbers")
print("After: ", pooled.shape, "is 13*13*2 =", 13 * 13 * 2, "numbers")

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
# guess. (Why 8, 24 and 5x5? People try, and keep what works. Dropout has work to do in
# training only: you meet it there.)
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

# %% Ten sums become ten shares
# The sums say what the network takes the image for; shares also say how sure it is. The
# digits share out a whole, 1, among them: the larger a digit's sum, the larger its
# share.
#
# A sum may be below 0, and a share may not. So first raise a number to the power of
# each sum, for such a power is always above 0. Take the number 2 and three sums, 1, 0
# and -1: the powers are 2, 1 and 1/2. Then divide each by what they make together, 3.5.
# That is all. Networks take not 2 but e, a number that is about 2.718, because with it
# the slopes come out simplest; np.exp raises it to a power. (In books the ten sums are
# called logits, and making shares of them is called softmax.)
three_sums = np.array([1, 0, -1])
powers = 2.0**three_sums  # 2 to the power of each
print("\nThe sums:     ", three_sums)
print("Powers of 2:  ", powers)
print("Their shares: ", (powers / powers.sum()).round(2))
powers = np.exp(three_sums)  # e to the power of each
print("Powers of e:  ", powers.round(2))
print("Their shares: ", (powers / powers.sum()).round(2))

# %% What is the error of a guess?
# In lesson 2 the error was how far a number was off. But an 8 that is taken for a 9 is
# not off by 1, it is wrong. What counts is the share of the right digit. If it is near
# 1, that should cost next to nothing; if it is near 0, it should cost a great deal.
#
# There is a recipe for that: minus the logarithm of the share, in NumPy -np.log(share).
# You need not work it out: the table below shows what it does. Each time the share is
# halved, the error grows by 0.693: it is 0.693 for 0.50, and 1.386 for 0.25. So it
# grows without end as the share goes to 0. (Why not 1 - share? Then a share of 0.1
# would cost 0.90, and one of 0.01 hardly more, 0.99. The recipe says 2.303 and 4.605.)
# Who guesses blindly gives each digit a share of 0.1, and has an error of 2.303. (In
# books this error is the cross-entropy, or the loss.)
print("\nShare of the right digit, and error:")
for share in [0.99, 0.9, 0.8, 0.6, 0.5, 0.4, 0.25, 0.1, 0.01]:
    print(f"{share:.2f}  {-np.log(share):.3f}")

# %% Why not count the wrong guesses?
# Counting would be simpler, but a count does not say which way to go. Push a weight a
# little, as in lesson 2, and a share goes from 0.400 to 0.401, say. If another digit
# has the largest share, it still has it. So the count of wrong guesses stays as it is,
# and its slope is 0. The error falls a little, and so it has a slope.
print()
for share in [0.400, 0.401]:
    print(f"Share {share:.3f}: error {-np.log(share):.3f}")

# %% More certain, and more often wrong
# Two images, and only two digits to choose from: then the larger share is the one above
# a half. In both images the right digit has a share of 0.60. So both guesses are right.
# Then comes a step. Now the right digit has 0.95 in the first image, but 0.45 in the
# second. So only one guess is right. And the errors? You can tell from the table above:
# 0.95 lies between 0.90 and 0.99, and 0.45 halfway between 0.40 and 0.50.
before = -np.log([0.60, 0.60])  # minus the logarithm of each
after = -np.log([0.95, 0.45])
print("\nBoth errors before:", before.round(2))
ask("Their average, does it rise or fall with that step?")

# %% The error falls all the same
# It falls: from 0.51 to (0.05 + 0.80)/2, about 0.42. The first error falls by 0.46, and
# the second one rises by only 0.29.
#
# So error and right guesses need not go together. You will see the error go on falling
# when the right guesses hardly get more.
answer("fall" if after.mean() < before.mean() else "rise")
print("Both errors after:", after.round(2))
print("The first falls by:  ", (before[0] - after[0]).round(2))
print("The second rises by: ", (after[1] - before[1]).round(2))
print("Average before:", before.mean().round(2))
print("Average after: ", after.mean().round(2))

# %% 2000 examples, and 32 at a time
# The network learns from 2000 digits, each with a label that says which digit it is.
# They are a part of MNIST, a collection that most books use (data/README.md says more).
# Divided by 255 the pixels go from 0 to 1. (Undivided, the first sums would be 255
# times as large: the network would begin by being quite certain, and mostly wrong.)
#
# As in lesson 2 the weights take small steps against the slope of the error. But there
# each step looked at the whole pile of images. Here the pile is dealt out, 32 images at
# a time, and the weights take a step after each 32: these already tell roughly which
# way is down. Such a part of the pile is called a batch, too. A round through all 2000
# is called an epoch. 2000 is 62 times 32, and 16 are left: they are the last batch, a
# smaller one. So a round has 63 rough steps, and not a single exact one.
digits = np.load(DATA / "digits.npz")
train = digits["train_images"].reshape(2000, 28, 28, 1) / 255
train_labels = digits["train_labels"]
test = digits["test_images"].reshape(500, 28, 28, 1) / 255  # for later
test_labels = digits["test_labels"]
print("\nFull batches:", 2000 // 32, "and left over:", 2000 % 32)
print("Steps in 15 rounds: 15*63 =", 15 * 63)

# %% Dropout leaves numbers out
# While the network learns, its layer Dropout makes about 40 % of the 1176 numbers 0 in
# each step, each time others. What is left it makes larger, so that the sums stay about
# the same. When the network is judged, nothing is left out. What is that for? A guess
# that rests on a few numbers does not get far if they may be missing in the next step.
# So it has to rest on many. That is meant to keep the network from learning single
# images by heart. (Does it help? You will see, after the training.)
dropout = layers.Dropout(0.4, seed=0)
ten_ones = np.ones((1, 10), dtype="float32")
print()
for step in range(1, 3):
    kept = dropout(ten_ones, training=True).numpy()[0]
    print(f"Ten ones, step {step}: {kept.round(1)} [this machine]")
all_ten = dropout(ten_ones, training=False).numpy()[0]
print("When it is judged:", all_ten)

# %% Train it
# Keras, TensorFlow's part for networks, does it with three calls. compile says how to
# learn, and does nothing yet: how to take steps (Adam chooses how long they are: take
# that as a recipe), which error to make smaller (that of the ten sums, as above), and
# what to report beside it (metrics: here accuracy, the part of all guesses that is
# right). fit takes the steps, here those of one round. evaluate takes none: it judges
# the network as it is, and gives the error and the accuracy. It looks at 500 images at
# once, as that is quicker.
network.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
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
by_heart = {}
for image, label in zip(train, train_labels):
    by_heart[image.tobytes()] = label  # the image's numbers
known = 0
for image in test:
    if image.tobytes() in by_heart:
        known += 1
print(f"\nThe list knows {len(by_heart)}, and {known} of the new ones")

# %% Does Dropout help here?
# After 15 rounds it helps only a little. That was measured with six seeds: with Dropout
# 96.7 % of the new digits are right, and the error is 0.10; without it 95.9 %, and
# 0.13. That is four digits of 500, and from seed to seed the number differs by as many.
# So do not expect to see it in a single run.
#
# It shows if the training goes on. After 60 rounds 100.0 % of the 2000 digits are
# right, with Dropout and without it (three seeds). With it 97.5 % of the new ones are
# right, and the error is still 0.10. Without it 96.4 % are right, but the error has
# risen to 0.15: the wrong guesses have become more certain. So here Dropout is a
# precaution: it lets you train for longer.
error_of_2000, _ = on_train[-1]
error_of_new, _ = on_test[-1]
print(f"\nError of the 2000: {error_of_2000:.2f} [this machine]")
print(f"Error of new ones: {error_of_new:.2f} [this machine]")

# %% Many weights, and still not by heart
# Does a network learn by heart because it has many weights? Not for that reason alone.
# Two dense layers, with 128 neurons and then 10, get 91 % of the new digits right. This
# network with 32 and 128 kernels in place of 8 and 24 has nearly as many weights, and
# gets 97 %, even without Dropout. (That was measured, too.) What a dense layer does not
# know is that neighbours belong together, and that a stroke is a stroke everywhere.
two_dense = 128 * (28 * 28 + 1) + 10 * (128 + 1)
first_layer = 32 * (5 * 5 + 1)
second_layer = 128 * (3 * 3 * 32 + 1)
ten_sums = 10 * (7 * 7 * 128 + 1)
many_kernels = first_layer + second_layer + ten_sums
print("\nWeights and biases of two dense layers:", two_dense)
print("Of the layers with 32 and 128 kernels: ", many_kernels)

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
# nothing that has a name. (A kernel of 5x5 has 5*4 pairs of neighbours side by side,
# and 5*4 one above the other. Eight kernels have 8*40 = 320 pairs.)
found = network.layers[0].kernel.numpy()[:, :, 0, :]
print("\nNeighbours with the same sign:")
for name, kernels in [("Before:", at_random), ("After: ", found)]:
    signs = np.sign(kernels)
    beside = np.count_nonzero(signs[:, 1:] == signs[:, :-1])
    below = np.count_nonzero(signs[1:] == signs[:-1])
    pairs = signs[:, 1:].size + signs[1:].size
    print(f"{name} {beside + below} of {pairs} [this machine]")

from course.pictures.figures_of_lesson_4 import draw_found_kernels

fig = draw_found_kernels(at_random, found)
save(fig, "kernels", "Eight kernels, at random and then learned.")

# %% Why they need not look neat
# Nothing in the error asks for a neat kernel: only the ten sums at the end count. Take
# two pixels, 5 and 3. The neat kernels 1 0 and 0 1 give 5 and 3. The kernels 1 1 and 1
# -1 mix them to 8 and 2. But nothing is lost: half of 8 + 2 is 5 again, and half of 8 -
# 2 is 3. So a later layer can make up for what the first one mixes.
#
# Here the later layers can make up for nearly everything. That was measured with three
# seeds: if the first layer keeps its random kernels, and only the rest is trained, 95 %
# of the new digits are right, and 97 % if all is trained.
pixels = np.array([5, 3])
total = np.correlate(pixels, [1, 1], "valid")[0]
difference = np.correlate(pixels, [1, -1], "valid")[0]
print("\nMixed:", total, "and", difference)
print("Back again: (8 + 2) / 2 =", (total + difference) / 2)
print("            (8 - 2) / 2 =", (total - difference) / 2)

# %% What ReLU loses, another kernel keeps
# The pixels 5 and 3 came back, because ReLU leaves 8 and 2 as they are. But 3 and 5
# give 8 and -2, and ReLU makes the -2 a 0. And 2 and 6 give 8 and -4, and ReLU makes
# the -4 a 0. Both pairs have become 8 and 0, and no later layer can tell them apart. A
# third kernel, -1 1, helps: it gives 2 and 4 for them, and both get through. That is
# one reason why a layer has more kernels than seem necessary.
print("\nThrough 1 1, 1 -1 and -1 1, and then ReLU:")
for pair in [[5, 3], [3, 5], [2, 6]]:
    total = np.correlate(pair, [1, 1], "valid")[0]
    difference = np.correlate(pair, [1, -1], "valid")[0]
    turned_over = np.correlate(pair, [-1, 1], "valid")[0]
    three_results = np.array([total, difference, turned_over])
    print("Pixels", pair, "give", np.maximum(three_results, 0))

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
