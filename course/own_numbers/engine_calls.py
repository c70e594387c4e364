"""The call of an engine that a reader would write for a request, and what that call means."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course.convolution.sizes import effective_kernel_size
from course.errors import Unusable, quoted
from course.own_numbers.engines import chosen
from course.own_numbers.request import Request


def apply_engine(name, x, h, mode=None, **options):
    """The numbers that an engine gives, an array, of the arrays or lists x and h as they are.

    name: one of ENGINES. The shapes and options are the definition's, without flip, which is the engine's own.
    Nothing is converted: uint8 may wrap. Unusable if the engine cannot do it; otherwise errors are its own.
    """
    engine, *more = chosen([name], None)
    if more:
        raise Unusable(f"{quoted(name)} is a library: name one of its functions, such as {engine.name}")
    if "flip" in options:
        raise Unusable(f"{engine.name} turns the kernel or not by itself: leave flip out")
    if not engine.installed:
        raise Unusable(f"{engine.library} is not installed")
    if mode is None and options.get("padding") is None:
        mode = "full"
    request = Request(np.asarray(x).tolist(), np.asarray(h).tolist(), mode, **options)
    return planned(engine, request).run(np.asarray(x), np.asarray(h))


# ---- plans: the call that a reader would write, and what it means


@dataclass(frozen=True)
class Plan:
    """A call of an engine for a request.

    call: as it is written, for arrays x and h. run: the same, run(x, h); its errors are the library's own.
    means: the request whose answer by the definition the call has to give. swaps: whether the engine takes the
    kernel for the input, and the input for the kernel, because the kernel is longer.
    """

    call: str
    run: Callable
    means: Request
    swaps: bool = False

    def expected(self):
        """What the definition gives for what the call means: nested lists. ValueError if there is no answer."""
        means = self.means
        if not self.swaps:
            return means.convolved()
        x = spread(np.array(means.h, object), means.dilation).tolist()
        output = np.array(Request(x, means.x, means.mode, flip=means.flip).convolved(), object)
        return _strided(output if means.flip else np.flip(output), means).tolist()


def planned(engine, request):
    """The Plan of an engine for a request. Unusable, saying why, if the engine cannot be asked that."""
    if min(request.axes, 2) not in engine.axes:
        raise Unusable(
            "it takes signals, not images" if engine.axes == (1,) else "it takes images, not signals"
        )
    return (_tensorflow if engine.library == "tensorflow" else _arrays)(engine, request)


def _arrays(engine, request):
    """NumPy's and SciPy's plan: what they lack is done before (padding, dilation) or after (stride)."""
    mode = "same" if request.mode == "SAME" else request.mode
    own = request.padding is None and (mode == "valid" or request.border in engine.borders)
    if not engine.modes and not (own and mode == "same"):
        raise Unusable("it always gives as many numbers as the input has")
    if not engine.modes and request.border == "symmetric" and _strays(engine, request):
        raise Unusable("it reads outside the input where the border is so much longer (SciPy 1.17)")
    if request.axes > 2:
        _fitting(request)
    means = request.but(flip=engine.flips)
    if not engine.modes and _seen(request.h) != request.h:
        means = means.but(h=_seen(request.h))
    if not own:
        sides, mode = _fitting(request).sides, "valid"
    elif mode == "same":
        means = means.but(**_own_same(engine, request))
    words = [mode] if engine.modes else []
    keywords = {"boundary" if engine.modes else "mode": engine.borders.get(request.border)} if own else {}
    options = {name: word for name, word in keywords.items() if word and mode != "valid"}

    def run(x, h):
        x = x if own else np.pad(x, sides, request.border)
        return _strided(engine.function(x, spread(h, request.dilation), *words, **options), request)

    x = {3: "x[:, :, c]", 4: "x[b, :, :, c]"}.get(request.axes, "x")
    h = "h" if request.axes < 3 else "h[:, :, c, o]"
    x = x if own else _pad_call(x, sides, request.border)
    h = h if _all(request.dilation, 1) else f"spread({h}, {request.dilation})"
    said = [x, h, *map(_quoted, words), *(f"{name}={_quoted(word)}" for name, word in options.items())]
    call = f"{engine.name}({', '.join(said)}){_slices_call(request)}"
    if request.axes > 2:
        return Plan(f"{call}, added up over c", _over_channels(run), means)
    return Plan(call, run, means, swaps=own and _swaps(engine, request, mode))


ALL = slice(None)
TENSORS = {  # by the request's axes: how the input, the kernel and the result are indexed
    1: ((None, ALL, None), (ALL, None, None), (0, ALL, 0)),
    2: ((None, ALL, ALL, None), (ALL, ALL, None, None), (0, ALL, ALL, 0)),
    3: ((None,), (), (0,)),
    4: ((), (), ()),
}


def _tensorflow(engine, request):
    """TensorFlow's plan. Sizes are checked first: where no window fits, it may return memory nobody has written."""
    same = request.mode in ("same", "SAME") and request.border == "constant"
    means = request.but(mode="SAME", flip=False) if same else _fitting(request).but(flip=False)
    sides, lists = means.sides, request.border == "constant" and engine.name == "tf.nn.conv2d"
    padded = not same and not lists and any(map(any, sides))
    padding = "SAME" if same else "VALID"
    if lists and not same and any(map(any, sides)):
        padding = [[0, 0], *map(list, sides), [0, 0]]
    if request.axes > 2:
        sides = [*[(0, 0)] * (request.axes - 3), *sides, (0, 0)]
    image, kernel, back = TENSORS[request.axes]
    options = {} if _all(request.dilation, 1) else {"dilations": request.dilation}

    def run(x, h):
        x = np.pad(x, sides, request.border) if padded else x
        return engine.function(x[image], h[kernel], request.stride, padding, **options).numpy()[back]

    x = _pad_call("x", sides, request.border) if padded else "x"
    said = [x + _index_call(image), "h" + _index_call(kernel), str(request.stride), _quoted(padding)]
    said += [f"{name}={value}" for name, value in options.items()]
    return Plan(f"{engine.name}({', '.join(said)}){_index_call(back)}", run, means)


def _seen(kernel):
    """The kernel as ndimage sees it: weights up to a float's epsilon are left out."""
    if isinstance(kernel, list):
        return [_seen(row) for row in kernel]
    return 0 if abs(kernel) <= np.finfo(float).eps else kernel


def _strays(engine, request):
    """Whether ndimage would read outside the input: its "reflect" goes wrong from the fourth repetition."""
    befores = [(effective_kernel_size(k, d) - (engine.same == "after")) // 2 for _, k, _, d in request.each]
    return any(before >= 4 * n > 4 for before, (n, *_) in zip(befores, request.each))


def _own_same(engine, request):
    """The definition's options for an engine's own 'same'."""
    if engine.same == "before":
        return {"mode": "same"}
    sides = [
        ((effective_kernel_size(k, d) - 1) // 2, effective_kernel_size(k, d) // 2)
        for _, k, _, d in request.each
    ]
    return {"mode": None, "padding": sides[0] if len(sides) == 1 else tuple(sides)}


def _swaps(engine, request, mode):
    """Whether the engine swaps its arguments for this request."""
    longer = [effective_kernel_size(k, d) >= n for n, k, _, d in request.each]
    more = any(effective_kernel_size(k, d) > n for n, k, _, d in request.each)
    return all(longer) and more and (mode == "valid" or mode == "same" and engine.longer == "kernel")


def _fitting(request):
    """The request, once it is known that a window fits."""
    try:
        request.sizes
    except ValueError as error:
        raise Unusable(str(error)) from None
    return request


def spread(kernel, dilation=1):
    """The kernel with dilation - 1 zeros between its weights: an array, (k,) or (rows, columns).

    dilation: one whole number, or (rows, columns). So that functions without a dilation have one; the
    definition of Yu and Koltun, "Multi-scale context aggregation by dilated convolutions" (2016).
    """
    kernel = np.asarray(kernel)
    steps = np.broadcast_to(dilation, kernel.ndim)
    wide = np.zeros([effective_kernel_size(k, d) for k, d in zip(kernel.shape, steps)], kernel.dtype)
    wide[tuple(slice(None, None, step) for step in steps)] = kernel
    return wide


def _strided(output, request):
    """Every s-th of the outputs along each axis."""
    return output[tuple(slice(None, None, stride) for _, _, stride, _ in request.each)]


def _over_channels(run):
    """The same for images of (height, width, in) and filters of (height, width, in, out), or a batch."""

    def added(x, h):
        if x.ndim == 4:
            return np.stack([added(image, h) for image in x])
        maps = [sum(run(x[..., c], h[..., c, o]) for c in range(h.shape[2])) for o in range(h.shape[3])]
        return np.stack(maps, axis=-1)

    return added


def _all(steps, number):
    return set(steps if isinstance(steps, (tuple, list)) else [steps]) == {number}


def _quoted(word):
    return f'"{word}"' if isinstance(word, str) else str(word)


def _pad_call(x, sides, border):
    sides = sides[0] if len(sides) == 1 else tuple(sides)
    return f"np.pad({x}, {sides}" + ("" if border == "constant" else f", {_quoted(border)}") + ")"


def _index_call(index):
    return f"[{', '.join(':' if part == ALL else str(part) for part in index)}]" if index else ""


def _slices_call(request):
    strides = [stride for _, _, stride, _ in request.each]
    return "" if _all(strides, 1) else f"[{', '.join(f'::{stride}' for stride in strides)}]"
