"""Makes rows.csv and scores.csv again: independent answers for the tests of risk.

python3 -m venv venv
venv/bin/pip install xgboost==2.1.4 scikit-learn==1.9.1 statsmodels==0.15.0
venv/bin/python make_fixtures.py
"""
import numpy as np
import statsmodels.api as sm
import xgboost
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

random = np.random.default_rng(7)
n = 600
a = random.integers(0, 6, n)
b = np.round(random.normal(0, 2, n), 2)
c = random.integers(0, 2, n)
p = 1 / (1 + np.exp(-(-1.5 + 0.4 * a + 0.3 * b - 0.8 * c + 0.5 * (a > 3) * c)))
y = (random.random(n) < p).astype(int)
risk = np.round(1 / (1 + np.exp(-(-0.2 + 1.7 * np.log(p / (1 - p))))), 2).clip(0.01, 0.99)
x = np.column_stack([a, b, c]).astype(np.float32)

logistic = LogisticRegression(solver="liblinear", C=0.7, tol=1e-8, max_iter=10000).fit(x, y)
missing = x.copy()
missing[missing == 0] = np.nan
trees = xgboost.train(
    {"objective": "binary:logistic", "tree_method": "hist", "eta": 0.2, "max_depth": 3,
     "min_child_weight": 2.0, "lambda": 1.5, "alpha": 0.0, "seed": 11, "nthread": 1,
     "base_score": float(f"{y.mean():.1e}")},
    xgboost.DMatrix(missing, label=y), num_boost_round=25)
linear, boosted = logistic.predict_proba(x)[:, 1], trees.predict(xgboost.DMatrix(missing))
with open("rows.csv", "w", newline="\n") as out:
    out.write("a,b,c,outcome,risk,logistic,trees\n")
    for i in range(n):
        out.write(f"{a[i]},{b[i]},{c[i]},{y[i]},{risk[i]},{linear[i]:.8f},{boosted[i]:.8f}\n")
fit = sm.Logit(y, sm.add_constant(np.log(risk / (1 - risk)))).fit(disp=0)
with open("scores.csv", "w", newline="\n") as out:
    out.write("score,value\n")
    for name, value in [
        ("auroc", roc_auc_score(y, risk)), ("average_precision", average_precision_score(y, risk)),
        ("brier", brier_score_loss(y, risk)), ("intercept", fit.params[0]),
        ("slope", fit.params[1]), ("weight_a", logistic.coef_[0][0]),
        ("weight_b", logistic.coef_[0][1]), ("weight_c", logistic.coef_[0][2]),
        ("constant", logistic.intercept_[0])]:
        out.write(f"{name},{value:.10f}\n")
