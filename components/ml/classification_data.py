"""The data sets of the playground: two classes, made up by scikit-learn or collected, split into train and test.

What is not scikit-learn's own: XOR, four clouds whose opposite ones are of one class, and of iris the two lengths that
separate best, with one species against the two others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_breast_cancer, load_iris, make_blobs, make_circles, make_classification, make_moons
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class DataKind:
    """A data set: scikit-learn's function for it, what it is, what its classes 0 and 1 are, and which settings of
    DataSettings it has.
    """

    function: str
    about: str
    classes: tuple[str, str] = ("class 0", "class 1")
    settings: tuple[str, ...] = ("n_samples",)


STRETCH = 1e9  # how many times larger the first feature of `stretched` data is
COURSES, OWN = "the course's", "your own"
KINDS = {
    COURSES: DataKind(
        "make_classification", "made-up examples", settings=("n_samples", "n_features", "class_sep", "flip_y", "share")
    ),
    "blobs": DataKind("make_blobs", "two round clouds", settings=("n_samples", "class_sep", "share")),
    "moons": DataKind("make_moons", "two moons that reach into each other", settings=("n_samples", "noise", "share")),
    "circles": DataKind("make_circles", "a circle within a circle", settings=("n_samples", "noise", "share")),
    "XOR": DataKind("make_blobs", "four clouds, opposite ones of one class", settings=("n_samples", "class_sep")),
    "iris": DataKind("load_iris", "150 irises, by their petals", ("other irises", "Iris virginica"), ()),
    "breast cancer": DataKind("load_breast_cancer", "569 tumours, by 30 measures", ("malignant", "benign"), ()),
}
BENT = ("moons", "circles", "XOR")  # no straight line separates their classes


@dataclass(frozen=True, eq=False)
class OwnData:
    """What a visitor brought: features (n, columns), labels 0 or 1 (n,), the classes' names and the features'."""

    features: FloatArray
    labels: IntArray
    classes: tuple[str, str]
    names: tuple[str, ...]


@dataclass(frozen=True)
class DataSettings:
    """Which data; the defaults are the course's. What a kind does not have counts for nothing. `own` is for OWN alone.

    `class_sep` is the distance between the classes, `flip_y` the share of labels that are drawn at random, `noise` how
    far the points of moons and circles stray, `share` that of class 1 among the examples, `test_share` that of the test
    part. `stretched` makes the first feature STRETCH times larger; `scaled` then brings each feature to mean 0 and
    standard deviation 1. `random_state` is for the drawing and for the split.
    """

    n_samples: int = 1000
    n_features: int = 10
    class_sep: float = 1.0
    flip_y: float = 0.01
    random_state: int = 42
    kind: str = COURSES
    noise: float = 0.2
    scaled: bool = False
    own: OwnData | None = None
    share: float = 0.5
    test_share: float = 0.25
    stretched: bool = False

    @property
    def counts(self) -> tuple[int, int]:
        """How many examples of class 0 and of class 1 are made up."""
        ones = round(self.share * self.n_samples)
        return self.n_samples - ones, ones

    @property
    def classes(self) -> tuple[str, str]:
        """What 0 and 1 mean."""
        return self.own.classes if self.own else KINDS[self.kind].classes

    @property
    def n_redundant(self) -> int:
        """Of few features none are redundant: two are informative, the fewest that make_classification can do with."""
        return min(2, self.n_features - 2)

    @property
    def stratified(self) -> bool:
        """Whether both parts get their share of each class. The course's split leaves that to chance."""
        return self.own is not None or self.share != 0.5

    @property
    def function(self) -> str:
        """scikit-learn's name for what makes or loads the data."""
        return KINDS[self.kind].function

    @property
    def about(self) -> str:
        """What the data are."""
        return "examples of one's own" if self.own else KINDS[self.kind].about


@dataclass(frozen=True)
class Data:
    """The examples: features (n, n_features) and labels 0 or 1 (n,), split into train and test, and what each feature
    is. Each feature is what was measured, less its `mean`, divided by its `scale` (n_features,): 0 and 1 where they are
    learned from as they are.
    """

    x_train: FloatArray
    x_test: FloatArray
    y_train: IntArray
    y_test: IntArray
    names: tuple[str, ...]
    mean: FloatArray
    scale: FloatArray


def make_data(settings: DataSettings, split: int | None = None) -> Data:
    """Draw or load the examples and split them, as the course does, or with another seed for the `split`."""
    features, labels, names = _examples(settings)
    seed = settings.random_state if split is None else split
    mean, scale = np.zeros(features.shape[1]), np.ones(features.shape[1])
    if settings.stretched:
        features[:, 0] *= STRETCH
        scale[0] = 1 / STRETCH
    # Of few rows, chance might leave one part without one of the classes.
    shares = labels if settings.stratified else None
    x_train, x_test, y_train, y_test = train_test_split(
        features, labels, test_size=settings.test_share, random_state=seed, stratify=shares
    )
    if settings.scaled:
        scaler = StandardScaler().fit(x_train)
        x_train, x_test = scaler.transform(x_train), scaler.transform(x_test)
        mean, scale = scaler.mean_ * scale, scaler.scale_ * scale
    return Data(x_train, x_test, y_train, y_test, names, mean, scale)


def _examples(settings: DataSettings) -> tuple[FloatArray, IntArray, tuple[str, ...]]:
    n, far, seed = settings.n_samples, settings.class_sep, settings.random_state
    if settings.own:
        return settings.own.features.copy(), settings.own.labels, settings.own.names
    match settings.kind:
        case "blobs":
            x, y = make_blobs(settings.counts, centers=[(-far, -far), (far, far)], random_state=seed)
        case "XOR":
            corners = [(-far, -far), (far, far), (-far, far), (far, -far)]
            x, corner = make_blobs(n, centers=corners, cluster_std=0.5, random_state=seed)
            y = np.where(corner < 2, 0, 1)
        case "moons":
            x, y = make_moons(settings.counts, noise=settings.noise, random_state=seed)
        case "circles":
            x, y = make_circles(settings.counts, noise=settings.noise, factor=0.4, random_state=seed)
        case "iris":
            irises = load_iris()
            return irises.data[:, 2:], irises.target // 2, ("petal length", "petal width")
        case "breast cancer":
            tumours = load_breast_cancer()
            return tumours.data, tumours.target, tuple(map(str, tumours.feature_names))
        case _:
            x, y = make_classification(
                n,
                settings.n_features,
                n_redundant=settings.n_redundant,
                class_sep=far,
                flip_y=settings.flip_y,
                weights=None if settings.share == 0.5 else [1 - settings.share],
                random_state=seed,
            )
    return x, y, tuple(f"x{number}" for number in range(1, x.shape[1] + 1))
