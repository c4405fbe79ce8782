"""Notebooks that use several processes or threads."""

from benchmarks.honest_cases.changes import above_answer, cases

CASES = tuple(
    cases(
        above_answer,
        """
### multiprocessing.Pool
from multiprocessing import Pool
with Pool(2) as pool:
    assert pool.map(abs, [-1, 2]) == [1, 2]
### Pool of a context
import multiprocessing
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.starmap(max, [(1, 2)]) == [2]
### Process and Queue
import multiprocessing as mp
queue = mp.Queue()
process = mp.Process(target=queue.put, args=(6,))
process.start()
assert queue.get() == 6
process.join()
### ProcessPoolExecutor
from concurrent.futures import ProcessPoolExecutor
with ProcessPoolExecutor(2) as pool:
    assert list(pool.map(abs, [-1])) == [1]
### ThreadPoolExecutor
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor() as pool:
    assert list(pool.map(abs, [-1])) == [1]
### joblib.Parallel
from joblib import Parallel, cpu_count, delayed
assert cpu_count() and Parallel(n_jobs=2)(delayed(abs)(n) for n in (-1, 2)) == [1, 2]
### joblib's other backends
from joblib import Parallel, delayed
for how in ("threading", "multiprocessing"):
    assert Parallel(2, backend=how)(delayed(abs)(n) for n in (-1, 2)) == [1, 2]
### KMeans
from sklearn.cluster import KMeans
KMeans(2, n_init=1).fit(X)
### RandomForest(n_jobs=-1)
from sklearn.ensemble import RandomForestRegressor
RandomForestRegressor(4, n_jobs=-1).fit(X, y).predict(X)
### cross_val_score(n_jobs=2)
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, cross_val_score
cross_val_score(Ridge(), X, y, n_jobs=2)
GridSearchCV(Ridge(), {"alpha": [1, 2]}, n_jobs=-1).fit(X, y)
### tf.data
import tensorflow as tf
rows = tf.data.Dataset.from_tensor_slices(X.to_numpy())
next(iter(rows.map(lambda x: x, num_parallel_calls=tf.data.AUTOTUNE).batch(4)))
### a thread left behind
import threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
""",
    )
)
