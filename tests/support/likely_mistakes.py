"""Which mistakes are likely in a request of the page, and what they give."""

from itertools import combinations

from course.diagnosis.cause import grouped, output_or_none, world
from course.diagnosis.request_causes import candidate_mistakes
from course.mistakes.bank.all_mistakes import MADE_MOST_OFTEN
from course.mistakes.faulty_definition import alike

LIKELY = {  # those made most often, and what else beginners do, in any order
    *MADE_MOST_OFTEN,
    *"full-is-same full-is-valid same-is-full same-is-valid valid-is-full valid-is-same".split(),
    *"same-crop-start same-crop-end same-half-floor output-reversed range-long".split(),
    *"drop-first-tap drop-last-tap skip-first skip-last".split(),
    *"boundary-wrap boundary-edge boundary-reflect edge-renormalise border-copy".split(),
    *"max-not-sum mean-not-sum assign-not-add acc-not-reset sum-times-sum kernel-norm".split(),
    *"kernel-abs abs-output negated bias-one".split(),
    *"flip-rows-only flip-cols-only kernel-transposed flip-and-transpose kernel-rot90".split(),
    *"input-transposed output-transposed square-kernel same-pad-rows same-pad-cols same-pad-swapped".split(),
    *"stride-ignored stride-rows-only stride-cols-only stride-swapped stride-rows-for-both stride-holes".split(),
    *"stride-cropped stride-subsample stride-as-dilation stride-floor-size".split(),
    *"dilation-ignored dilation-plus1 dilation-rows-only dilation-cols-only dilation-extent".split(),
    *"dilation-repeated-last dilation-repeated".split(),
}


def likely_outputs(request):
    """What likely mistakes give for a Request, {Mistake: nested lists}, where that is not right."""
    likely = [mistake for mistake in candidate_mistakes(request) if mistake.name in LIKELY]
    outputs = {mistake: output_or_none(request, world(mistake)) for mistake in likely}
    return {
        mistake: output
        for mistake, output in outputs.items()
        if output is not None and not alike(output, request.output)
    }


def alike_pairs(outputs):
    """The names of every two mistakes that give the same numbers, but not on every input."""
    pairs = [(one, two) for one, two in combinations(outputs, 2) if alike(outputs[one], outputs[two])]
    return [(one.name, two.name) for one, two in pairs if len(grouped([one, two])) == 2]
