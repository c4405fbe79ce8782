"""What a kernel offers besides files and processes, and a notebook never needs.

Sockets by path pass every network namespace: Docker's and PostgreSQL's are such. Memory that has
a name or a descriptor counts for no limit. The rest has let programs out of other seals.
"""

from course_utils.grading.sandbox.seal.filters import Rule, refuse

_STREAM, _TYPE = 1, 0xF


def forbid_services() -> None:
    """Make sockets, named memory, keyrings and new namespaces fail with PermissionError.

    A pair of connected sockets is allowed: asyncio is made of one.

    Raises
    ------
    OSError
        The kernel has no such filters, or the processor is not known here.
    """
    refuse(_RULES)


_RULES = (
    Rule((41, 198)),  # socket
    # A pair of datagram sockets could still be sent to any path.
    Rule((53, 199), 1, only=(_STREAM,), mask=_TYPE),  # socketpair
    Rule((42, 203)),  # connect
    Rule((49, 200)),  # bind
    # It makes these calls where no filter sees them.
    Rule((425, 425)),  # io_uring_setup
    Rule((319, 279)),  # memfd_create
    Rule((447, 447)),  # memfd_secret
    Rule((29, 194)),  # shmget
    Rule((68, 186)),  # msgget
    Rule((64, 190)),  # semget
    Rule((240, 180)),  # mq_open
    Rule((278, 75)),  # vmsplice
    Rule((248, 217)),  # add_key
    Rule((249, 218)),  # request_key
    Rule((250, 219)),  # keyctl
    Rule((272, 97)),  # unshare
    Rule((308, 268)),  # setns
    Rule((321, 280)),  # bpf
    Rule((298, 241)),  # perf_event_open
    Rule((323, 282)),  # userfaultfd
)
