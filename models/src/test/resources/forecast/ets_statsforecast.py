# Makes ets_statsforecast.csv beside this file: what statsforecast 2.1.1 (Python 3, numpy 2.4.6) says of the series in
# ets_forms.csv in some forms, where its weights keep to the bounds of R's "usual" (trend below level, season below
# one less level): it may leave them.
# pip install statsforecast==2.1.1; then: python3 ets_statsforecast.py > ets_statsforecast.csv
import csv, warnings
import numpy as np
from statsforecast.models import AutoETS

warnings.filterwarnings("ignore")
print("series,season,form,loglik,values,forecast")
for row in csv.DictReader(open("ets_forms.csv")):
    season = int(row["season"])
    form = row["form"]
    if form not in (("ANN", "AAdN", "MAN") if season == 1 else ("ANA", "AAdA", "MNM", "MAdM")):
        continue
    model = AutoETS(season_length=season, model=form[:2] + form[-1], damped=len(form) == 4)
    values = np.array([float(value) for value in row["values"].split(" ")])
    fitted = model.fit(values)
    level, trend, weight = np.nan_to_num(fitted.model_["par"][:3])
    if trend > level or weight > 1 - level:
        continue
    ahead = fitted.predict(12)["mean"]
    print(row["series"], season, form, f"{float(fitted.model_['loglik']):.5f}", row["values"],
          " ".join(f"{value:.6g}" for value in ahead), sep=",")
