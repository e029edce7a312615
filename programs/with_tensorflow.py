"""The course's network in TensorFlow alone. Run it in the app's folder: python programs/with_tensorflow.py"""

import numpy as np
import tensorflow as tf

DIGITS, EPOCHS = 60_000, 5

# 1. Load the digits
mnist = np.load("data/mnist.npz")
x_train = mnist["x_train"][:DIGITS]
y_train = mnist["y_train"][:DIGITS]
x_test = mnist["x_test"]
y_test = mnist["y_test"]

# 2. Prepare them
x_train = np.float32(x_train) / 255
x_test = np.float32(x_test) / 255
y_train = tf.one_hot(y_train, 10)
y_test = tf.one_hot(y_test, 10)


# 3. Build the network
def weights(*shape):
    first = tf.random.normal(shape)
    return tf.Variable(0.05 * first)


w1 = weights(784, 128)
b1 = tf.Variable(tf.zeros(128))
w2 = weights(128, 10)
b2 = tf.Variable(tf.zeros(10))
w = [w1, b1, w2, b2]


def network(x):
    x = tf.reshape(x, (-1, 784))
    h = tf.nn.relu(x @ w1 + b1)
    return h @ w2 + b2


# 4. Loss and optimizer
def loss_of(answers, labels):
    logs = tf.nn.log_softmax(answers)
    right = logs[labels == 1]
    return -tf.reduce_mean(right)


step = tf.Variable(0.0)
m = [tf.Variable(0 * it) for it in w]
v = [tf.Variable(0 * it) for it in w]


def adam(w, g, m, v):
    m.assign_add((g - m) / 10)
    v.assign_add((g**2 - v) / 1000)
    rate = 0.001 / (1 - 0.9**step)
    rate *= tf.sqrt(1 - 0.999**step)
    size = tf.sqrt(v) + 1e-7
    w.assign_sub(rate * m / size)


# 5. Train
@tf.function
def learn(x, y):
    with tf.GradientTape() as tape:
        loss = loss_of(network(x), y)
    g = tape.gradient(loss, w)
    step.assign_add(1)
    for i in range(4):
        adam(w[i], g[i], m[i], v[i])


data = (x_train, y_train)
Data = tf.data.Dataset
digits = Data.from_tensor_slices(data)
digits = digits.shuffle(DIGITS)
for epoch in range(EPOCHS):
    for x, y in digits.batch(32):
        learn(x, y)
    print("epoch", epoch + 1)

# 6. Test
answers = tf.argmax(network(x_test), 1)
labels = tf.argmax(y_test, 1)
accuracy = np.mean(answers == labels)
print(f"Test accuracy: {accuracy:.4f}")
