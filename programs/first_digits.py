"""The course's first look at MNIST: load it, and show the first ten digits with their labels."""

import keras
import matplotlib.pyplot as plt

# load_data() downloads MNIST once; give it the full path of data/mnist.npz where there is no internet.
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
print(x_train.shape, y_train.shape, x_test.shape, y_test.shape)

fig, axes = plt.subplots(1, 10, figsize=(10, 1.5))
for axis, picture, label in zip(axes, x_train, y_train):
    axis.imshow(picture, cmap="gray")
    axis.set_title(label)
    axis.axis("off")
plt.show()
