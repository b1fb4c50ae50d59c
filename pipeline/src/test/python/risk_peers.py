"""LightGBM and XGBoost on a table, in the folds that Tidetable used, each tuned within the same budget.

    risk_peers.py TABLE OUTCOME VALUE PERSON ORDER EXCLUDE FOLDS OURS OUT

FOLDS and OURS are CSV files: row,fold and row,probability, rows of TABLE counted from 1. Peers see the columns that
Tidetable sees: instead of ORDER, which is no feature, how many rows of the person are earlier by it, and how long ago
the last of them is. In every fold a peer tries BUDGET settings, the first its defaults; a fifth of the training people,
held out, chooses setting and number of trees, then all training people teach. Peers' risks of a fold are kept in
OUT/peers-HASH-FOLD.csv for the next time. Writes OUT/risk_compare.csv: AUROC, Brier, calibration slope and PPV at 1, 5, 10 %, and how far apart ours and each peer's AUROC are, with intervals
from 500 resamples of people.
"""
import hashlib
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "2")
import lightgbm
import numpy as np
import pandas as pd
import xgboost
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupShuffleSplit

BUDGET = 6
ROUNDS = 1000
PATIENCE = 40
RESAMPLES = 500
SEED = 1


def settings(peer):
    random = np.random.default_rng(SEED)
    yield {}
    for _ in range(BUDGET - 1):
        rate = float(random.choice([0.03, 0.05, 0.1]))
        rows, columns = float(random.choice([0.7, 0.8, 1.0])), float(random.choice([0.2, 0.3, 0.5, 0.8]))
        penalty, least = float(random.choice([1, 5, 20])), int(random.choice([1, 10, 50, 100]))
        depth = int(random.choice([3, 4, 5, 6, 8]))
        if peer == "lightgbm":
            yield {"learning_rate": rate, "bagging_fraction": rows, "bagging_freq": 1, "feature_fraction": columns,
                   "lambda_l2": penalty, "min_data_in_leaf": max(least, 5), "num_leaves": 2 ** depth - 1, "max_depth": depth,
                   "cat_smooth": 50, "min_data_per_group": 100}
        else:
            yield {"eta": rate, "subsample": rows, "colsample_bytree": columns, "lambda": penalty,
                   "min_child_weight": least, "max_depth": depth}


def fit(peer, given, x, y, held, rounds):
    """The model, and where held-out rows are given the log loss and number of trees at its least."""
    if peer == "lightgbm":
        base = {"objective": "binary", "metric": "binary_logloss", "seed": SEED, "num_threads": 2, "verbosity": -1}
        data = lightgbm.Dataset(x, y)
        if held is None:
            return lightgbm.train({**base, **given}, data, rounds), None, rounds
        model = lightgbm.train({**base, **given}, data, ROUNDS, valid_sets=[lightgbm.Dataset(held[0], held[1], reference=data)],
                               callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)])
        return model, model.best_score["valid_0"]["binary_logloss"], model.best_iteration
    base = {"objective": "binary:logistic", "eval_metric": "logloss", "seed": SEED, "nthread": 2, "tree_method": "hist"}
    data = xgboost.DMatrix(x, y, enable_categorical=True)
    if held is None:
        return xgboost.train({**base, **given}, data, rounds), None, rounds
    unseen = xgboost.DMatrix(held[0], held[1], enable_categorical=True)
    model = xgboost.train({**base, **given}, data, ROUNDS, evals=[(unseen, "unseen")], early_stopping_rounds=PATIENCE, verbose_eval=False)
    return model, model.best_score, model.best_iteration + 1


def predicted(peer, model, x):
    return model.predict(x) if peer == "lightgbm" else model.predict(xgboost.DMatrix(x, enable_categorical=True))


def table(path, outcome, value, person, order, exclude):
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=["", "?", "NA", "NaN", "NULL"])
    y = (rows[outcome] == value).astype(int)
    persons = rows[person]
    x = rows.drop(columns=[outcome, person, order])
    for name in x:
        number = pd.to_numeric(x[name], errors="coerce")
        few_codes = name.endswith(("_id", "_code", "_type")) and x[name].nunique() <= 60
        x[name] = number if number.notna().sum() == x[name].notna().sum() and not few_codes else x[name].astype("category")
    place = pd.to_numeric(rows[order]).sort_values()
    own = place.groupby(persons[place.index])
    x["earlier rows"], x["since earlier row"] = own.cumcount(), own.diff().fillna(0)
    counts = ~rows[exclude.split("=")[0]].isin(exclude.split("=")[1].split(",")) if exclude else pd.Series(True, rows.index)
    return x, y, persons, counts


def compare(found, y, persons):
    codes = pd.factorize(persons)[0]
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(codes.max() + 2))
    random = np.random.default_rng(SEED)
    draws = {name: [] for name in found}
    for _ in range(RESAMPLES):
        drawn = random.integers(0, codes.max() + 1, codes.max() + 1)
        rows = np.concatenate([order[starts[i]:starts[i + 1]] for i in drawn])
        for name, risk in found.items():
            draws[name].append(roc_auc_score(y[rows], risk[rows]))
    table = []
    for name, risk in found.items():
        line = {"method": name, "auroc": roc_auc_score(y, risk), "brier": np.mean((risk - y) ** 2)}
        line["slope"] = LogisticRegression(C=1e6).fit(np.log(risk / (1 - risk)).reshape(-1, 1), y).coef_[0, 0]
        line["auroc_low"], line["auroc_high"] = np.quantile(draws[name], [0.025, 0.975])
        best = np.argsort(-risk, kind="stable")
        for share in (0.01, 0.05, 0.1):
            line[f"ppv_{share:.0%}"] = y[best[: round(share * len(y))]].mean()
        gap = np.array(draws["tidetable"]) - np.array(draws[name])
        line["ours_less_this"] = roc_auc_score(y, found["tidetable"]) - line["auroc"]
        line["gap_low"], line["gap_high"] = np.quantile(gap, [0.025, 0.975])
        table.append(line)
    return pd.DataFrame(table).sort_values("auroc", ascending=False)


def main(path, outcome, value, person, order, exclude, folds, ours, out):
    x, y, persons, counts = table(path, outcome, value, person, order, exclude)
    fold = pd.read_csv(folds).set_index("row").fold
    risk = pd.read_csv(ours).set_index("row").probability
    rows = fold.index.to_numpy() - 1
    assert set(rows) == set(np.flatnonzero(counts)), "the folds are not of the rows that count"
    x, y, persons, fold = x.iloc[rows].reset_index(drop=True), y.iloc[rows].to_numpy(), persons.iloc[rows].to_numpy(), fold.to_numpy()
    found = {"tidetable": risk.loc[rows + 1].to_numpy(), "lightgbm": np.zeros(len(y)), "xgboost": np.zeros(len(y))}
    made_of = [open(each, "rb").read() for each in (path, folds, __file__)]
    made_of += [repr((outcome, value, person, order, exclude, lightgbm.__version__, xgboost.__version__)).encode()]
    name = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in made_of)).hexdigest()[:12]
    for one in np.unique(fold):
        train, test = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        kept = os.path.join(out, f"peers-{name}-{one}.csv")
        if os.path.exists(kept):
            before = pd.read_csv(kept).set_index("row")
            for peer in ("lightgbm", "xgboost"):
                found[peer][test] = before.loc[rows[test] + 1, peer].to_numpy()
            continue
        a, b = next(GroupShuffleSplit(1, test_size=0.2, random_state=SEED).split(train, groups=persons[train]))
        for peer in ("lightgbm", "xgboost"):
            tried = []
            for given in settings(peer):
                _, loss, rounds = fit(peer, given, x.iloc[train[a]], y[train[a]], (x.iloc[train[b]], y[train[b]]), ROUNDS)
                tried.append((loss, rounds, given))
            _, rounds, given = min(tried, key=lambda each: each[0])
            model, _, _ = fit(peer, given, x.iloc[train], y[train], None, max(1, round(rounds * len(train) / len(a))))
            found[peer][test] = predicted(peer, model, x.iloc[test])
            print(f"{peer}, fold {one}: {rounds} trees, {given}", flush=True)
        own = {peer: found[peer][test] for peer in ("lightgbm", "xgboost")}
        pd.DataFrame({"row": rows[test] + 1, **own}).to_csv(kept + ".part", index=False)
        os.replace(kept + ".part", kept)
    table_ = compare(found, y, persons)
    table_.to_csv(os.path.join(out, "risk_compare.csv"), index=False)
    print(table_.round(4).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
