"""Monthly series of the M3 competition (training parts only), and how fast and good statsforecast is on them.

    forecast_speed.py m3   VALUES INFO OUT    -> OUT/train.csv, OUT/history.csv (less its last 18), OUT/held_out.csv
    forecast_speed.py time OUT SERIES         that many series of history.csv, drawn by a seed, on two cores
                                              -> OUT/statsforecast.csv, OUT/seconds.csv
    forecast_speed.py compare OUT             beside OUT/ours.csv -> OUT/accuracy.csv

The test parts of M3 are never read. Their dates are not to be trusted: months are numbered from January 1990.
"""
import os
import sys
import time
import warnings
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import pandas as pd

warnings.showwarning = lambda *_, **__: None  # Libraries turn filters off again, and one fit may warn often.

HORIZON = 18
SEASON = 12
SEED = 1
CORES = 2


def m3(values, info, out):
    kinds = pd.read_csv(info)
    monthly = kinds[kinds.period == "MONTHLY"].series_id
    rows = pd.read_csv(values)
    rows = rows[(rows.split == "train") & rows.series_id.isin(monthly)].sort_values(["series_id", "t"])
    rows["t"] = rows.groupby("series_id").cumcount()
    rows["period_start"] = (pd.PeriodIndex(["1990-01"] * len(rows), freq="M") + rows.t.to_numpy()).strftime("%Y-%m-01")
    back = rows.groupby("series_id").cumcount(ascending=False)
    columns = ["series_id", "period_start", "value"]
    out.mkdir(parents=True, exist_ok=True)
    rows[columns].to_csv(out / "train.csv", index=False)
    rows[back >= HORIZON][columns].to_csv(out / "history.csv", index=False)
    rows[back < HORIZON][columns].to_csv(out / "held_out.csv", index=False)


def timed(out, many):
    from statsforecast import StatsForecast
    from statsforecast.models import AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta, SeasonalNaive

    rows = pd.read_csv(out / "history.csv", parse_dates=["period_start"])
    names = pd.Series(rows.series_id.unique()).sample(many, random_state=SEED)
    rows = rows[rows.series_id.isin(names)].rename(columns={"series_id": "unique_id", "period_start": "ds", "value": "y"})
    models = [AutoETS(SEASON), AutoARIMA(season_length=SEASON), AutoCES(SEASON, alias="AutoCES"), DynamicOptimizedTheta(SEASON)]
    engine = StatsForecast(models=models, freq="MS", n_jobs=CORES, fallback_model=SeasonalNaive(SEASON))
    engine.forecast(df=rows[rows.unique_id.isin(names[:2])], h=HORIZON)  # warm
    started = time.perf_counter()
    made = engine.forecast(df=rows, h=HORIZON, level=[80, 95])
    seconds = time.perf_counter() - started
    made["mean_of_four"] = made[[str(model) for model in models]].mean(axis=1)
    made = made.rename(columns={"unique_id": "series_id", "ds": "period_start"})
    made[[c for c in made.columns if "-lo-" not in c and "-hi-" not in c]].to_csv(out / "statsforecast.csv", index=False)
    pd.DataFrame([{"series": many, "points": len(rows) / many, "seconds": seconds}]).to_csv(out / "seconds.csv", index=False)
    print(f"statsforecast: {many} series of {len(rows) / many:.0f} points in {seconds:.1f} s on {CORES} cores,"
          f" {many / seconds / CORES:.2f} series a second a core")


def compare(out):
    keys = ["series_id", "period_start"]
    table = pd.read_csv(out / "statsforecast.csv").merge(pd.read_csv(out / "held_out.csv"), on=keys)
    ours = pd.read_csv(out / "ours.csv")[[*keys, "expected"]].rename(columns={"expected": "tidetable"})
    table = table.merge(ours, on=keys)
    history = pd.read_csv(out / "history.csv").groupby("series_id").value
    scale = history.apply(lambda y: np.abs(y.to_numpy()[SEASON:] - y.to_numpy()[:-SEASON]).mean())
    rows = []
    for method in [c for c in table.columns if c not in (*keys, "value")]:
        error = (table.value - table[method]).abs()
        rows.append({"method": method, "smape": (200 * error / (table.value.abs() + table[method].abs())).mean(),
                     "mase": (error / table.series_id.map(scale)).mean(), "not_made": table[method].isna().mean()})
    accuracy = pd.DataFrame(rows).sort_values("smape")
    accuracy.to_csv(out / "accuracy.csv", index=False)
    print(f"{table.series_id.nunique()} series, last {HORIZON} of their training parts")
    print(accuracy.round(3).to_string(index=False))


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "m3":
        m3(Path(rest[0]), Path(rest[1]), Path(rest[2]))
    elif command == "time":
        timed(Path(rest[0]), int(rest[1]))
    else:
        compare(Path(rest[0]))
