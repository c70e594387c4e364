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
import sys
from typing import NamedTuple

PR_GET_SECCOMP, PR_SET_SECCOMP, MODE_FILTER = 21, 22, 2
ALLOW, FAIL, KILL = (
    0x7FFF0000,
    0x00050000,
    0x80000000,
)  # what becomes of a call; FAIL + the number of an error
LOAD, AND, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
EVERY_BIT = 0xFFFFFFFF
NUMBER_OF_CALL, PROCESSOR, FIRST_ARGUMENT = 0, 4, 16  # where they stand in struct seccomp_data, in bytes
BYTES_OF_ARGUMENT = 8
FIRST_OF_X32 = 0x40000000  # the same calls once more, under other numbers

X86_64, ARM64 = "x86_64", "aarch64"
PROCESSORS = {X86_64: 0xC000003E, ARM64: 0xC00000B7}  # linux/audit.h
ELF_64_BITS, ELF_MACHINES = 2, {62: X86_64, 183: ARM64}
# a call's numbers on x86-64 and on ARM64; None where it has none
FORBIDDEN_CALLS = {
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "perf_event_open": (298, 241),
    # leaving the session in which it can be ended
    "setsid": (112, 157),
    "setpgid": (109, 154),
    # memory that belongs to no process, keys
    "vmsplice": (278, 75),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
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
    "truncate": (76, 45),
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
# These may be called for the process itself, which is 0 as their first argument.
FOR_ITSELF_ALONE = {
    "prlimit64": (302, 261),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "sched_setaffinity": (203, 122),
}
# The C library goes back to older calls, whose flags can be seen, where the system does not know these.
UNKNOWN = {"clone3": (435, 435), "openat2": (437, 437)}


class OnlyIf(NamedTuple):
    """A call that is allowed if some bits of one of its arguments (from 0) are as they should be, or are not."""

    numbers: tuple
    argument: int
    bits: int
    value: int
    allowed_if_equal: bool


NEW_NAMESPACES, CLONE_PARENT = 0x7E020000, 0x8000  # flags of clone(2)
SHARED_WITH_NO_FILE = 0x21  # flags of mmap(2): memory that does not count as the process's own
GROWS_DOWN = 0x100  # the same
EMPTIED_THOUGH_READ = 0x203, 0x200  # flags of open(2): O_TRUNC without writing, which an old Landlock allows
STREAM = 0xF, 1  # types of socketpair(2); others can be connected to a program that listens
DEPENDING = [
    OnlyIf((56, 220), 0, NEW_NAMESPACES | CLONE_PARENT, 0, True),  # clone
    OnlyIf((9, 222), 3, SHARED_WITH_NO_FILE, SHARED_WITH_NO_FILE, False),  # mmap
    OnlyIf((9, 222), 3, GROWS_DOWN, 0, True),
    OnlyIf((2, None), 1, *EMPTIED_THOUGH_READ, False),  # open
    OnlyIf((257, 56), 2, *EMPTIED_THOUGH_READ, False),  # openat
    OnlyIf((53, 199), 1, *STREAM, True),  # socketpair
]
# requests of ioctl(2), its second argument, that change properties of a file: linux/fs.h
IOCTL, SETTING_PROPERTIES = (16, 29), (0x40086602, 0x40087602, 0x401C5820, 0x40806685)


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


def processor():
    """The kind of processor for which this Python was built, a key of PROCESSORS, or "" for any other.

    It stands in the program's own header (elf(5)), which setarch(8) does not change.
    """
    if sys.platform != "linux":
        return ""
    with open("/proc/self/exe", "rb") as program:
        header = program.read(20)
    return ELF_MACHINES.get(int.from_bytes(header[18:20], "little"), "") if header[4] == ELF_64_BITS else ""


def can_filter():
    """Whether the calls of this process can be filtered: on a processor that is known, by a system that has seccomp."""
    return processor() != "" and ctypes.CDLL(None).prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0


def forbid_calls():
    """Let the forbidden calls fail from now on; whether that was done. The process may have only one thread."""
    if not can_filter():
        return False
    steps = filter_steps(processor())
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
    for numbers in UNKNOWN.values():
        steps += _if_call(numbers[column], [_failing(errno.ENOSYS)])
    itself = [OnlyIf(numbers, 0, EVERY_BIT, 0, True) for numbers in FOR_ITSELF_ALONE.values()]
    for rule in [*itself, *DEPENDING]:
        if rule.numbers[column] is not None:
            steps += _unless(rule, column)
    for request in SETTING_PROPERTIES:
        steps += _unless(OnlyIf(IOCTL, 1, EVERY_BIT, request, False), column)
    return [*steps, (RETURN, 0, 0, ALLOW)]


def _if_call(number, steps):
    """The steps for the call of a number; they are skipped for every other."""
    return [(JUMP_IF_EQUAL, 0, len(steps), number), *steps]


def _unless(rule, column):
    """The steps that let a call fail unless its argument is as a rule has it, and else go on with the next rule.

    Looked at are the lower 32 bits of the argument, where flags, ids of processes and requests stand.
    """
    place = FIRST_ARGUMENT + BYTES_OF_ARGUMENT * rule.argument
    allowed = (
        (JUMP_IF_EQUAL, 1, 0, rule.value) if rule.allowed_if_equal else (JUMP_IF_EQUAL, 0, 1, rule.value)
    )
    look = [(LOAD, 0, 0, place), (AND, 0, 0, rule.bits), allowed, _failing(errno.EPERM)]
    return _if_call(rule.numbers[column], [*look, (LOAD, 0, 0, NUMBER_OF_CALL)])


def _failing(number):
    """The step that lets a call fail with an error's number."""
    return (RETURN, 0, 0, FAIL | number)
