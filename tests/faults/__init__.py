"""What happens to the cache at the worst moment: the right answer must come all the same.

`python -m tests.faults kill --runs 1000` runs one of the faults for long; `test_faults.py` runs all of them shortly.
They know nothing of how the cache is laid out: they walk its files.
"""
