"""A part of a page that is drawn again alone stays where it is."""

from playwright.sync_api import Browser, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.conftest import wait_until
from tests.e2e.conftest import LAPTOP, PATIENCE_MS, settled
from tests.e2e.test_plane import shown_epoch


def test_a_part_that_is_drawn_again_before_the_page_was_sent_covers_nothing(server, chromium: Browser) -> None:
    """On a busy server Streamlit leaves out of a page what it draws anew at once: here, the part that moves, once. The
    browser closed the gap, and the part came to lie over the goals; what was unfolded below folded up.
    """
    left_out: list[str] = []
    leaves_out = False

    def meddle(socket: WebSocketRoute) -> None:
        nonlocal leaves_out
        to_server = socket.connect_to_server()
        socket.on_message(to_server.send)

        def pass_on(data: str | bytes) -> None:
            nonlocal leaves_out
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            if leaves_out and message.delta.fragment_id:
                left_out.append(message.delta.WhichOneof("type"))
                return
            if message.WhichOneof("type") == "script_finished" and left_out:
                leaves_out = False
            socket.send(data)

        to_server.on_message(pass_on)

    with chromium.new_context(viewport=LAPTOP) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.route_web_socket("**/_stcore/stream*", meddle)
        page.goto(f"{server.url}/plane")
        settled(page)
        page.get_by_text("Show the code, in NumPy alone").click()
        about = page.get_by_text("The same points, first weights and 0 steps.").first
        expect(about).to_be_visible()
        unfolds = page.locator("details summary p")
        before = unfolds.all_inner_texts()
        leaves_out = True
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        wait_until(lambda: shown_epoch(page) > 1, 60, "it has learned since")
        assert left_out
        assert not leaves_out
        assert unfolds.all_inner_texts() == before
        expect(page.get_by_text("The same points, first weights and").first).to_be_visible()
