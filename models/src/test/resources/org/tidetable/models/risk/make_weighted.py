"""Makes weighted.csv again: answers of scikit-learn and xgboost where rows do not all count the same.

python3 -m venv venv
venv/bin/pip install xgboost==2.1.4 scikit-learn==1.9.1
venv/bin/python make_weighted.py
"""
import csv
import numpy as np
import xgboost
from sklearn.linear_model import LogisticRegression

rows = list(csv.DictReader(open("rows.csv")))
x = np.array([[float(r[c]) for c in "abc"] for r in rows], dtype=np.float32)
y = np.array([int(r["outcome"]) for r in rows])
w = np.array([1 + (i * 7 % 5) / 2 for i in range(len(rows))])
missing = x.copy()
missing[missing == 0] = np.nan

logistic = LogisticRegression(solver="liblinear", C=0.7, tol=1e-10, max_iter=100000).fit(x, y, w)
settings = {"objective": "binary:logistic", "tree_method": "hist", "eta": 0.2, "max_depth": 3,
            "min_child_weight": 2.0, "lambda": 1.5, "alpha": 0.0, "seed": 11, "nthread": 1}


def trees(weight, **more):
    rate = float(f"{np.average(y, weights=weight):.1e}")
    data = xgboost.DMatrix(missing, label=y, weight=weight)
    model = xgboost.train({**settings, **more, "base_score": rate}, data, num_boost_round=25)
    return model.predict(xgboost.DMatrix(missing))


linear, boosted = logistic.predict_proba(x)[:, 1], trees(w)
rising = trees(np.ones(len(y)), monotone_constraints="(0,1,-1)")
with open("weighted.csv", "w", newline="\n") as out:
    out.write("weight,logistic,trees,rising\n")
    for i in range(len(y)):
        out.write(f"{w[i]},{linear[i]:.8f},{boosted[i]:.8f},{rising[i]:.8f}\n")
