"""What the page tells those who do not see it: its live regions, and how its tables describe themselves."""

import pytest

pytestmark = pytest.mark.browser

WRITES = """(id) => {
    window.written = [];
    new MutationObserver(() => window.written.push(document.getElementById(id).textContent))
        .observe(document.getElementById(id), { childList: true, characterData: true, subtree: true });
}"""
SIGNAL = {"input": "4 1 3 5", "kernel": "1 2 3", "mode": "same"}
ZEROS = "Mode same adds 1 zero before and 1 after."


def told(played):
    return played.page.text_content("#told")


# ---- nothing twice


def test_a_move_does_not_tell_again_how_the_answer_stands(played):
    played.open(**SIGNAL, got="9 17 22 11")
    played.page.evaluate(WRITES, "answer-said")
    for name in ("next", "next", "back"):
        played.page.click(f"#{name}")
    assert played.page.evaluate("window.written") == []


def test_why_tells_the_reasons_and_not_again_how_the_answer_stands(played):
    played.open(**SIGNAL, got="9 17 22 11")
    played.page.evaluate(WRITES, "answer-said")
    assert played.ask()["reasons"] and played.page.evaluate("window.written") == []
    assert played.read()["answerSaid"] == "2 wrong, 2 right. Wrong: y[2], y[3]."


def test_many_wrong_numbers_are_counted_and_not_named(played):
    played.open(input="4 1 3 5 1", kernel="1 2 3", mode="same", got="0 0 0 0 0")
    assert played.read()["answerSaid"] == "5 wrong."
    played.open(input="4 1; 3 5", kernel="2", got="8 2; 6 0")
    assert played.read()["answerSaid"] == "1 wrong, 3 right. Wrong: y[1, 1]."


# ---- what a change did


@pytest.mark.parametrize(
    "name, text, sentence",
    [
        ("stride", "2", f"The stride is 2: the output has 2 numbers. {ZEROS}"),
        (
            "dilation",
            "2",
            "The dilation is 2: the output has 4 numbers. Mode same adds 2 zeros before and 2 after.",
        ),
        ("input", "4 1 3", f"The input is changed: the output has 3 numbers. {ZEROS}"),
        ("input", "4 1 3 6", "The input is changed: y[2] is now 15 and y[3] is now 21."),
        ("kernel", "1 2 4", "The kernel is changed: y[1] is now 21, y[2] is now 15 and y[3] is now 22."),
        (
            "kernel",
            "1 3 4",
            "The kernel is changed: y[0] is now 13, y[1] is now 22, y[2] is now 18 and 1 more.",
        ),
        ("input", "4 1 3 5.0", "The input is changed: the output stays the same."),
    ],
)
def test_a_change_is_told_by_sizes_and_zeros_or_by_numbers(played, name, text, sentence):
    played.open(**SIGNAL)
    played.fill(name, text)
    assert told(played) == sentence


def test_a_change_of_the_mode_tells_where_the_zeros_go(played):
    played.open(input="3 4 5", kernel="2 1")
    for mode, sentence in {
        "SAME": "the output has 3 numbers. TensorFlow's mode SAME adds 0 zeros before and 1 after.",
        "valid": "the output has 2 numbers. Mode valid adds nothing.",
        "padding": "the output has 2 numbers. The padding adds nothing.",
    }.items():
        played.page.select_option("#mode", mode)
        assert told(played) == f"The mode is changed: {sentence}"


def test_a_covered_output_is_not_told_either(played):
    played.open(**SIGNAL, cover="yes")
    played.edit("input", 0, 3, "6")
    assert told(played) == f"The input is changed: the output has 4 numbers. {ZEROS}"


def test_the_flip_tells_how_the_kernel_is_now(played):
    played.open(**SIGNAL)
    played.page.uncheck("#flip")
    assert told(played).startswith("The kernel is not flipped now: y[0] is now 11, ")
    played.page.check("#flip")
    assert told(played).startswith("The kernel is flipped now: y[0] is now 9, ")


def test_reset_tells_what_it_has_brought_back(played):
    played.open(**SIGNAL)
    task = "Reset. Convolve the signal 4 1 3 5 with the kernel 1 2 3: mode same."
    for name, text in {"stride": "2", "got": "9 17"}.items():
        played.fill(name, text)
        played.page.click("#reset")
        assert told(played) == f"{task} Your answer is empty."
    played.open(**SIGNAL, got="9 ? ? ?")
    played.fill("got", "9 17 ? ?")
    played.page.click("#reset")
    assert told(played) == f"{task} Your answer is 9 ? ? ?."


# ---- the ends


def test_the_first_and_the_last_output_are_told_where_there_is_no_other(played):
    played.page.focus("#next")
    for _ in range(3):
        played.page.keyboard.press("Enter")
        assert told(played) == played.read()["line"]
    played.page.keyboard.press("Enter")
    assert told(played) == "This is the last output."
    played.page.click("#back")
    assert told(played) == "y[2] = 4*1 + 5*2 = 14"
    for name in ("first", "back"):
        played.page.press(f"#{name}", "Enter")
    assert told(played) == "This is the first output."
    played.open(input="3 4 5", kernel="2 1", view="copies", at="2")
    played.page.press("#next", "Enter")
    assert told(played) == "This is the last number."


def test_play_tells_that_it_has_ended(played):
    played.open(input="3 4 5", kernel="2 1", at="2")
    played.page.select_option("#speed", "350")
    played.page.click("#play")
    played.wait_until(lambda: told(played) == "Play has ended at the last output: y[3] = 5.")
    played.page.click("#play")
    assert told(played) == ""
    played.page.click("#play")
    played.page.select_option("#speed", "1000")


# ---- what there is


def test_each_table_says_what_its_keys_do(played):
    for table, says in {
        "input": "Arrows move, Enter or a digit edits. A question mark lists all keys.",
        "kernel": "Arrows move, Enter or a digit edits. A question mark lists all keys.",
        "answer": "Arrows move, Enter or a digit edits. A question mark leaves a number open.",
        "output": "Arrows move the window. A question mark lists all keys.",
    }.items():
        described = played.page.get_attribute(f"#{table}-grid", "aria-describedby").split()
        assert " ".join(played.page.text_content(f"#{name}") for name in described) == says


def test_what_the_engines_give_is_in_a_live_region(played):
    assert played.page.get_attribute("#engines", "aria-live") == "polite"
