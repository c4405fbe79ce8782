"""What is wrong with a training: it is examined as a good teacher would, and asked by experiment.

In the order of the work: `given` reads what was given as arrays, `patient` is all that is known,
`inside` looks into the network, `judged` says how good predictions are. `experiments` trains again
for a moment with one thing changed (`trials` runs it, `edits` changes the structure). Each file in
`causes` knows one cause of trouble, `report` is what the learner is told. `diagnose` is the door.
"""

from course_utils.diagnosis.diagnose import diagnose
from course_utils.diagnosis.report import Diagnosis, Trouble

__all__ = ["Diagnosis", "Trouble", "diagnose"]
