"""Numbers as people write them: a real minus sign, and no more digits than needed."""

import math

# From here on, all digits would be more than fit into a picture.
HUGE = 1e7


def number(value: float, digits: int = 3) -> str:
    """With at most `digits` decimals, and no "-0"; a huge one as 1.2e+30."""
    if abs(value) >= HUGE:
        return f"{value:.1e}".replace("-", "−")
    text = f"{round(value, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def factor(value: float, digits: int = 3) -> str:
    """The same within a product: a negative one in brackets."""
    text = number(value, digits)
    return f"({text})" if value < 0 else text


def fine_number(value: float) -> str:
    """Four decimals, or as many as it takes to tell the number from 0, 1 or -1, where it only comes near."""
    gap = min(abs(value), abs(abs(value) - 1))
    return number(value, max(4, 2 - math.floor(math.log10(gap))) if 0 < gap < 5e-5 else 4)


def three_digits(value: float) -> str:
    """Three decimals, or as many as it takes for three digits that count."""
    if value == 0 or not math.isfinite(value):
        return number(value)
    return number(value, max(3, 2 - math.floor(math.log10(abs(value)))))


def loss_text(loss: float) -> str:
    """A loss with four decimals while it is small, and no more digits than matter when it is large."""
    return f"{loss:.4f}" if loss < 10 else f"{loss:,.0f}"


def percent(share: float) -> str:
    """A share as a percentage with one decimal, but never 100 % of what is less."""
    return "> 99.9 %" if 0.9995 <= share < 1 else f"{100 * share:.1f} %"


def duration(seconds: float) -> str:
    """Seconds, or minutes if there are many."""
    return f"{max(1, seconds):.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def about(value: float) -> str:
    """Two digits, which are enough of a figure that changes with every look."""
    return f"{float(f'{value:.2g}'):,.0f}"


def a_digit(label: int) -> str:
    """ "a 7", but "an 8"."""
    return f"{'an' if label == 8 else 'a'} {label}"


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things: "1 epoch", "2 epochs"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
