"""Guess first: a question that is asked before something happens, and answered by what then happens."""

import streamlit as st

from components.ui.common.content import texts


def guess_first(name: str, happened: str | None) -> None:
    """Ask; once it is known what `happened`, one of the answers, say so beside the guess. Both may be passed over.

    The guess is kept for the session. It can be changed as long as nothing has happened.
    """
    asked = texts("questions")["guess"][name]
    question, answers = asked["question"], asked["answers"]
    if happened is not None and happened not in answers:
        raise ValueError(f"{happened!r} is not an answer to {name!r}.")
    with st.container(gap="xsmall"):
        # Not as the label: that is read aloud with its asterisks, and fades with the answers.
        st.markdown(f"**Guess first.** {question}")
        guess = st.pills(
            f"Guess first. {question}",
            answers,
            key=f"guess_{name}",
            disabled=happened is not None,
            wrap=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        _tell(guess, happened)


def _tell(guess: str | None, happened: str | None) -> None:
    """One short line in any case, so that nothing below it moves when it has happened, on a phone neither."""
    if happened is None:
        st.caption("Then try it and see.")
    else:
        verdict = "Answer" if guess is None else "✓ Right" if guess == happened else "✗ No"
        st.caption(f"{verdict}: **{happened.lower()}**.")


def forget_guess(name: str) -> None:
    """In a callback: what was guessed no longer fits what is asked."""
    st.session_state[f"guess_{name}"] = None
