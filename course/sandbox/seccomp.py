"""
Seccomp: a process of Linux gives up system calls for good; each fails from then on, in what the process starts, too.

It gives up what reaches other processes and what is shared with them, the network, what outlives it, and rights and
times of files. It stays in its session, so that all it started can be ended at once. Needed are no privileges, but
that the process has given up getting new ones (linux_process.py).

The filter is a program of a few kinds of instructions, which the system runs before each call.
Source: seccomp(2), linux/seccomp.h, linux/bpf_common.h, and the tables of system calls of Linux.
"""

import ctypes
import errno
import platform
import sys

PR_SET_SECCOMP, MODE_FILTER = 22, 2
ALLOW, FAIL, KILL = (
    0x7FFF0000,
    0x00050000,
    0x80000000,
)  # what becomes of a call; FAIL + the number of an error
LOAD, AND, JUMP_IF_EQUAL, JUMP_IF_ANY, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x45, 0x35, 0x06
NUMBER_OF_CALL, PROCESSOR, FIRST_ARGUMENT = 0, 4, 16  # where they stand in struct seccomp_data, in bytes
BYTES_OF_ARGUMENT = 8
FIRST_OF_X32 = 0x40000000  # the same calls once more, under other numbers

X86_64, ARM64 = "x86_64", "aarch64"
PROCESSORS = {X86_64: 0xC000003E, ARM64: 0xC00000B7}  # linux/audit.h
# a call's numbers on x86-64 and on ARM64; None where it has none
FORBIDDEN_CALLS = {
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "perf_event_open": (298, 241),
    # leaving the session in which it can be ended
    "setsid": (112, 157),
    "setpgid": (109, 154),
    # memory that belongs to no process, keys
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # other views of the system
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_tree_attr": (467, 467),
    # rights, owners, times and other properties of files, which Landlock leaves open; watching files
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
    "open_by_handle_at": (304, 265),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    # the network, and programs that listen on a socket
    "socket": (41, 198),
    # ways around a filter, and large parts of the system that nothing here needs
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "userfaultfd": (323, 282),
    "bpf": (321, 280),
}
# These may be called for the process itself, which is 0: a call's numbers, and which argument names the process.
FOR_ITSELF_ALONE = {
    "prlimit64": ((302, 261), 0),
    "setpriority": ((141, 140), 1),
    "sched_setparam": ((142, 118), 0),
    "sched_setscheduler": ((144, 119), 0),
    "sched_setattr": ((314, 274), 0),
    "sched_setaffinity": ((203, 122), 0),
}
CLONE, CLONE3 = (56, 220), (435, 435)
NEW_NAMESPACES, CLONE_PARENT = 0x7E020000, 0x8000  # flags of clone(2)
MMAP, MMAP_FLAGS = (9, 222), 3
SHARED_WITH_NO_FILE = 0x21  # flags of mmap(2): memory that does not count as the process's own


class Instruction(ctypes.Structure):
    """A step of the filter: what it does, how many steps it skips if a test holds or not, and a number."""

    _fields_ = [
        ("code", ctypes.c_uint16),
        ("skip_if", ctypes.c_uint8),
        ("skip_if_not", ctypes.c_uint8),
        ("number", ctypes.c_uint32),
    ]


class Program(ctypes.Structure):
    """The filter, as prctl(2) wants it."""

    _fields_ = [("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(Instruction))]


def can_filter(machine=None):
    """Whether the calls of a process can be filtered on a kind of processor; without a word, on this one."""
    has_64_bits = sys.maxsize > 2**32
    return sys.platform == "linux" and has_64_bits and (machine or platform.machine()) in PROCESSORS


def forbid_calls():
    """Let the forbidden calls fail from now on; whether that was done. The process may have only one thread."""
    if not can_filter():
        return False
    steps = filter_steps(platform.machine())
    instructions = (Instruction * len(steps))(*steps)
    program = Program(len(steps), instructions)
    done = ctypes.CDLL(None).prctl(PR_SET_SECCOMP, ctypes.c_ulong(MODE_FILTER), ctypes.byref(program), 0, 0)
    return done == 0


def filter_steps(machine):
    """The steps of the filter for a kind of processor, a key of PROCESSORS: (code, skip if, skip if not, number).

    Each part of it begins with the number of the call, and ends what it decides with RETURN.
    """
    column = list(PROCESSORS).index(machine)
    steps = [
        (LOAD, 0, 0, PROCESSOR),
        (JUMP_IF_EQUAL, 1, 0, PROCESSORS[machine]),
        (RETURN, 0, 0, KILL),  # calls as another kind of processor has them
        (LOAD, 0, 0, NUMBER_OF_CALL),
    ]
    if machine == X86_64:
        steps += [(JUMP_IF_AT_LEAST, 0, 1, FIRST_OF_X32), (RETURN, 0, 0, KILL)]
    for numbers in FORBIDDEN_CALLS.values():
        if numbers[column] is not None:
            steps += _if_call(numbers[column], [_failing(errno.EPERM)])
    for numbers, argument in FOR_ITSELF_ALONE.values():
        steps += _if_call(numbers[column], _only_if(argument, [(JUMP_IF_EQUAL, 0, 1, 0)]))
    # The C library goes back to clone(), whose flags can be seen, where the system does not know clone3().
    steps += _if_call(CLONE3[column], [_failing(errno.ENOSYS)])
    steps += _if_call(CLONE[column], _only_if(0, [(JUMP_IF_ANY, 1, 0, NEW_NAMESPACES | CLONE_PARENT)]))
    is_not_shared = [(AND, 0, 0, SHARED_WITH_NO_FILE), (JUMP_IF_EQUAL, 1, 0, SHARED_WITH_NO_FILE)]
    steps += _if_call(MMAP[column], _only_if(MMAP_FLAGS, is_not_shared))
    return [*steps, (RETURN, 0, 0, ALLOW)]


def _if_call(number, steps):
    """The steps for the call of a number; they are skipped for every other."""
    return [(JUMP_IF_EQUAL, 0, len(steps), number), *steps]


def _only_if(argument, test):
    """Steps that allow a call if a test of one of its arguments, counted from 0, goes on to the next step.

    Looked at are the lower 32 bits, where flags and the ids of processes stand.
    """
    place = FIRST_ARGUMENT + BYTES_OF_ARGUMENT * argument
    return [(LOAD, 0, 0, place), *test, (RETURN, 0, 0, ALLOW), _failing(errno.EPERM)]


def _failing(number):
    """The step that lets a call fail with an error's number."""
    return (RETURN, 0, 0, FAIL | number)
