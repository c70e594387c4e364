"""Functions whose numbers are right, and which still go wrong in use: changed arguments, lists in place of arrays."""

from types import SimpleNamespace

import numpy as np
from scipy import signal as scipy_signal

from course import diagnose
from course.diagnosis.file_diagnosis import diagnosis_for_file


def correlated(signal, weights):
    return [
        sum(signal[i + a] * weight for a, weight in enumerate(weights))
        for i in range(len(signal) - len(weights) + 1)
    ]


def flipped_in_place(signal, kernel):
    kernel.reverse()
    return correlated(signal, kernel)


# ---- arguments that are changed


def test_a_kernel_that_is_flipped_in_place_is_wrong_from_the_second_call_on():
    found = diagnose(flipped_in_place)
    assert not found.right and not found.failures and not found.causes
    assert found.verdict.startswith("Its numbers are right on all 20 probes: kernels of 3, ")
    assert found.verdict.endswith(
        "; but it changes the kernel that it is given, which spoils the caller's data."
    )
    lines = str(found).splitlines()
    # The kernel of one weight is the same after a flip.
    assert "For 19 of 20 inputs a second call is wrong." in lines
    second = "a second time with the same arguments; it returned [-11, 26, -4]; expected [2, 23, -16]."
    assert any(line.endswith(second) for line in lines)
    assert any(line.startswith("Hint: Work on a copy") for line in lines)
    assert "second call is wrong" in found._repr_html_() and "spoils" in found._repr_html_()


def test_the_command_ends_as_for_a_wrong_function():
    told = diagnosis_for_file(SimpleNamespace(f=flipped_in_place), "f", {})
    assert told["right"] is False and "spoils the caller's data" in told["text"][0]


def test_a_change_that_does_no_harm_to_a_second_call_is_none_the_less_said():
    def marked(signal, kernel):
        weights = [weight for weight in kernel if weight is not None]
        kernel.append(None)
        return correlated(signal, weights)

    found = diagnose(marked)
    assert not found.right and "it changes the kernel" in found.verdict
    assert "A second call with the same arguments still gives the right numbers." in str(found)


def test_both_arguments_of_a_function_that_takes_the_kernel_first():
    def upside_down(kernel, image):
        image[:] = image[::-1].copy()
        kernel[:] = kernel[::-1].copy()
        return scipy_signal.convolve2d(image, kernel, "valid")[::-1]

    found = diagnose(upside_down)
    assert "; but it changes the input and the kernel that it is given" in found.verdict
    assert not diagnose(upside_down, call=lambda f, x, h, options: f(h, x)).right
    asked = diagnose(upside_down, call=lambda f, x, h, options: f(image=x, kernel=h))
    assert "; but it changes an argument that it is given" in asked.verdict


def test_one_that_changes_copies_is_right():
    found = diagnose(lambda signal, kernel: flipped_in_place(list(signal), list(kernel)))
    assert found.right and "changes" not in str(found)


def test_a_function_that_is_asked_in_modes():
    def flipped_first(x, h, mode):
        h[:] = h[::-1].copy()
        return np.correlate(x, h, mode)

    found = diagnose(flipped_first, "1-D", modes=("valid",))
    assert not found.right and not found.failures
    assert str(found).startswith("Its numbers are right on all ")
    assert "; but it changes the kernel that it is given" in str(found) and "Hint: " in found._repr_html_()
    asked = diagnose(lambda x, h, mode: np.convolve(x, h, mode), "1-D", modes=("valid",))
    assert asked.right and not asked.drawbacks


def test_a_function_of_pooling_that_changes_its_image():
    def max_pool(image, size=2):
        result = np.array(
            [
                [image[i : i + size, j : j + size].max() for j in range(0, image.shape[1] - size + 1, size)]
                for i in range(0, image.shape[0] - size + 1, size)
            ]
        )
        image[:] = 0
        return result

    found = diagnose(max_pool)
    assert not found.right and "it changes the input that it is given" in found.verdict


# ---- arrays in place of lists, and bytes


def with_a_zero_at_each_end(signal, kernel):
    k = len(kernel)
    longer = [0] * (k // 2) + signal + [0] * ((k - 1) // 2)
    return correlated(longer, kernel[::-1])[: len(signal)]


def test_one_that_is_right_for_lists_and_silently_wrong_for_arrays():
    found = diagnose(with_a_zero_at_each_end)
    assert not found.right and not found.failures
    assert found.verdict.startswith("Its numbers are right for lists on all ")
    assert found.verdict.endswith("; but for arrays it gives other numbers, without an error.")
    assert "Given arrays it is wrong for " in str(found) and "Hint: + joins lists" in str(found)


def test_one_that_stops_where_it_is_given_arrays_is_right_for_lists():
    found = diagnose(lambda signal, kernel: correlated(signal, kernel) if signal != [] else [])
    assert found.right
    assert found.remarks[0].startswith("It takes lists alone: given arrays, ValueError: operands could not")


def test_one_that_is_silently_wrong_for_lists_alone_is_right():
    def of_bytes_in_turn(signal, kernel):
        return np.convolve(signal, kernel, "full") if hasattr(signal, "shape") else [0] * (len(signal) + 1)

    found = diagnose(of_bytes_in_turn)
    assert found.right
    assert found.remarks == [
        "Given lists it returns other numbers, without an error, for 20 inputs: give it arrays (np.array)."
    ]


def test_one_that_makes_bytes_of_its_image_is_right_for_bytes_alone(no_pairs):
    found = diagnose(lambda image, kernel: np.convolve(np.asarray(image, np.uint8), kernel, "valid"), "1-D")
    assert found.verdict == "Wrong already for kernels of 3."
    assert "It is right where the input is of bytes (uint8)." in found.remarks
