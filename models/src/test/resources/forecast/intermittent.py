# Makes intermittent.csv beside this file: counts drawn with a seed, and what statsforecast 2.1.1 (Python 3, numpy 2.4.6)
# says of them. pip install statsforecast==2.1.1; then: python3 intermittent.py > intermittent.csv
import numpy as np
from statsforecast.models import ADIDA, CrostonSBA, TSB

draw = np.random.default_rng(20261126)
print("values,sba,tsb,adida")
for chance in (0.05, 0.1, 0.2, 0.3, 0.5, 0.7):
    for length in (40, 97):
        values = (draw.random(length) < chance) * draw.poisson(3, length) + 0.0
        values[7] = 2
        made = [model.fit(values).predict(3)["mean"][0] for model in (CrostonSBA(), TSB(0.2, 0.1), ADIDA())]
        print(" ".join(f"{value:.0f}" for value in values), *(f"{value:.8f}" for value in made), sep=",")
