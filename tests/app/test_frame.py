"""The shared frame's work behind the scenes."""

import gc

from components.ui.common.site import PAGES
from tests.app.conftest import OpenPage


def test_what_the_pages_import_is_kept_out_of_garbage_collection(open_page: OpenPage) -> None:
    """It was frozen before the pages imported Plotly and scikit-learn, and each rerun paid 32 ms for them."""
    for page in PAGES:
        open_page(page.script)
    import plotly.graph_objects

    assert not any(tracked is vars(plotly.graph_objects) for tracked in gc.get_objects())
    assert gc.get_freeze_count() > 100_000
