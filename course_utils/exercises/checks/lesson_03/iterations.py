"""The sizes of the training of lesson 3, and the usual wrong counts of its iterations."""

from course_utils.exercises.expect import Instead

ROWS = 300
BATCH_SIZE = 128
EPOCHS = 60
PER_EPOCH = 3  # 300 / 128, rounded up
IN_ALL = PER_EPOCH * EPOCHS

_ROUND_UP = "Round up: the last 44 cars are a batch, too."
NOT_PER_EPOCH = [
    Instead(2, "rounded-down", _ROUND_UP),
    Instead(ROWS / BATCH_SIZE, "not-rounded", f"There is no third of an iteration. {_ROUND_UP}"),
    *(
        Instead(round(ROWS / BATCH_SIZE, digits), "not-rounded", f"Batches are whole. {_ROUND_UP}")
        for digits in (1, 2, 3)
    ),
    Instead(EPOCHS, "epochs-for-iterations", "Those are the epochs. How many batches has one?"),
    Instead(5, "epochs-over-the-rows", "You divided by the epochs: divide by the batch size."),
    Instead(BATCH_SIZE, "batch-size-for-iterations", "That is how many cars a batch holds."),
    Instead(ROWS, "rows-for-iterations", "An iteration uses a whole batch, not one car."),
    Instead(392 / BATCH_SIZE, "all-rows", "Only the 300 training cars are used."),
    Instead(4, "all-rows", "Only the 300 training cars are used."),
    Instead(10, "default-batch-size", "That is for batch size 32. Here it is 128."),
    Instead(IN_ALL, "epochs-counted-twice", "That is for all epochs. How many has one?"),
]
NOT_IN_ALL = [
    Instead(2 * EPOCHS, "rounded-down", _ROUND_UP),
    Instead(ROWS / BATCH_SIZE * EPOCHS, "not-rounded", f"Round before you multiply. {_ROUND_UP}"),
    *(
        Instead(
            round(ROWS / BATCH_SIZE * EPOCHS, digits), "not-rounded", f"Round first. {_ROUND_UP}"
        )
        for digits in (1, 2)
    ),
    Instead(EPOCHS + PER_EPOCH, "added-not-multiplied", "60 epochs of 3 each: multiply."),
    Instead(BATCH_SIZE * EPOCHS, "batch-size-for-iterations", "128 is what a batch holds."),
    Instead(ROWS, "rows-for-iterations", "That is how many cars there are, not iterations."),
    Instead(141, "rounded-too-late", f"Round in each epoch, not at the end. {_ROUND_UP}"),
    Instead(
        EPOCHS, "epochs-for-iterations", "Those are the epochs. One epoch has several iterations."
    ),
    Instead(ROWS * EPOCHS, "rows-for-iterations", "An iteration uses a whole batch, not one car."),
    Instead(4 * EPOCHS, "all-rows", "Only the 300 training cars are used."),
    Instead(PER_EPOCH, "one-epoch", "That is one epoch. There are 60."),
]
