"""Which framework first: three answers about oneself, and where they lead."""

from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """What the first networks are for."""

    UNDERSTAND = "Understand networks"
    RESEARCH = "Try ideas of my own"
    PRODUCT = "Put one into an app"


class Style(StrEnum):
    """How one likes to work."""

    BLOCKS = "Put blocks together"
    STEPS = "Write each step"


class Company(StrEnum):
    """Which framework one's colleagues use."""

    NOBODY = "Nobody"
    TENSORFLOW = "People who use TensorFlow"
    PYTORCH = "People who use PyTorch"


@dataclass(frozen=True)
class Answers:
    """One answer to each question."""

    aim: Aim = Aim.UNDERSTAND
    style: Style = Style.BLOCKS
    company: Company = Company.NOBODY


@dataclass(frozen=True)
class Advice:
    """The framework to begin with, for Keras the engine to put under it, and a reason from each answer."""

    framework: str
    engine: str
    reasons: tuple[str, str, str]


_ENGINE_OF_AIM = {Aim.UNDERSTAND: "TensorFlow", Aim.RESEARCH: "PyTorch", Aim.PRODUCT: "TensorFlow"}
# For writing each step oneself, Keras' blocks are in the way.
_LOW_LEVEL_OF_AIM = {Aim.UNDERSTAND: "PyTorch", Aim.RESEARCH: "PyTorch", Aim.PRODUCT: "TensorFlow"}
_OF_COMPANY = {Company.TENSORFLOW: "TensorFlow", Company.PYTORCH: "PyTorch"}


def advice(answers: Answers) -> Advice:
    """The people one works with decide the engine, or, without any, the aim; the style decides if Keras is on top."""
    by_aim = (_ENGINE_OF_AIM if answers.style is Style.BLOCKS else _LOW_LEVEL_OF_AIM)[answers.aim]
    engine = _OF_COMPANY.get(answers.company, by_aim)
    framework = "Keras" if answers.style is Style.BLOCKS else engine
    reasons = _of_aim(answers, by_aim, engine), _of_style(answers, engine), _of_company(answers)
    return Advice(framework, engine, reasons)


def _of_aim(answers: Answers, by_aim: str, engine: str) -> str:
    reason = {
        Aim.UNDERSTAND: "You want to understand: short programs help, and this course's are written in Keras."
        if answers.style is Style.BLOCKS
        else "You want to understand: in PyTorch each step of the training is a line that you can look at.",
        Aim.RESEARCH: "You want to try ideas: much of research uses PyTorch, so you can build on what others did.",
        Aim.PRODUCT: "You want to make an app: TensorFlow has tools for phones, browsers and servers.",
    }[answers.aim]
    if engine != by_aim:
        reason += f" That alone would point to {by_aim}."
    return reason


def _of_style(answers: Answers, engine: str) -> str:
    if answers.style is Style.BLOCKS:
        return f"You like blocks: that is Keras. {engine} is its engine, so you can go down to it later."
    return f"You like to write each step: {engine} lets you. Keras would do it for you."


def _of_company(answers: Answers) -> str:
    if answers.company is Company.NOBODY:
        return "You are free to choose. If you change later, most of what you have learned still holds."
    return f"You work with {_OF_COMPANY[answers.company]} people: they can help you, and you can share programs."
