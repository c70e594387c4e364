"""Exercise 4: a feature map, ReLU and 2x2 max pooling."""
