# Made with hierarchicalforecast 1.5.3, numpy 2.4.6, scipy 1.17.1: python coherent.py > coherent.csv
# Base forecasts, their residuals, and what hierarchicalforecast and scipy's non-negative least
# squares make of them: a small tree and a small crossing of areas and ages. All numbers invented.
import itertools
import sys

import numpy as np
from hierarchicalforecast.methods import BottomUp, MinTrace
from scipy.optimize import nnls

TIMES, STEPS = 20, 4


def tree():
    councils = {"n1": "north", "n2": "north", "n3": "north", "s1": "south", "s2": "south", "w1": "west", "w2": "west"}
    nodes = [("country", list(councils))]
    for region in ["north", "south", "west"]:
        nodes.append((region, [c for c, r in councils.items() if r == region]))
    return nodes, list(councils)


def crossing():
    councils = {"n1": "north", "n2": "north", "n3": "north", "s1": "south", "s2": "south"}
    ages = ["0-17", "18-64", "65+"]
    left_out = {("n2", "65+"), ("s1", "0-17")}
    bottom = [(c, a) for c, a in itertools.product(councils, ages) if (c, a) not in left_out]
    areas = [("all", set(councils))]
    areas += [(r, {c for c, above in councils.items() if above == r}) for r in ["north", "south"]]
    areas += [(c, {c}) for c in councils]
    groups = [("all", set(ages))] + [(a, {a}) for a in ages]
    nodes = []
    for (area, within), (age, of) in itertools.product(areas, groups):
        if area in councils and age in ages:
            continue
        inside = ["|".join(one) for one in bottom if one[0] in within and one[1] in of]
        if inside:
            nodes.append((area + "|" + age, inside))
    return nodes, ["|".join(one) for one in bottom]


def write(case, what, nodes, values):
    for node, row in zip(nodes, values):
        for step, value in enumerate(row):
            print(f"{case},{what},{node},{step},{value!r}")


def main():
    rng = np.random.default_rng(20261126)
    print("case,what,node,step,value")
    for case, (totals, bottom) in [("tree", tree()), ("crossing", crossing())]:
        rows = [[float(one in inside) for one in bottom] for _, inside in totals]
        S = np.vstack([np.array(rows), np.eye(len(bottom))])
        nodes = [node for node, _ in totals] + bottom
        mean = S @ rng.gamma(2.0, 20.0, len(bottom))
        common = rng.normal(0, 3, (1, TIMES))
        errors = S @ (rng.normal(0, 4, (len(bottom), TIMES)) + common)
        errors += rng.normal(0, 1, errors.shape) * np.sqrt(mean)[:, None]
        base = mean[:, None] + rng.normal(0, 1, (len(nodes), STEPS)) * 2 * np.sqrt(mean)[:, None]
        base[-2:] -= mean[-2:, None]  # some come out below zero
        truth = np.zeros_like(errors)
        write(case, "base", nodes, base.tolist())
        write(case, "residual", nodes, errors.tolist())
        methods = {"bottom_up": BottomUp()}
        methods |= {m: MinTrace(method=m) for m in ["wls_struct", "wls_var", "mint_shrink"]}
        for what, method in methods.items():
            given = {} if what == "bottom_up" else {"y_insample": errors, "y_hat_insample": truth}
            made = method.fit_predict(S=S, y_hat=base, **given)["mean"]
            write(case, what, nodes, np.asarray(made, dtype=float).tolist())
        root = 1 / np.sqrt(S.sum(axis=1))
        found = np.column_stack([nnls(root[:, None] * S, root * column)[0] for column in base.T])
        assert (found == 0).any() and (base[-2:] < 0).any()
        write(case, "not_negative", nodes, (S @ found).tolist())


if __name__ == "__main__":
    sys.exit(main())
