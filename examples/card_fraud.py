"""Search a gradient-boosted model that finds fraudulent card payments."""

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold, train_test_split

payments = pd.read_csv("data/creditcard.csv")
payments["hour"] = payments.apply(lambda row: row["Time"] / 3600 % 24, axis=1)

spend_ratio = []
for _, row in payments.iterrows():
    spend_ratio.append(row["Amount"] / max(row["Amount_30d_mean"], 1.0))
payments["spend_ratio"] = np.log1p(spend_ratio)

features = payments.drop(columns=["Class", "Time"])
target = payments["Class"]
X_train, X_test, y_train, y_test = train_test_split(
    features, target, test_size=0.2, stratify=target, random_state=7
)

grid = {
    "n_estimators": [200, 400, 800],
    "max_depth": [8, 16, 32, None],
    "min_samples_leaf": [1, 2, 5],
    "max_features": ["sqrt", 0.3, 0.5],
    "class_weight": ["balanced", "balanced_subsample"],
}

search = GridSearchCV(
    RandomForestClassifier(random_state=7),
    grid,
    scoring="average_precision",
    cv=StratifiedKFold(n_splits=5, shuffle=True, random_state=7),
    n_jobs=-1,
    verbose=1,
)
# joulewise: trainSamples=227845
search.fit(X_train, y_train)

scores = search.best_estimator_.predict_proba(X_test)[:, 1]
print("best parameters", search.best_params_)
print("average precision", average_precision_score(y_test, scores))
