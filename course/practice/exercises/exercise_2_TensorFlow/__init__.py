"""Exercise 2: conv2d with batches, channels and strides, as tf.nn.conv2d does it."""
