"""
A reader's file is run apart from everything else, and numbers come back.

  sandboxed_run.py     run_file(): the file, the calls of its functions, their answers; run_diagnosis(): what is
                       known of one of them
  messages.py          what goes in and what comes out, of which nothing is believed unseen
  worker.py            the process in which the file runs: a script
  confine.py           what that process gives up first: limits, and by landlock.py, seccomp.py and
                       linux_process.py the file system, system calls and rights
  readable_paths.py    what it may read all the same
  containment.py       which containment this machine has: bubblewrap.py where it works

docs/containment.md says what holds. For others: run_file(), run_diagnosis(), Call and containment_here().
"""
