"""A small network learns points on a plane, in Keras; it prints how good the network is after the last step."""

import keras
import numpy as np

kind = "circle"
n = 200
noise = 0.1
test_share = 0.3
points_seed = 42
own = []  # for "your own": (x1, x2, class) of each point
features = ("x1", "x2")
hidden = (4, 2)
activation = "tanh"
learning_rate = 0.03
batch_size = 10
optimizer = "adam"
penalty = "none"
share = 0.001
initialisation = "glorot_uniform"
seed = 42
steps = 200

# The points x, and y: for each a class, 0 or 1, or a height
random = np.random.default_rng(points_seed)
heights = kind in ("slope", "hill")
y = np.arange(n).reshape(-1, 1) % 2.0  # as many of each class
if kind == "two clouds":
    x = np.where(y, 1.3, -1.3) + random.normal(0, 0.5 + noise, (n, 2))
elif kind == "XOR":
    x = random.uniform(0.25, 2.7, (n, 2)) * random.choice((-1, 1), (n, 2))
    y = (x[:, :1] * x[:, 1:] < 0) * 1.0
    x += random.normal(0, noise, (n, 2))
elif kind == "circle":
    radius = np.where(y, 1.3 * np.sqrt(random.uniform(0, 1, (n, 1))), random.uniform(1.9, 2.8, (n, 1)))
    angle = random.uniform(0, 2 * np.pi, (n, 1))
    x = radius * np.hstack([np.cos(angle), np.sin(angle)]) + random.normal(0, noise, (n, 2))
elif kind == "spiral":
    along = random.uniform(0.05, 1, (n, 1))
    angle = 1.75 * 2 * np.pi * along + np.pi * y
    x = 2.8 * along * np.hstack([np.sin(angle), np.cos(angle)]) + random.normal(0, noise, (n, 2))
elif kind == "moons":
    from sklearn.datasets import make_moons

    x, y = make_moons(n, noise=noise / 1.6, random_state=int(random.integers(1 << 31)))
    x, y = (x - (0.5, 0.25)) * 1.6, y.reshape(-1, 1) * 1.0
elif kind == "slope":
    x = random.uniform(-3, 3, (n, 2))
    y = (x[:, :1] + x[:, 1:]) / 6 + random.normal(0, noise, (n, 1)) / 3
elif kind == "hill":
    x = random.uniform(-3, 3, (n, 2))
    up, down = (np.exp(-((x - middle) ** 2).sum(axis=1, keepdims=True) / 2) for middle in (1.1, -1.1))
    y = up - down + random.normal(0, noise, (n, 1)) / 3
else:
    table = np.array(own, dtype=float).reshape(-1, 3)
    x, y = table[:, :2], table[:, 2:]

# Some of each class, or of all, are for the test
test = np.zeros(len(x), dtype=bool)
for group in [np.arange(len(x))] if heights else [np.flatnonzero(y == 0), np.flatnonzero(y == 1)]:
    aside = min(round(test_share * len(group)), max(len(group) - 1, 0))
    test[random.permutation(group)[:aside]] = True

# What the network gets of each point
x1, x2 = x.T
inputs = {"x1": x1, "x2": x2, "x1²": x1**2, "x2²": x2**2, "x1·x2": x1 * x2, "sin x1": np.sin(x1), "sin x2": np.sin(x2)}
inputs = np.column_stack([inputs[name] for name in features])
x_train, y_train = inputs[~test], y[~test]

# The network, which reckons in float32 unless it is told not to
keras.config.set_floatx("float64")
regularizer = {"none": None, "L1": keras.regularizers.L1(share), "L2": keras.regularizers.L2(share)}[penalty]
model = keras.Sequential([keras.Input((len(features),))])
for units in hidden:
    model.add(keras.layers.Dense(units, activation, kernel_regularizer=regularizer))
output = "linear" if heights else "sigmoid"
model.add(keras.layers.Dense(1, output, kernel_regularizer=regularizer))

# The first weights, drawn by NumPy
random = np.random.default_rng(seed)
for layer in model.layers:
    rows, units = layer.kernel.shape
    limits = {"glorot_uniform": np.sqrt(6 / (rows + units)), "he_uniform": np.sqrt(6 / rows), "zeros": 0}
    limit = limits[initialisation]
    layer.set_weights([random.uniform(-limit, limit, (rows, units)), np.zeros(units)])

loss = keras.losses.MeanSquaredError() if heights else keras.losses.BinaryCrossentropy()
rule = {
    "gradient descent": keras.optimizers.SGD(learning_rate),
    "momentum": keras.optimizers.SGD(learning_rate, momentum=0.9),
    "adam": keras.optimizers.Adam(learning_rate),
}[optimizer]
model.compile(rule, loss)

batches = max(1, -(-len(x_train) // batch_size))  # in an epoch
for step in range(steps):
    order = np.random.default_rng((seed, step // batches)).permutation(len(x_train))
    batch = order[step % batches :: batches]
    model.train_on_batch(x_train[batch], y_train[batch])

for name, some in (("training", ~test), ("test", test)):
    if some.any():
        answer = model(inputs[some])
        line = f"{name} loss {loss(y[some], answer):.4f}"
        if not heights:
            line += f", accuracy {np.mean((answer >= 0.5) == y[some]):.2f}"
        print(line)
