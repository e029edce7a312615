"""The network that is raced against, as text that fits into an address: what differs from the first settings."""

import json
from dataclasses import replace
from typing import Any

from components.ml.plane_changes import Change
from components.ml.plane_data import KINDS, OWN, PointSettings
from components.ml.plane_settings import PlaneSettings
from components.ui.common.points import format_points, parse_points
from components.ui.plane.changes import read_changes, written_changes
from components.ui.plane.settings import (
    ACTIVATION,
    BATCH,
    BOUNDS,
    DEFAULT,
    FIRST_WEIGHTS,
    MOST_OWN,
    NOISE,
    OPTIMIZER,
    PENALTY,
    RATE,
    SEED,
    SHARE,
    TEST_SHARE,
    N,
    read_features,
    read_hidden,
    written_hidden,
)

_OPTIONS = {
    "activation": ACTIVATION.options,
    "learning_rate": RATE.options,
    "batch_size": BATCH.options,
    "optimizer": OPTIMIZER.options,
    "penalty": PENALTY.options,
    "share": SHARE.options,
    "initialisation": FIRST_WEIGHTS.options,
    "seed": range(SEED.high + 1),
}


def written_rival(settings: PlaneSettings, changes: tuple[Change, ...]) -> str:
    """As `read_rival` reads it."""
    first: dict[str, Any] = {**vars(DEFAULT), **vars(DEFAULT.points), "seed": DEFAULT.seed}
    told: dict[str, Any] = {"points_seed": settings.points.seed, "changes": written_changes(changes)}
    told |= {name: value for name, value in vars(settings.points).items() if name not in ("seed", "own")}
    told |= {name: value for name, value in vars(settings).items() if name != "points"}
    told |= {"hidden": written_hidden(settings.hidden), "features": ", ".join(settings.features)}
    first |= {"points_seed": DEFAULT.points.seed, "changes": "", "hidden": written_hidden(DEFAULT.hidden)}
    first["features"] = ", ".join(DEFAULT.features)
    differs = {name: value for name, value in told.items() if value != first[name]}
    if settings.points.kind == OWN:
        differs["own"] = format_points(settings.points.own)
    return json.dumps(differs, ensure_ascii=False, separators=(",", ":"))


def read_rival(text: str) -> tuple[PlaneSettings, tuple[Change, ...]] | None:
    """The settings and the changes by hand; None where the text is of something else, or asks for what can't be."""
    try:
        told = json.loads(text)
        plain = {
            name: told[name]
            for name, options in _OPTIONS.items()
            # 1.0 and true are 1 to Python.
            if name in told and type(told[name]) is type(getattr(DEFAULT, name)) and told[name] in options
        }
        made = {
            "kind": told.get("kind", DEFAULT.points.kind),
            "n": int(told.get("n", DEFAULT.points.n)),
            "noise": float(told.get("noise", DEFAULT.points.noise)),
            "test_share": float(told.get("test_share", DEFAULT.points.test_share)),
            "seed": int(told.get("points_seed", DEFAULT.points.seed)),
            "own": parse_points(str(told.get("own", "")), BOUNDS, MOST_OWN),
        }
        settings = replace(
            DEFAULT,
            points=PointSettings(**made),
            features=read_features(str(told.get("features", ", ".join(DEFAULT.features)))),
            hidden=read_hidden(str(told.get("hidden", written_hidden(DEFAULT.hidden)))),
            **plain,
        )
        changes = read_changes(str(told.get("changes", "")), settings)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, OverflowError):
        return None
    known = made["kind"] in (*KINDS, OWN)
    limits = ((made["n"], N), (made["noise"], NOISE), (made["test_share"], TEST_SHARE), (made["seed"], SEED))
    inside = all(setting.low <= value <= setting.high for value, setting in limits)
    return (settings, changes) if known and inside else None
