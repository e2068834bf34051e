/** Published tables by their number of rows (scikit-learn 1.5 documentation of sklearn.datasets, 2024). */

const within = (names: string): readonly string[] => names.split(' ').map((name) => `sklearn.datasets.${name}`);

/** Up to a few thousand rows. */
export const smallDatasets = within('load_iris load_digits load_wine load_breast_cancer load_diabetes load_boston load_linnerud');
/** More than ten thousand rows. */
export const largeDatasets = within('fetch_california_housing fetch_covtype fetch_kddcup99 fetch_rcv1');
/**
 * Published tables with fewer than ten thousand rows, by columns that no other table has: Titanic (891), Ames house prices (1,460), Pima
 * diabetes (768), Cleveland heart disease (303), Iris (150), Palmer penguins (344), Wine quality (6,497), Wisconsin breast cancer (569),
 * IBM attrition (1,470), Telco churn (7,043), loan prediction (614), ghouls (371). Rows as their pages at Kaggle and UCI say (2024).
 */
export const smallTables =
  /\b(Pclass|SibSp|GrLivArea|OverallQual|DiabetesPedigreeFunction|thalach|SepalLengthCm|petal_length|flipper_length_mm|volatile acidity|concave points_mean|YearsWithCurrManager|PaperlessBilling|Loan_Amount_Term|rotting_flesh)\b/;
/** Large tables that were made after small ones, with the same columns: Kaggle's playground series (2021 and later). */
export const enlargedTables = /playground-series|tps-\w{3}-20\d\d|synthanic/i;
/** Rows by `n_samples`. */
export const syntheticDatasets = within(
  'make_classification make_regression make_blobs make_moons make_circles make_friedman1 make_hastie_10_2 make_gaussian_quantiles',
);
/** Tables of beginners' courses with fewer than ten thousand rows, by the names of their files. */
export const smallFiles =
  /(titanic|iris|boston|housing-?prices|house-?prices|wine|diabetes|heart|penguins|breast|glass|auto-?mpg|sonar|insurance|tips|stroke|energy-?_?efficiency|attrition|telco)[^/\\]*(\/[^/\\]+)?$/i;
