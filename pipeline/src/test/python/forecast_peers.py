"""Forecasts of the public demands by statsforecast and Prophet, and how Tidetable's compare.

    forecast_peers.py series  COUNTS OUT   counts of a run -> OUT/SET/series.csv, origin_1.csv ... origin_6.csv
    forecast_peers.py peers   OUT [SET..]  forecasts of the peers -> OUT/SET/peers-HASH.csv, kept for the next time
    forecast_peers.py compare OUT [SET..]  beside OUT/SET/ours_1.csv ... of `tidetable forecast` -> OUT/compare.csv

Origin 1 holds out the last `horizon` periods; each further one ends `step` periods earlier. What is
missing stays missing in the files. Peers that need whole series get the gaps filled by straight
lines; those of weekly series, which have no week between autumns, get the weeks joined, and are told
which of the weeks ahead have school: we are not. A peer that fails on a series repeats its season.
"""
import hashlib
import logging
import multiprocessing
import os
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import pandas as pd

warnings.showwarning = lambda *_, **__: None  # Libraries turn filters off again, and one fit may warn often.

SETS = Path(__file__).parent.parent / "resources/peers/sets.csv"
ORIGINS = 6
LEVELS = (50, 80, 95)
RANGES = [f"{end}_{level}" for level in LEVELS for end in ("lower", "upper")]
SEED = 1
CORES = 2
FREQUENCY = {"month": "MS", "day": "D", "week": "7D"}
COUNTRY = {"gb-eng": "ENG", "gb-sct": "SCT"}
POOL = ["AutoETS", "AutoARIMA", "AutoCES", "DynamicOptimizedTheta"]


def sets(names):
    table = pd.read_csv(SETS, keep_default_na=False, dtype={"naive_bar": float}).set_index("set", drop=False)
    return [table.loc[name] for name in names or table.index]


# ---- series

def series(counts, out):
    """The series of each set with enough to judge, every period from the first to the common last."""
    rows = pd.read_parquet(counts)
    rows["period_start"] = pd.to_datetime(rows.period_start)
    for one in sets([]):
        mine = rows[(rows.source == one.source) & rows.area_level.isin(one.levels.split(";"))
                    & rows.age_group.isin(one.age_groups.split(";"))]
        if one.categories:
            mine = mine[mine.category.isin(one.categories.split(";"))]
        wide = whole(mine, one)
        last = wide.shape[1] - one.horizon
        earliest = last - one.step * (ORIGINS - 1)
        keep = [judged(y[:earliest], y[last:], one.season) for y in wide.to_numpy()]
        wide = wide[keep]
        folder = out / one.set
        folder.mkdir(parents=True, exist_ok=True)
        write(wide, folder / "series.csv")
        for origin in range(1, ORIGINS + 1):
            write(wide.iloc[:, : last - one.step * (origin - 1)], folder / f"origin_{origin}.csv")
        print(f"{one.set}: {len(wide)} series of {len(keep)}, {wide.columns[0]:%Y-%m-%d} to {wide.columns[-1]:%Y-%m-%d},"
              f" {wide.isna().to_numpy().mean():.1%} missing")


def whole(rows, one):
    """A row for each series, a column for each period of the calendar; NaN where nothing was observed."""
    def values(kind):
        return rows[rows.kind == kind].pivot_table(
            index=["area_code", "age_group", "category"], columns="period_start", values="value", aggfunc="max")

    wide = values(one.kind)
    if one.per:
        base = values(one.per).reindex(index=wide.index, columns=wide.columns)
        wide = 100 * wide / base.where(base > 0)
    periods = pd.date_range(wide.columns.min(), wide.columns.max(), freq=FREQUENCY[one.grain])
    assert set(wide.columns) <= set(periods), one.set
    wide = wide.reindex(columns=periods)
    wide.index = ["/".join(part for part in key if part != "all") for key in wide.index]
    return wide.sort_index()


def judged(history, future, season):
    return (np.isfinite(history).sum() >= season / 4 + 3 and np.isfinite(future).any()
            and scale(history, season) > 0)


def scale(history, season):
    """Mean absolute seasonal difference, the divisor of MASE."""
    steps = np.abs(history[season:] - history[:-season])
    return np.nanmean(steps) if np.isfinite(steps).any() else np.nan


def write(wide, file):
    """Long; a series begins with its first value and ends with the last column, blank where missing."""
    with open(file, "w") as out:
        out.write("series_id,period_start,value\n")
        for name, y in zip(wide.index, wide.to_numpy()):
            cell = f'"{name}"' if "," in name else name
            for at in range(np.flatnonzero(np.isfinite(y))[0], len(y)):
                out.write(f"{cell},{wide.columns[at]:%Y-%m-%d},{'' if np.isnan(y[at]) else repr(float(y[at]))}\n")


def read(file):
    long = pd.read_csv(file, parse_dates=["period_start"])
    return long.pivot(index="series_id", columns="period_start", values="value")


# ---- peers

def cached(out, one):
    seen = hashlib.sha256((out / one.set / "series.csv").read_bytes())
    seen.update(repr((list(one), version("statsforecast"), version("prophet"))).encode())
    return out / one.set / f"peers-{seen.hexdigest()[:12]}.csv"


def peers(out, names):
    for one in sets(names):
        file = cached(out, one)
        if file.exists():
            continue
        wide = sample(read(out / one.set / "series.csv"), one)
        frames = []
        for origin in range(1, ORIGINS + 1):
            last = wide.shape[1] - one.horizon - one.step * (origin - 1)
            history, future = wide.iloc[:, :last], wide.iloc[:, last : last + one.horizon]
            made = [naives(history, future, one), statistical(history, future, one), prophets(history, future, one)]
            frames.append(pd.concat(made).assign(origin=origin))
            print(f"{one.set}: origin {origin} of {ORIGINS}, {len(wide)} series", flush=True)
        pd.concat(frames).to_csv(file, index=False, float_format="%.7g")


def sample(wide, one):
    return wide if len(wide) <= one.most_series else wide.sample(one.most_series, random_state=SEED).sort_index()


def naives(history, future, one):
    frames = []
    for name, y in zip(history.index, history.to_numpy()):
        last = y[np.flatnonzero(np.isfinite(y))[-1]]
        season = np.array([repeated(y, step, one.season, last) for step in range(one.horizon)])
        for method, path in (("naive", np.full(one.horizon, last)), ("seasonal_naive", season)):
            frames.append(pd.DataFrame({"series_id": name, "period_start": future.columns, "method": method,
                                        "expected": path}))
    return pd.concat(frames)


def repeated(y, step, season, otherwise):
    at = len(y) + step - season
    while at >= 0:
        if at < len(y) and np.isfinite(y[at]):
            return y[at]
        at -= season
    return otherwise


def statistical(history, future, one):
    from statsforecast import StatsForecast
    from statsforecast.models import AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta, SeasonalNaive

    joined = one.grain == "week"
    season = 1 if joined else int(one.season)
    long = []
    for name, y in zip(history.index, history.to_numpy()):
        line = pd.Series(y[np.flatnonzero(np.isfinite(y))[0]:])
        line = line.dropna() if joined else line.interpolate(limit_direction="forward")
        long.append(pd.DataFrame({"unique_id": name, "ds": np.arange(len(line)), "y": line.to_numpy()}))
    models = [AutoETS(season_length=season),
              AutoARIMA(season_length=season, approximation=one.grain == "day" or None),
              AutoCES(season_length=season, alias="AutoCES"),
              DynamicOptimizedTheta(season_length=season)]
    forecasts = StatsForecast(models=models, freq=1, n_jobs=CORES, fallback_model=SeasonalNaive(season)).forecast(
        df=pd.concat(long), h=int(one.horizon), level=list(LEVELS))
    frames = []
    for name, made in forecasts.groupby("unique_id", sort=False):
        whole = np.nanmin(history.loc[name].to_numpy()) >= 0
        when = future.columns
        if joined:  # The first week of school ahead is the first step.
            when = when[np.isfinite(future.loc[name].to_numpy())]
        paths = {}
        for method in POOL:
            path = np.column_stack([made[method]] + [made[f"{method}-{end}-{level}"]
                                                     for level in LEVELS for end in ("lo", "hi")])
            if not np.isfinite(path).all():  # What a model could not do is what its season did.
                path = np.where(np.isfinite(path), path, long_last(history.loc[name].to_numpy()))
            paths[method] = np.maximum(path, 0) if whole else path
        paths["mean_of_four"] = np.mean(list(paths.values()), axis=0)
        for method, path in paths.items():
            frame = pd.DataFrame(path[: len(when)], columns=["expected", *RANGES])
            frames.append(frame.assign(series_id=name, period_start=when, method=method))
    return pd.concat(frames)


def long_last(y):
    return y[np.flatnonzero(np.isfinite(y))[-1]]


def prophets(history, future, one):
    work = [(name, history.columns, y, future.columns, one.calendar if one.grain == "day" else "")
            for name, y in zip(history.index, history.to_numpy())]
    with multiprocessing.Pool(CORES) as pool:
        return pd.concat(pool.map(prophet_one, work, chunksize=4))


def prophet_one(work):
    """As its documentation shows it, with the bank holidays where days are counted."""
    name, known, y, ahead, calendar = work
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    import holidays
    from prophet import Prophet

    days = None
    if calendar:
        years = range(known[0].year, ahead[-1].year + 1)
        bank = holidays.country_holidays("GB", subdiv=COUNTRY[calendar], years=years, language="en_GB")
        days = pd.DataFrame([(pd.Timestamp(day), label) for day, label in bank.items()], columns=["ds", "holiday"])
    model = Prophet(holidays=days, uncertainty_samples=0)
    model.fit(pd.DataFrame({"ds": known, "y": y}).dropna(), seed=SEED)
    frame = pd.DataFrame({"ds": ahead})
    made = {"expected": model.predict(frame).yhat.to_numpy()}
    model.uncertainty_samples = 1000
    np.random.seed(SEED)
    samples = model.predictive_samples(frame)["yhat"]
    for level in LEVELS:
        made[f"lower_{level}"], made[f"upper_{level}"] = np.percentile(samples, [50 - level / 2, 50 + level / 2], axis=1)
    table = pd.DataFrame(made)
    table = table.clip(lower=0) if np.nanmin(y) >= 0 else table
    return table.assign(series_id=name, period_start=ahead, method="prophet")


# ---- compare

def compare(out, names):
    rows = []
    for one in sets(names):
        theirs = pd.read_csv(cached(out, one), parse_dates=["period_start"])
        wide = read(out / one.set / "series.csv")
        ours = [pd.read_csv(out / one.set / f"ours_{origin}.csv", parse_dates=["period_start"]).assign(origin=origin)
                for origin in range(1, ORIGINS + 1)]
        ours = pd.concat(ours)[["series_id", "period_start", "expected", *RANGES, "origin"]].assign(method="tidetable")
        ours = ours[ours.series_id.isin(theirs.series_id.unique())]
        fallback = theirs[theirs.method == "seasonal_naive"].set_index(["series_id", "origin", "period_start"]).expected
        rows.append(judge(one, wide, pd.concat([theirs, ours]), fallback))
    table = pd.DataFrame(rows)
    table.to_csv(out / "compare.csv", index=False, float_format="%.4f")


def judge(one, wide, forecasts, fallback):
    keys = ["series_id", "origin"]
    actual = wide.stack().rename("actual")
    table = forecasts.join(actual, on=["series_id", "period_start"], how="inner")
    last = {origin: wide.shape[1] - one.horizon - one.step * (origin - 1) for origin in range(1, ORIGINS + 1)}
    scales = {(name, origin): scale(wide.loc[name].to_numpy()[:end], one.season)
              for origin, end in last.items() for name in table.series_id.unique()}
    table["scale"] = [scales[key] for key in zip(table.series_id, table.origin)]
    # A forecast that was not made counts as a repeated season, without a range.
    not_made = table.expected.isna()
    instead = fallback.reindex(pd.MultiIndex.from_frame(table[[*keys, "period_start"]])).to_numpy()
    table["expected"] = np.where(not_made, instead, table.expected)
    for end in RANGES:
        table[end] = table[end].fillna(table.expected)
    table["mase"] = (table.actual - table.expected).abs() / table.scale
    table["wis"] = wis(table) / table.scale
    for level in (80, 95):
        table[f"in_{level}"] = table.actual.between(table[f"lower_{level}"], table[f"upper_{level}"]).astype(float).where(~not_made)
    by_origin = table.groupby([*keys, "method"])[["mase", "wis", "in_80", "in_95"]].mean()
    by_series = by_origin.groupby(["series_id", "method"]).mean().unstack("method")
    print(f"\n{one.set}: {len(by_series)} series, {ORIGINS} origins, {one.horizon} {one.grain}s ahead; "
          f"{not_made[table.method == 'tidetable'].mean():.1%} of ours not made")
    means = by_series.mean().unstack(0)
    means.loc[["naive", "seasonal_naive"], ["wis", "in_80", "in_95"]] = np.nan
    print(means[["mase", "wis", "in_80", "in_95"]].sort_values("mase").round(3).to_string(na_rep="-"))
    rivals = [*POOL, "mean_of_four", "prophet"]
    best = means.mase[rivals].idxmin()
    narrow = means.wis[rivals].idxmin()
    simple = means.mase[["naive", "seasonal_naive"]].idxmin()
    row = {"set": one.set, "series": len(by_series), "best_peer": best, "best_wis": narrow, "simple_method": simple}
    for label, column, rival in (("mase", "mase", best), ("wis", "wis", narrow), ("simple", "mase", simple)):
        ratio, low, high = paired(by_series[column]["tidetable"].to_numpy(), by_series[column][rival].to_numpy())
        row |= {label: ratio, f"{label}_low": low, f"{label}_high": high}
        print(f"  {label:6} Tidetable / {rival} = {ratio:.3f} ({low:.3f} to {high:.3f})")
    row |= {"naive_bar": one.naive_bar, "cover_80": means.in_80["tidetable"], "cover_95": means.in_95["tidetable"],
            "not_made": not_made[table.method == "tidetable"].mean()}
    diagnose(one, table, wide, best)
    return row


def wis(table):
    """Weighted interval score of the ranges and the forecast itself (Bracher and others 2021)."""
    total = 0.5 * (table.actual - table.expected).abs()
    for level in LEVELS:
        alpha = 1 - level / 100
        low, high = table[f"lower_{level}"], table[f"upper_{level}"]
        missed = (low - table.actual).clip(lower=0) + (table.actual - high).clip(lower=0)
        total = total + alpha / 2 * (high - low) + missed
    return total / (len(LEVELS) + 0.5)


def paired(ours, theirs, draws=2000):
    """The ratio of means, and where 95 in 100 of it lie when whole series are drawn again."""
    picks = np.random.default_rng(SEED).integers(0, len(ours), (draws, len(ours)))
    drawn = ours[picks].mean(axis=1) / theirs[picks].mean(axis=1)
    return ours.mean() / theirs.mean(), *np.percentile(drawn, [2.5, 97.5])


def diagnose(one, table, wide, best):
    """Where the difference to the best peer comes from: thirds of the horizon and of the volume, bias."""
    two = table[table.method.isin(["tidetable", best])].copy()
    order = {when: at for at, when in enumerate(wide.columns)}
    last = {origin: wide.shape[1] - one.horizon - one.step * (origin - 1) for origin in range(1, ORIGINS + 1)}
    ahead = [order[when] - last[origin] for when, origin in zip(two.period_start, two.origin)]
    two["third"] = np.array(ahead) * 3 // one.horizon
    volume = wide.mean(axis=1).rank(pct=True)
    two["size"] = np.minimum(2, (two.series_id.map(volume) * 3).astype(int))
    two["bias"] = (two.expected - two.actual) / two.scale
    for label, by in (("horizon", "third"), ("volume", "size"), ("origin", "origin")):
        means = two.groupby([by, "method"]).mase.mean().unstack()
        print(f"  MASE ratio by {label}:", " ".join(f"{r:.2f}" for r in means["tidetable"] / means[best]))
    print("  bias in units of scale:", ", ".join(f"{m} {b:+.2f}" for m, b in two.groupby("method").bias.mean().items()))


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "series":
        series(Path(rest[0]), Path(rest[1]))
    elif command == "peers":
        peers(Path(rest[0]), rest[1:])
    else:
        compare(Path(rest[0]), rest[1:])
