# Rows, and the answers of scikit-learn 1.9.1, betacal 1.1.0, statsmodels 0.15.0 and venn-abers 1.5.4.
# pip install scikit-learn betacal statsmodels venn-abers; python make_fixtures.py; Rscript curve.R
import csv

import numpy as np
import statsmodels.api as sm
from betacal import BetaCalibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from venn_abers import VennAbers

random = np.random.default_rng(11)
rows = 800
truth = random.normal(-1.2, 1.3, rows)
p = np.round(1 / (1 + np.exp(-(1.6 * truth + 0.5 + 0.15 * truth**2))), 9)
y = (random.random(rows) < 1 / (1 + np.exp(-truth))).astype(int)
w = np.round(1 + random.random(rows), 3)
logit = np.log(p / (1 - p))

isotonic = IsotonicRegression(out_of_bounds="clip").fit(p, y, sample_weight=w).predict(p)
sigmoid = LogisticRegression(C=1e12, tol=1e-12, max_iter=1000).fit(logit[:, None], y, sample_weight=w)
beta = BetaCalibration(parameters="abm").fit(p[:, None], y).predict(p)
venn = VennAbers()
venn.fit(np.column_stack([1 - p, p]), y)
_, bounds = venn.predict_proba(np.column_stack([1 - p, p]))

with open("rows.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow("risk outcome weight isotonic sigmoid beta venn_lower venn_upper".split())
    sig = sigmoid.predict_proba(logit[:, None])[:, 1]
    for i in range(rows):
        numbers = [isotonic[i], sig[i], beta[i], bounds[i, 0], bounds[i, 1]]
        out.writerow([f"{p[i]:.9f}", y[i], f"{w[i]:.3f}"] + [f"{each:.8f}" for each in numbers])

# Level, slope and log likelihoods, unweighted, for the closed test.
ones = np.ones((rows, 1))
level = sm.GLM(y, ones, family=sm.families.Binomial(), offset=logit).fit()
line = sm.GLM(y, sm.add_constant(logit), family=sm.families.Binomial()).fit()
keep = np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


def ece(groups):
    order = np.argsort(p)
    parts = [order[rows * g // groups : rows * (g + 1) // groups] for g in range(groups)]
    return sum(abs(np.sum(y[part] - p[part])) for part in parts) / rows


with open("figures.csv", "w") as file:
    for name, value in {
        "level": level.params[0],
        "intercept": line.params[0],
        "slope": line.params[1],
        "chi_both": 2 * (line.llf - keep),
        "chi_slope": 2 * (line.llf - level.llf),
        "oe": y.sum() / p.sum(),
        "ece10": ece(10),
        "ece50": ece(50),
    }.items():
        file.write(f"{name},{value:.9f}\n")
