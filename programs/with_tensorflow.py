"""The course's network in TensorFlow alone. Run it in the app's folder: python programs/with_tensorflow.py"""

import numpy as np
import tensorflow as tf

DIGITS, EPOCHS = 60_000, 5

# 1. Load the digits
with np.load("data/mnist.npz") as mnist:
    x_train, y_train = mnist["x_train"][:DIGITS], mnist["y_train"][:DIGITS]
    x_test, y_test = mnist["x_test"], mnist["y_test"]

# 2. Prepare them
x_train = x_train.astype("float32") / 255
x_test = x_test.astype("float32") / 255
y_train = tf.one_hot(y_train, 10)
y_test = tf.one_hot(y_test, 10)


# 3. Build the network
def weights(inputs, outputs):
    shape = (inputs, outputs)
    most = (6 / (inputs + outputs)) ** 0.5
    first = tf.random.uniform(shape, -most, most)
    return tf.Variable(first)


w1 = weights(784, 128)
b1 = tf.Variable(tf.zeros(128))
w2 = weights(128, 10)
b2 = tf.Variable(tf.zeros(10))
variables = [w1, b1, w2, b2]


def network(pictures):
    flat = tf.reshape(pictures, (-1, 784))
    hidden = tf.nn.relu(flat @ w1 + b1)
    # the loss applies softmax
    return hidden @ w2 + b2


# 4. Loss and optimizer
def loss_of(answers, labels):
    losses = tf.nn.softmax_cross_entropy_with_logits(labels, answers)
    return tf.reduce_mean(losses)


step = tf.Variable(0.0)
means = [tf.Variable(tf.zeros_like(it)) for it in variables]
squares = [tf.Variable(tf.zeros_like(it)) for it in variables]


def adam(gradients):
    step.assign_add(1)
    rate = 0.001 * tf.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    for it, g, m, s in zip(variables, gradients, means, squares, strict=True):
        m.assign(0.9 * m + 0.1 * g)
        s.assign(0.999 * s + 0.001 * g**2)
        it.assign_sub(rate * m / (tf.sqrt(s) + 1e-7))


# 5. Train
@tf.function
def learn(pictures, labels):
    with tf.GradientTape() as tape:
        loss = loss_of(network(pictures), labels)
    adam(tape.gradient(loss, variables))


digits = tf.data.Dataset.from_tensor_slices((x_train, y_train))
for epoch in range(EPOCHS):
    for pictures, labels in digits.shuffle(DIGITS).batch(32):
        learn(pictures, labels)
    print("epoch", epoch + 1, "of", EPOCHS)

# 6. Test
answers = tf.argmax(network(x_test), axis=1)
right = answers == tf.argmax(y_test, axis=1)
accuracy = tf.reduce_mean(tf.cast(right, "float32"))
print(f"Test accuracy: {accuracy:.4f}")
