"""What a visitor breaks in the network: units off or scaled, noise on its weights, biases left out; and the cost."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.charts.numbers import number, percent
from components.ml.damage import MOST_FACTOR, MOST_NOISE, Damage, damage_text, damaged, of_network, parse_damage
from components.ml.forward import Layer
from components.ml.mnist import Split
from components.ui.common.show import button
from components.ui.look_inside.judged import judged_on, read_right
from components.ui.look_inside.which_neuron import OUTPUT, chosen_neuron, layer_names, show_choice, units_called

BROKEN = "broken"  # in the session and in the address: what is broken, as a text


def damage_now(layers: Sequence[Layer]) -> Damage:
    """What was asked for, here or by the address, as far as this network has it."""
    visit = st.session_state["visit"]
    if st.session_state.get(f"{BROKEN} since") != visit:
        st.session_state[f"{BROKEN} since"] = visit
        st.session_state[BROKEN] = st.query_params.get(BROKEN) or st.session_state.get(BROKEN, "")
    damage = of_network(parse_damage(st.session_state[BROKEN]), layers)
    if damage == Damage():
        st.query_params.pop(BROKEN, None)
    else:
        st.query_params[BROKEN] = damage_text(damage)
    return damage


def show_break_it(layers: Sequence[Layer], damage: Damage, read: int, test: Split) -> None:
    """The controls, and what the damage costs. `layers` are those of the whole network."""
    names = layer_names(layers)
    st.session_state["weight_noise"] = damage.noise
    st.session_state["no_biases"] = [names[layer] for layer in damage.without_biases]
    with st.container(gap="xsmall"):  # low, so that it is on the network's screen
        st.markdown(_cost(layers, damage, test))
        with st.grid(2, min_column_width=220, gap="small"):
            of_one_unit = st.container()
            about = "Random numbers are added to all weights. 1: as large as the weights of their layer."
            st.slider(
                "Noise on all weights", 0.0, MOST_NOISE, step=0.1, format="%.1f", key="weight_noise", help=about,
                on_change=_make_noise, args=(damage,),
            )  # fmt: skip
        st.pills(
            "Biases left out", names, selection_mode="multi", key="no_biases", label_visibility="collapsed",
            format_func=lambda name: f"{name}: no biases", on_change=_leave_out_biases, args=(damage, names),
        )  # fmt: skip
        show_choice(layers, digits=False)
        with of_one_unit:  # after the choice, which an address may hold
            index, unit = chosen_neuron(layers, read)
            if names[index] == OUTPUT:
                st.caption("Press a unit in the picture: it can be switched off, or scaled.")
            else:
                _show_factor(damage, index, unit, units_called(layers[index]))
        if damage != Damage():
            with st.container(horizontal=True, vertical_alignment="center"):
                button("Mend all", "healing", "mend", _break, Damage())
                tell_damage(layers, damage)


def _show_factor(damage: Damage, layer: int, unit: int, called: str) -> None:
    factors = {(where, which): factor for where, which, factor in damage.scaled}
    key = f"factor_{layer}_{unit}"

    def scale() -> None:
        changed = {**factors, (layer, unit): round(st.session_state[key], 1)}
        scaled = tuple((*place, times) for place, times in changed.items() if times != 1)
        _break(replace(damage, scaled=scaled))

    st.session_state[key] = factors.get((layer, unit), 1.0)
    st.slider(
        f"What {called} {unit + 1} passes on, times", 0.0, MOST_FACTOR, step=0.1, format="%.1f", key=key,
        on_change=scale, help="0 switches it off.",
    )  # fmt: skip


def _make_noise(damage: Damage) -> None:
    _break(replace(damage, noise=round(st.session_state["weight_noise"], 1)))


def _leave_out_biases(damage: Damage, names: Sequence[str]) -> None:
    without = tuple(index for index, name in enumerate(names) if name in st.session_state["no_biases"])
    _break(replace(damage, without_biases=without))


def _break(damage: Damage) -> None:
    st.session_state[BROKEN] = damage_text(damage)


def _cost(layers: Sequence[Layer], damage: Damage, test: Split) -> str:
    whole, per_digit = read_right(tuple(layers), test)
    of = judged_on(layers)
    if damage == Damage():
        return f"Whole, it reads {percent(whole)} of {of} right. Break something, and see what that costs."
    now, after = read_right(damaged(layers, damage), test)
    worst = int((per_digit - after).argmax())
    better = " Here the damage happens to help." if now > whole else ""
    told = f"**{percent(now)}** of {of} are read right; whole, it was {percent(whole)}.{better}"
    if per_digit[worst] - after[worst] <= 0:
        return f"{told} No digit is read worse."
    return f"{told} Hit hardest: {worst}, from {percent(per_digit[worst])} down to {percent(after[worst])}."


def tell_damage(layers: Sequence[Layer], damage: Damage) -> None:
    """In a few words, what is broken now; or nothing."""
    names = layer_names(layers)
    parts = [
        f"{units_called(layers[layer])} {unit + 1} {'off' if factor == 0 else f'× {number(factor, 1)}'}"
        for layer, unit, factor in damage.scaled[:3]
    ]
    if len(damage.scaled) > 3:
        parts.append(f"{len(damage.scaled) - 3} more")
    if damage.noise:
        parts.append(f"noise {number(damage.noise, 1)}")
    parts += [f"no biases in {names[layer]}" for layer in damage.without_biases]
    if parts:
        st.caption(f":material/build: Broken by you: {', '.join(parts)}.", width="content")
