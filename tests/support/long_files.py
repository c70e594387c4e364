"""The test files that take longest, longest first.

A long one that is begun last leaves the other workers idle, so these are begun before all others.
"""

LONG_FILES = (
    "lessons/test_lessons.py",
    "practice/exercises/test_exercise_2_TensorFlow.py",
    "sandbox/test_hostile_files.py",
    "lessons/test_lesson_faults.py",
    "lessons/test_compare_output.py",
    "mistakes/test_mistakes.py",
    "practice/test_check.py",
    "sandbox/test_containment.py",
    "practice/test_class_report.py",
    "diagnosis/test_why.py",
    "lessons/test_tries.py",
    "lessons/test_wrong_guesses.py",
    "sandbox/test_sandboxed_run.py",
    "practice/test_new_inputs.py",
    "test_pages.py",
    "own_numbers/test_rounding.py",
    "diagnosis/test_diagnose.py",
    "practice/exercises/test_exercise_1_2D.py",
    "practice/test_golden_check.py",
    "lessons/test_step.py",
    "diagnosis/test_suite_pairs.py",
    "diagnosis/test_request_causes.py",
    "practice/exercises/test_exercise_3_image.py",
    "lessons/test_further_lessons.py",
    "test_install.py",
    "test_only_python.py",
    "play/test_arithmetic.py",
)
