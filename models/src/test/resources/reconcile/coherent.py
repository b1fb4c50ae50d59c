# Made with hierarchicalforecast 1.5.3, numpy 2.4.6, scipy 1.17.1: python coherent.py > coherent.csv
# and, for the open series too: python coherent.py OUT/runs/ID/store > coherent.csv (pandas, pyarrow)
# Base forecasts, their residuals, and what hierarchicalforecast and scipy's non-negative least
# squares make of them: an invented tree and an invented crossing of areas and ages; and of a run of
# the demo the delayed discharges of Scotland by council and age, and the A&E attendances of trusts,
# regions and England, whose base forecasts are those of a year before times the growth since.
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
        print(f"{case},{what},{node},{' '.join(repr(float(value)) for value in row)}")


def reconciled(case, totals, bottom, base, errors):
    rows = [[float(one in inside) for one in bottom] for _, inside in totals]
    S = np.vstack([np.array(rows), np.eye(len(bottom))])
    nodes = [node for node, _ in totals] + bottom
    write(case, "base", nodes, base)
    write(case, "residual", nodes, errors)
    made = BottomUp().fit_predict(S=S, y_hat=base)["mean"]
    write(case, "bottom_up", nodes, made)
    for what in ["wls_struct", "wls_var", "mint_shrink"]:
        method = MinTrace(method=what)
        made = method.fit_predict(S=S, y_hat=base, y_insample=errors, y_hat_insample=0 * errors)["mean"]
        write(case, what, nodes, made)
    root = 1 / np.sqrt(S.sum(axis=1))
    found = np.column_stack([nnls(root[:, None] * S, root * column)[0] for column in base.T])
    write(case, "not_negative", nodes, S @ found)


def invented(rng, case, totals, bottom):
    rows = [[float(one in inside) for one in bottom] for _, inside in totals]
    S = np.vstack([np.array(rows), np.eye(len(bottom))])
    mean = S @ rng.gamma(2.0, 20.0, len(bottom))
    common = rng.normal(0, 3, (1, TIMES))
    errors = S @ (rng.normal(0, 4, (len(bottom), TIMES)) + common)
    errors += rng.normal(0, 1, errors.shape) * np.sqrt(mean)[:, None]
    base = mean[:, None] + rng.normal(0, 1, (len(mean), STEPS)) * 2 * np.sqrt(mean)[:, None]
    base[-2:] -= mean[-2:, None]  # some come out below zero
    reconciled(case, totals, bottom, base.round(4), errors.round(4))


def grown(values, origin, steps):
    """Values of a year before, times the growth of the last year on the one before it."""
    last = values[:, origin - 12 : origin]
    growth = last.sum(axis=1) / np.maximum(1, values[:, origin - 24 : origin - 12].sum(axis=1))
    return last[:, :steps] * growth[:, None]


def opened(case, totals, bottom, table):
    """The base forecasts of two months a year before the end, and errors one month ahead before."""
    values = table[bottom].to_numpy().T
    rows = np.array([[float(one in inside) for one in bottom] for _, inside in totals])
    values = np.vstack([rows @ values, values])
    origin = values.shape[1] - 12
    base = grown(values, origin, 2)
    earlier = range(max(24, origin - 18), origin)
    errors = np.column_stack([values[:, t] - grown(values, t, 1)[:, 0] for t in earlier])
    reconciled(case, totals, bottom, base.round(4), errors.round(4))


def series(counts, source, kind, level):
    import pandas as pd

    one = counts[(counts.source == source) & (counts.kind == kind) & (counts.area_level == level)]
    one = one.assign(node=one.area_code + "|" + one.age_group)
    table = one.pivot_table(index="period_start", columns="node", values="value", aggfunc="sum", min_count=1)
    table = table.reindex(pd.date_range(table.index.min(), table.index.max(), freq="MS").date)
    return table.iloc[-60:].dropna(axis=1)


def from_store(store):
    import pandas as pd

    counts = pd.read_parquet(f"{store}/counts")
    counts = counts.assign(period_start=pd.to_datetime(counts.period_start).dt.date)
    areas = pd.read_parquet(f"{store}/areas").set_index("area_code").parent_code
    delayed = series(counts, "scotland_delays", "delayed_bed_day", "council")
    ages = ["18-74", "75plus"]
    councils = sorted({n.split("|")[0] for n in delayed.columns})
    councils = [c for c in councils if all(f"{c}|{a}" in delayed.columns for a in ages)]
    bottom = [f"{c}|{a}" for c in councils for a in ages]
    totals = [("all|all", bottom)] + [(f"all|{a}", [b for b in bottom if b.endswith(a)]) for a in ages]
    totals += [(f"{c}|all", [b for b in bottom if b.startswith(c)]) for c in councils]
    opened("delayed", totals, bottom, delayed)
    ae = series(counts, "nhs_ae", "emergency_attendance", "trust")
    ae = ae.rename(columns={n: f"England/{areas[n.split('|')[0]]}/{n.split('|')[0]}" for n in ae.columns})
    bottom = sorted(ae.columns)
    regions = sorted({b.rsplit("/", 1)[0] for b in bottom})
    totals = [("England", bottom)] + [(r, [b for b in bottom if b.startswith(r + "/")]) for r in regions]
    opened("attendances", totals, bottom, ae)


def main():
    rng = np.random.default_rng(20261126)
    print("case,what,node,values")
    invented(rng, "tree", *tree())
    invented(rng, "crossing", *crossing())
    if len(sys.argv) > 1:
        from_store(sys.argv[1])


if __name__ == "__main__":
    main()
