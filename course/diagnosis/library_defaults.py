"""
Which calls of libraries have another reading of a request as their default, and which call gives what was asked for.

Sources: the references of numpy.convolve, scipy.signal, scipy.ndimage, cv2.filter2D, torch.nn and Keras' Conv layers.
"""

from course.convolution.definition import flipped
from course.diagnosis.library_calls import call_as_asked, torch_call_as_asked

FULL_BY_DEFAULT = {  # by the axes, and whether the kernel is flipped
    (1, True): "np.convolve(x, h) and signal.convolve(x, h) have",
    (2, True): "signal.convolve2d(x, h) has",
    (1, False): "signal.correlate(x, h) has",
    (2, False): "signal.correlate2d(x, h) has",
}
BORDERS_BY_DEFAULT = {
    "constant": "np.convolve, signal.convolve, PyTorch and Keras have zeros there where nothing else is asked",
    "reflect": "cv2.filter2D mirrors so where no border is given (borderType=cv2.BORDER_CONSTANT has zeros)",
    "symmetric": 'scipy.ndimage.convolve mirrors so where no mode is given (mode="constant" has zeros)',
    "edge": 'mode="nearest" of scipy.ndimage.convolve, cv2.BORDER_REPLICATE and np.pad(x, p, "edge") do that',
    "wrap": 'mode="wrap" of scipy.ndimage.convolve and boundary="wrap" of signal.convolve2d do that',
}
PADS_NOTHING = (
    'PyTorch (padding=0) and Keras (padding="valid") add nothing to the input where nothing is asked'
)
SIZE_OF_INPUT = "cv2.filter2D and scipy.ndimage.convolve give as many numbers as the input has"
ODD_ZERO_AFTER = 'padding="same" of PyTorch and Keras puts the odd zero after the input'
NO_STRIDE = "np.convolve and signal.convolve have no stride"


def hint_of_default(reading, request):
    """A hint, as a list of one or none: whose default a Reading is, and the call that gives what a Request asks for.

    Of a reading with several changes the call alone, but for the flip and the mode that PyTorch and Keras have.

    Example: of {"mode": "full"} it begins with "Hint: np.convolve(x, h) and signal.convolve(x, h) have mode full".
    """
    whose, asked = _whose_default(reading, request), call_as_asked(request)
    if not whose:
        is_told = asked and len(reading.changes) > 1
        return [f"Hint: {asked} gives those that you asked for."] if is_told else []
    if whose in (PADS_NOTHING, ODD_ZERO_AFTER):
        asked = torch_call_as_asked(request) or asked
    return [f"Hint: {whose}; {asked} gives those that you asked for." if asked else f"Hint: {whose}."]


def _whose_default(reading, request):
    """Whose default a Reading is, as the beginning of a sentence; "" if that cannot be said."""
    changes, means = reading.changes, reading.request
    unflipped = not means.flip or flipped(request.h) == request.h
    if changes.get("mode") == "valid" and unflipped and changes.keys() <= {"mode", "flip"}:
        return PADS_NOTHING
    if len(changes) > 1:
        return ""
    ((option, value),) = changes.items()
    if option == "border":
        return BORDERS_BY_DEFAULT[value]
    if option == "stride":
        return _whose_stride(value, request)
    return _whose_mode(value, request) if option == "mode" else ""


def _whose_stride(stride, request):
    """The same for another stride alone."""
    if stride == 1:
        return NO_STRIDE if request.axes <= 2 else ""
    if any(asked > 1 or k == stride for _, k, asked, _ in request.each):  # a pooling has k of itself
        return ""
    return f"stride={stride} of PyTorch, strides={stride} of Keras and y[::{stride}] leave numbers out"


def _whose_mode(mode, request):
    """The same for another mode alone, but for valid."""
    if mode == "full" and request.axes <= 2:
        return f"{FULL_BY_DEFAULT[request.axes, request.flip]} mode full where none is given"
    if mode == "same" and request.mode in ("full", "valid") and request.axes <= 2:
        return SIZE_OF_INPUT
    return ODD_ZERO_AFTER if mode == "SAME" and request.mode == "same" else ""
