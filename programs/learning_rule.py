"""The perceptron's learning rule by hand, and scikit-learn beside it. Both print w1, w2 and b."""

from sklearn.linear_model import Perceptron

points = [(0, 0), (0, 1), (1, 0), (1, 1)]
targets = [0, 0, 0, 1]
learning_rate = 0.1
epochs = 6
w1 = 0.0
w2 = 0.0
b = 0.0

model = Perceptron(max_iter=epochs, eta0=learning_rate, shuffle=False, tol=None)
model.fit(points, targets, coef_init=[[w1, w2]], intercept_init=[b])

for epoch in range(epochs):
    for (x1, x2), target in zip(points, targets):
        z = w1 * x1 + w2 * x2 + b
        wanted = 1 if target == 1 else -1
        if wanted * z <= 0:  # wrong, or just on the line
            w1 += learning_rate * wanted * x1
            w2 += learning_rate * wanted * x2
            b += learning_rate * wanted

print("by hand     ", w1, w2, b)
print("scikit-learn", *model.coef_[0], model.intercept_[0])
