"""Gradient descent on one weight. It prints the weight and its loss after each step."""

w = -1.0
learning_rate = 0.1
steps = 10

for step in range(steps):
    gradient = 2 * (w - 2)
    w = w - learning_rate * gradient
    print(step + 1, "w =", round(w, 3), "loss =", round((w - 2) ** 2, 3))
