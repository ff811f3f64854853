"""Writes packages.txt: random codings, and what other people's packages make of them.

    python3 -m venv venv && venv/bin/pip install krippendorff==0.9.0 scikit-learn nltk
    venv/bin/python tests/agreement/packages.py > tests/agreement/packages.txt
"""

import random
import warnings
from importlib.metadata import version

import krippendorff
import numpy
from nltk.metrics import jaccard_distance, masi_distance
from sklearn.metrics import cohen_kappa_score

warnings.simplefilter("ignore")
numpy.seterr(all="ignore")
random.seed(15)


def told(figure):
    return "-" if figure is None or numpy.isnan(figure) else f"{figure:.12f}"


def alpha(units, values, level):
    """By the package; it raises where nothing varies, and where no unit has two values."""
    table = numpy.array(units, dtype=float).T
    pairable = table[:, (~numpy.isnan(table)).sum(axis=0) > 1]
    if len(set(pairable[~numpy.isnan(pairable)])) < 2:
        return None
    return krippendorff.alpha(table, value_domain=range(values), level_of_measurement=level)


def as_set(bits):
    return {code for code in range(3) if bits >> code & 1}


def distance(measure):
    """The krippendorff package multiplies what this gives for two values with how often they meet."""
    def of(one, other, **_):
        pairs = numpy.broadcast(one, other)
        of_two = [0.0 if a == b else measure(as_set(int(a)), as_set(int(b))) for a, b in pairs]
        return numpy.array(of_two).reshape(pairs.shape)
    return of


def masi(one, other):
    """nltk has Passonneau's thirds as .33 and .67."""
    third = masi_distance(one, other)
    both = len(one & other) / len(one | other)
    exact = {0.33: 1 / 3, 0.67: 2 / 3}
    factor = round((1 - third) / both, 2) if both else 0
    return 1 - both * exact.get(factor, factor)


print("# Random codings and what other packages make of them; written by packages.py with krippendorff "
      f"{version('krippendorff')},\n# scikit-learn {version('scikit-learn')}, nltk {version('nltk')}.")
print("#\n# A unit is a word with a sign a reader: a value, or . where that is missing. Sets are told by their bits.")
print("# nominal: alpha, and kappa of two readers. sets: alpha by MASI, alpha by Jaccard's distance. -: undefined.")
for case in range(200):
    readers, values = random.choice([2, 2, 3, 4, 5]), random.randint(1, 5)
    agreeing, missing = random.random(), random.choice([0, 0.1, 0.4])
    kind = "nominal" if case < 150 else "sets"
    values = values if kind == "nominal" else 8
    units = []
    for _ in range(random.randint(1, 14)):
        truth = random.randrange(values)
        units.append([
            None if random.random() < missing else truth if random.random() < agreeing else random.randrange(values)
            for _ in range(readers)
        ])
    floats = [[numpy.nan if value is None else value for value in unit] for unit in units]
    if kind == "nominal":
        both = [unit for unit in units if None not in unit]
        one, other = zip(*[unit[:2] for unit in both]) if both else ((), ())
        kappa = cohen_kappa_score(one, other) if readers == 2 and both else None
        figures = [alpha(floats, values, "nominal"), kappa]
    else:
        figures = [alpha(floats, values, distance(measure)) for measure in (masi, jaccard_distance)]
    words = " ".join("".join("." if value is None else str(value) for value in unit) for unit in units)
    print(f"{kind} {' '.join(told(figure) for figure in figures)} {words}")
