# Writes ridge.csv, checked by RidgeTest. numpy 2.1.3, scikit-learn 1.5.2, Python 3.
# Columns: x1 to x5 and y; then a row of penalties and a row of scikit-learn's coefficients.
import csv
import sys

import numpy as np
from sklearn.linear_model import Ridge

random = np.random.default_rng(42)
x = random.normal(size=(40, 5))
x[:, 2] = (x[:, 2] > 0.8).astype(float)
y = x @ [1.0, -0.5, 2.0, 0.0, 0.25] + random.normal(size=40)
penalties = np.array([0.01, 0.5, 4.0, 1.0, 20.0])
# Ridge has one penalty for all columns: scale them, and scale the answer back.
fit = Ridge(alpha=1.0, fit_intercept=False, solver="cholesky").fit(x / np.sqrt(penalties), y)
coefficients = fit.coef_ / np.sqrt(penalties)
two = Ridge(alpha=1.0, fit_intercept=False, solver="cholesky").fit(
    x[:, :2] / np.sqrt(penalties[:2]), y
)
first_two = list(two.coef_ / np.sqrt(penalties[:2])) + [0.0, 0.0, 0.0]
out = csv.writer(sys.stdout, lineterminator="\n")
for row, value in zip(x, y):
    out.writerow([repr(float(cell)) for cell in row] + [repr(float(value))])
for row in (penalties, coefficients, first_two):
    out.writerow([repr(float(cell)) for cell in row] + ["0.0"])
