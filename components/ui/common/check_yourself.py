"""Check yourself: a few questions at a page's end, on what could be seen there. Nothing can be lost."""

from dataclasses import dataclass

import streamlit as st

from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.progress import remember


@dataclass(frozen=True)
class Check:
    """A question in one line, its right answer, and for each answer in their order why it is right or wrong."""

    question: str
    right: str
    why: dict[str, str]


def checks(page: str) -> tuple[Check, ...]:
    """The questions of the page with this URL path, from questions.toml; not every page has some."""
    return tuple(Check(**row) for row in texts("questions")["check"].get(page, ()))


def check_yourself(page: str) -> None:
    """The page's questions, folded up until somebody wants them."""
    asked = checks(page)
    if not asked:
        return
    st.header("Check yourself", anchor="check")
    folded = st.expander(
        f"{len(asked)} questions about this page. Try as often as you like.",
        icon=":material/quiz:",
        key=f"check_{page}",
        on_change="rerun",
    )
    if folded.open:
        with folded:
            _ask(page, asked)


@fragment
def _ask(page: str, asked: tuple[Check, ...]) -> None:
    """Each answer is explained right below, kept for the session, and can be changed."""
    right = 0
    for number, check in enumerate(asked, 1):
        with st.container(gap="xsmall"):
            st.markdown(f"**{number}.** {check.question}")
            answer = st.pills(
                f"{number}. {check.question.replace('`', '')}",
                list(check.why),
                key=f"check_{page}_{number}",
                wrap=True,
                label_visibility="collapsed",
                persist_state="session",
            )
            right += answer == check.right
            if answer is not None:
                verdict = "✓ **Right.**" if answer == check.right else "✗ **Not this one.**"
                st.markdown(f":small[{verdict} {check.why[answer]}]")
    if right:
        remember(page, f"answered {right} of {len(asked)} questions right", "check", right)
        st.markdown(f"**{right} of {len(asked)}** answered right{' so far' if right < len(asked) else ''}.")
