"""The course's perceptron in scikit-learn. It prints the share of test examples that it gets right."""

from sklearn.datasets import make_classification
from sklearn.linear_model import Perceptron
from sklearn.model_selection import train_test_split

n_samples = 1000
n_features = 10
class_sep = 1.0
flip_y = 0.01
data_random_state = 42
max_iter = 1000
eta0 = 0.1
tol = 0.001
shuffle = True
random_state = 42
penalty = None
alpha = 0.0001
early_stopping = False

X, y = make_classification(
    n_samples=n_samples,
    n_features=n_features,
    n_redundant=min(2, n_features - 2),
    n_classes=2,
    class_sep=class_sep,
    flip_y=flip_y,
    random_state=data_random_state,
)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=data_random_state)

model = Perceptron(
    max_iter=max_iter,
    eta0=eta0,
    tol=tol,
    shuffle=shuffle,
    random_state=random_state,
    penalty=penalty,
    alpha=alpha,
    early_stopping=early_stopping,
)
model.fit(X_train, y_train)
print(f"Test accuracy: {model.score(X_test, y_test):.2f}")
