"""The call of an engine that a reader would write for a request, and what that call means. Nothing is run here."""

import sys
from dataclasses import dataclass, field

from course.convolution.definition import flipped
from course.convolution.formatting import listed_with_and
from course.convolution.nested import apart, part, shape
from course.convolution.sizes import effective_kernel_size
from course.errors import Unusable
from course.own_numbers.engines import ENGINES, Engine
from course.own_numbers.request import Request

ALL = slice(None)
TENSORS = {  # by the request's axes: how the input, the kernel and the result of a call of TensorFlow are indexed
    1: ((None, ALL, None), (ALL, None, None), (0, ALL, 0)),
    2: ((None, ALL, ALL, None), (ALL, ALL, None, None), (0, ALL, ALL, 0)),
    3: ((None,), (), (0,)),
    4: ((), (), ()),
}


AXES_OF_TENSORS = {  # in the words of TensorFlow's reference
    1: ("batch, length, channels", "length, in, out"),
    2: ("batch, height, width, channels", "height, width, in, out"),
}


@dataclass(frozen=True)
class Plan:
    """A call of an engine for a request. What the engine lacks is done by hand, before the call or after it.

    engine, request: what is called, and for what.
    means: the request whose answer by the definition the call has to give.
    padded: what np.pad adds to the input before the call, (before, after) for each sliding axis, or None.
    words, options: the arguments of the call after the input and the kernel, and the named ones.
    swaps: whether the engine takes the kernel for the input, and the input for the kernel, because the kernel is
    longer.
    cast: the dtype to which x and h are converted in the call, by name, because the engine does not take theirs.

    Example: np.convolve has no borders and no stride, so that a signal x in mode "same" with the border "edge",
    the stride 2 and a kernel of 3 weights is np.convolve(np.pad(x, (1, 1), "edge"), h, "valid")[::2].
    """

    engine: Engine
    request: Request
    means: Request
    padded: list | None = None
    words: tuple = ()
    options: dict = field(default_factory=dict)
    swaps: bool = False
    cast: str | None = None

    @property
    def call(self):
        """The call as it is written, for arrays x and h."""
        return _tensor_call(self) if self.engine.library == "tensorflow" else _array_call(self)

    @property
    def told(self):
        """The call as it is typed for arrays x and h; of TensorFlow's, which are as long as a line, the name.

        The name as well where the kernel is dilated, as no call of NumPy or SciPy does that.

        Example: np.convolve(x, h, "full"), or tf.nn.conv1d of the padded x.
        """
        if self.engine.library == "tensorflow":
            return self.engine.name if self.padded is None else f"{self.engine.name} of the padded x"
        return self.engine.name if not _is_all(self.request.dilation, 1) else self.call

    def expected(self):
        """What the definition gives for what the call means: nested lists. ValueError if there is no answer."""
        means = self.means
        if not self.swaps:
            return means.convolved()
        wide_kernel = apart(means.h, [dilation for _, _, _, dilation in means.each])
        output = Request(wide_kernel, means.x, means.mode, flip=means.flip).convolved()
        if not means.flip:  # a correlation of the two the other way round comes out backwards
            output = flipped(output)
        return part(output, [slice(None, None, stride) for _, _, stride, _ in means.each])


def calls_in_words(names, request):
    """The calls of engines, by their names, that give the same numbers, as one reads them.

    Example: np.convolve(x, h, "full") and signal.convolve(x, h, "full").
    """
    calls = listed_with_and([planned(ENGINES[name], request).told for name in names])
    by_hand = any(ENGINES[name].library != "tensorflow" for name in names)
    if by_hand and not _is_all(request.dilation, 1):
        return f"{calls} (NumPy's and SciPy's on a kernel with zeros between its weights)"
    return calls


def planned(engine, request):
    """The Plan of an engine for a request. Unusable, saying why, if the engine cannot be asked that."""
    if min(request.axes, 2) not in engine.axes:
        signals_only = engine.axes == (1,)
        raise Unusable(f"it takes {'signals, not images' if signals_only else 'images, not signals'}")
    if engine.library == "tensorflow":
        return _plan_of_tensors(engine, request)
    return _plan_of_arrays(engine, request)


def engines_that_give(request, fits):
    """The names of the engines whose call for this request means, by the definition, numbers that fit.

    fits: a function of nested lists of numbers that says whether they are the ones looked for.
    """
    names = []
    for engine in ENGINES.values():
        try:
            expected = planned(engine, request).expected()
        except ValueError:  # the engine cannot be asked that, or there is no answer
            continue
        if fits(expected):
            names.append(engine.name)
    return names


def axes_of_tensors(plan):
    """What the axes of the two arrays are that a Plan gives to TensorFlow, with their sizes: a sentence.

    Example: for 8 numbers and 3 weights "Its axes: input (batch, length, channels), here (1, 8, 1); kernel (length, in,
    out), here (3, 1, 1)."
    """
    request = plan.request
    x, h = AXES_OF_TENSORS[min(request.axes, 2)]
    padded = plan.padded or [(0, 0)] * len(request.each)
    sliding = [n + before + after for (n, _, _, _), (before, after) in zip(request.each, padded)]
    batch = len(request.x) if request.axes == 4 else 1
    channels, filters = shape(request.h)[2:] if request.axes > 2 else (1, 1)
    weights = [k for _, k, _, _ in request.each]
    sizes = f"here {(batch, *sliding, channels)}", f"here {(*weights, channels, filters)}"
    return f"Its axes: input ({x}), {sizes[0]}; kernel ({h}), {sizes[1]}."


# ---- NumPy and SciPy


def _plan_of_arrays(engine, request):
    """NumPy's and SciPy's Plan: what they lack is done before (padding, dilation) or after (stride)."""
    mode = "same" if request.mode == "SAME" else request.mode
    pads_itself = request.padding is None and (mode == "valid" or _has_border(engine, request))
    if not engine.modes:
        _check_without_modes(engine, request, pads_itself and mode == "same")
    if request.axes > 2:
        _check_window_fits(request)
    means = request.but(flip=engine.flips)
    if not engine.modes:
        seen = _kernel_without_the_tiniest(request.h)
        if seen != request.h:
            means = means.but(h=seen)
    if not pads_itself:
        _check_window_fits(request)
        return Plan(engine, request, means, padded=request.sides, words=("valid",))
    if mode == "same":
        means = means.but(**_padding_of_same(engine, request))
    return Plan(
        engine,
        request,
        means,
        words=(mode,) if engine.modes else (),
        options={} if mode == "valid" else _border_option(engine, request),
        swaps=request.axes <= 2 and _swaps(engine, request, mode),
    )


def _has_border(engine, request):
    """Whether an engine has the request's border, and can be given its number where it has one."""
    return request.border in engine.borders and (request.fill == 0 or engine.fill is not None)


def _check_without_modes(engine, request, as_many_as_the_input):
    """Unusable unless an engine without modes (ndimage's) can be asked the request."""
    if not as_many_as_the_input:
        raise Unusable("it always gives as many numbers as the input has")
    if request.border == "symmetric" and _reads_outside(engine, request):
        raise Unusable("it reads outside the input where the border is so much longer (SciPy 1.17)")


def _reads_outside(engine, request):
    """Whether ndimage would read outside the input: its "reflect" goes wrong from the fourth repetition.

    Example: 2 numbers and a kernel of 16 for ndimage.correlate: 16 // 2 = 8 numbers before the input are 4 times 2.
    """
    for n, k, _, dilation in request.each:
        before = (effective_kernel_size(k, dilation) - (engine.same == "after")) // 2
        if n > 1 and before >= 4 * n:
            return True
    return False


def _check_window_fits(request):
    """Unusable if the kernel fits nowhere into the padded input."""
    try:
        request.sizes
    except ValueError as error:
        raise Unusable(str(error)) from None


def _kernel_without_the_tiniest(kernel):
    """The kernel as ndimage sees it: weights up to a float's epsilon are left out."""
    if isinstance(kernel, list):
        return [_kernel_without_the_tiniest(row) for row in kernel]
    return 0 if abs(kernel) <= sys.float_info.epsilon else kernel


def _padding_of_same(engine, request):
    """The definition's options for an engine's own 'same'.

    Example: for a kernel of 4, signal.correlate2d adds 1 zero before and 2 after, where "same" has 2 and 1.
    """
    if engine.same == "before":
        return {"mode": "same"}
    sides = []
    for _, k, _, dilation in request.each:
        size = effective_kernel_size(k, dilation)
        sides.append(((size - 1) // 2, size // 2))
    return {"mode": None, "padding": sides[0] if len(sides) == 1 else tuple(sides)}


def _border_option(engine, request):
    """The named arguments for the request's border, in the engine's words; none for what it does anyway."""
    word = engine.borders.get(request.border)
    options = {"boundary" if engine.modes else "mode": word} if word else {}
    return {**options, engine.fill: request.fill} if request.fill else options


def _swaps(engine, request, mode):
    """Whether the engine swaps its arguments: in 'valid', and NumPy in 'same', if the kernel is longer."""
    if mode != "valid" and not (mode == "same" and engine.longer == "kernel"):
        return False
    kernels = [(effective_kernel_size(k, dilation), n) for n, k, _, dilation in request.each]
    nowhere_shorter = all(size >= n for size, n in kernels)
    return nowhere_shorter and any(size > n for size, n in kernels)


# ---- TensorFlow


def _plan_of_tensors(engine, request):
    """TensorFlow's Plan. Sizes are checked first: where no window fits, it may return memory nobody has written."""
    options = {} if _is_all(request.dilation, 1) else {"dilations": request.dilation}
    if request.mode in ("same", "SAME") and request.adds_zeros:
        means = request.but(mode="SAME", flip=False)
        return Plan(engine, request, means, words=(request.stride, "SAME"), options=options)
    _check_window_fits(request)
    means = request.but(flip=False)
    anything_added = any(before or after for before, after in means.sides)
    if anything_added and request.adds_zeros and engine.name == "tf.nn.conv2d":
        padding = [[0, 0], *map(list, means.sides), [0, 0]]  # batch, rows, columns, channels
        return Plan(engine, request, means, words=(request.stride, padding), options=options)
    padded = means.sides if anything_added else None
    return Plan(engine, request, means, padded, (request.stride, "VALID"), options)


# ---- calls as they are written


def all_sides(plan):
    """What np.pad adds to each axis of a Plan's input, where there are channels also to batch and channels: nothing.

    Example: for [height, width, channels] and 1 zero on every side, [(1, 1), (1, 1), (0, 0)].
    """
    if plan.request.axes <= 2:
        return plan.padded
    batch = [(0, 0)] * (plan.request.axes - 3)
    return [*batch, *plan.padded, (0, 0)]


def _array_call(plan):
    """A call of NumPy or SciPy. Of images with channels one at a time is taken, and the results are added up."""
    request = plan.request
    x = _cast_call("x", plan) + {3: "[:, :, c]", 4: "[b, :, :, c]"}.get(request.axes, "")
    h = _cast_call("h", plan) + ("[:, :, c, o]" if request.axes > 2 else "")
    if plan.padded is not None:
        x = _pad_call(x, plan)
    if not _is_all(request.dilation, 1):
        h = f"spread({h}, {request.dilation})"
    call = f"{plan.engine.name}({_arguments(plan, x, h)}){_slices_call(request)}"
    return f"{call}, added up over c" if request.axes > 2 else call


def _tensor_call(plan):
    """A call of TensorFlow, which takes images [batch, height, width, channels] only."""
    image, kernel, result = TENSORS[plan.request.axes]
    x, h = _cast_call("x", plan), _cast_call("h", plan)
    if plan.padded is not None:
        x = _pad_call(x, plan, with_other_axes=True)
    arguments = _arguments(plan, x + _index_call(image), h + _index_call(kernel))
    return f"{plan.engine.name}({arguments}){_index_call(result)}"


def _cast_call(name, plan):
    """An array by its name, converted where its dtype is not taken: "x.astype(np.int32)"."""
    return name if plan.cast is None else f"{name}.astype(np.{plan.cast})"


def _arguments(plan, x, h):
    words = [_quoted(word) for word in plan.words]
    named = [f"{name}={_quoted(value)}" for name, value in plan.options.items()]
    return ", ".join([x, h, *words, *named])


def _pad_call(x, plan, with_other_axes=False):
    """np.pad's call. with_other_axes: the sides of batch and channels are said as well."""
    sides = all_sides(plan) if with_other_axes else plan.padded
    sides = sides[0] if len(sides) == 1 else tuple(sides)
    request = plan.request
    if request.fill:
        return f"np.pad({x}, {sides}, constant_values={request.fill})"
    return (
        f"np.pad({x}, {sides})" if request.adds_zeros else f"np.pad({x}, {sides}, {_quoted(request.border)})"
    )


def _index_call(index):
    """An index as it is written; an empty one is not written at all.

    Example: _index_call((None, ALL, 0)) is "[None, :, 0]".
    """
    if not index:
        return ""
    return f"[{', '.join(':' if part == ALL else str(part) for part in index)}]"


def _slices_call(request):
    """The slices that take every stride-th output, such as [::2, ::1]; nothing for a stride of 1."""
    strides = [stride for _, _, stride, _ in request.each]
    if _is_all(strides, 1):
        return ""
    return f"[{', '.join(f'::{stride}' for stride in strides)}]"


def _is_all(steps, number):
    """Whether a step, or both of a pair, are this number."""
    pair = steps if isinstance(steps, (tuple, list)) else [steps]
    return all(step == number for step in pair)


def _quoted(word):
    return f'"{word}"' if isinstance(word, str) else str(word)
