"""The playground's experiment as a script."""

from jinja2 import Template

from components.ml.classification_data import STRETCH, DataSettings
from components.ml.sklearn_perceptron import PerceptronSettings
from components.ui.common.program import FOLDER
from components.ui.common.table_file import Table

TEMPLATE = Template((FOLDER / "sklearn_perceptron.py.jinja").read_text(encoding="utf-8"), trim_blocks=True)


def source_code(data: DataSettings, settings: PerceptronSettings) -> str:
    """The course's script with these data and settings; it prints the test accuracy."""
    table = data.own if isinstance(data.own, Table) else None
    delimiter = repr(table.delimiter)[1:-1] if table else None  # a tab as it is written
    # As the course writes it, where both classes are as frequent.
    counts = data.n_samples if data.share == 0.5 else data.counts
    script: str = TEMPLATE.render(
        data=data, table=table, settings=settings, delimiter=delimiter, counts=counts, stretch=STRETCH
    )
    return script
