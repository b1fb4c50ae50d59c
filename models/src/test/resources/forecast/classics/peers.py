"""The paths and parameters of statsforecast 2.1.1 for series.csv (training parts of M3 and M1).

python3 peers.py > statsforecast.csv    Columns: series, method, what, numbers.
"""

import csv

import numpy as np
from statsforecast.ces import auto_ces, forecast_ces
from statsforecast.theta import auto_theta, forecast_theta


def say(series, method, what, numbers):
    print(series, method, what, " ".join("%.10g" % number for number in numbers), sep=",")


print("series,method,what,numbers")
for row in csv.DictReader(open("series.csv")):
    series, season, horizon = row["series"], int(row["season"]), int(row["horizon"])
    values = np.array([float(value) for value in row["values"].split(" ")])
    for name, model in (("optimised_theta", "OTM"), ("dynamic_optimised_theta", "DOTM")):
        fit = auto_theta(values, season, model=model)
        parameters = fit["par"]
        say(series, name, "parameters",
            [parameters[key] for key in ("initial_smoothed", "alpha", "theta")])
        say(series, name, "path", forecast_theta(fit, horizon)["mean"])
    for form in "NSPF" if season > 1 else "N":
        fit = auto_ces(values, season, model=form)
        weights = [fit["par"][key] for key in ("alpha_0", "alpha_1", "beta_0", "beta_1")]
        say(series, "complex_smoothing", "weights" + form, [w for w in weights if not np.isnan(w)])
        say(series, "complex_smoothing", "criterion" + form, [fit["aicc"]])
        say(series, "complex_smoothing", "path" + form, forecast_ces(fit, horizon)["mean"])
