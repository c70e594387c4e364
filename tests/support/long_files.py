"""The test files that take longest, longest first.

A long one that is begun last leaves the other workers idle, so these are begun before all others. Those that begin a
group of sharing_files.py stand where the whole group belongs.
"""

LONG_FILES = (
    "test_docs.py",  # begins to build the site, on which others wait
    "lessons/test_lessons.py",
    "own_numbers/test_rounding.py",
    "lessons/test_lesson_faults.py",
    "sandbox/test_hostile_files.py",
    "mistakes/test_mistakes.py",
    "practice/test_check.py",
    "practice/exercises/test_exercise_2_TensorFlow.py",
    "lessons/test_further_lessons.py",
    "diagnosis/test_why.py",
    "lessons/test_compare_output.py",
    "diagnosis/test_diagnose.py",
    "diagnosis/test_golden.py",
    "practice/test_new_inputs.py",
    "practice/test_class_report.py",
    "diagnosis/test_suite_pairs.py",
    "sandbox/test_containment.py",
    "practice/test_golden_check.py",
    "test_pages.py",
    "sandbox/test_sandboxed_run.py",
    "diagnosis/test_explanation.py",
    "pictures/test_figures_of_lesson_3.py",
    "lessons/test_step.py",
    "test_install.py",
    "diagnosis/test_request_causes.py",
    "test_commands.py",
    "diagnosis/test_layers.py",
    "diagnosis/test_why_text.py",
    "pictures/test_figures_of_lesson_4.py",
    "pictures/test_filter_picture.py",
    "practice/test_first_tries.py",
    "test_only_python.py",
    "lessons/test_watch_run.py",
    "own_numbers/test_read_numbers.py",
    "practice/exercises/test_exercise_1_2D.py",
    "worksheet/test_command.py",
    "pictures/test_read_photo.py",
    "lessons/test_wrong_guesses.py",
    "practice/exercises/test_exercise_3_image.py",
    "play/test_arithmetic.py",
    "test_site_pages.py",  # by then the site is built
    "test_live_lessons.py",
)
