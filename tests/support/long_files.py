"""The test files that take longest, longest first.

A long one that is begun last leaves the other workers idle, so these are begun before all others. Those that begin a
group of sharing_files.py stand where the whole group belongs.
"""

LONG_FILES = (
    "lessons/test_lessons.py",
    "own_numbers/test_rounding.py",
    "lessons/test_lesson_faults.py",
    "practice/exercises/test_exercise_2_TensorFlow.py",
    "sandbox/test_hostile_files.py",
    "mistakes/test_mistakes.py",
    "practice/test_check.py",
    "practice/test_new_inputs.py",
    "diagnosis/test_diagnose.py",
    "diagnosis/test_why.py",
    "lessons/test_compare_output.py",
    "sandbox/test_containment.py",
    "practice/test_class_report.py",
    "practice/test_golden_check.py",
    "diagnosis/test_golden.py",
    "practice/test_first_tries.py",
    "diagnosis/test_layers.py",
    "diagnosis/test_suite_pairs.py",
    "lessons/test_wrong_guesses.py",
    "practice/exercises/test_exercise_1_2D.py",
    "sandbox/test_sandboxed_run.py",
    "diagnosis/test_explanation.py",
    "diagnosis/test_request_causes.py",
    "lessons/test_further_lessons.py",
    "test_pages.py",
    "practice/exercises/test_exercise_3_image.py",
    "lessons/test_step.py",
    "test_install.py",
    "test_only_python.py",
    "play/test_arithmetic.py",
)
