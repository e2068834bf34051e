/** Published tables by their number of rows (scikit-learn 1.5 documentation of sklearn.datasets, 2024). */

const within = (names: string): readonly string[] => names.split(' ').map((name) => `sklearn.datasets.${name}`);

/** Up to a few thousand rows. */
export const smallDatasets = within('load_iris load_digits load_wine load_breast_cancer load_diabetes load_boston load_linnerud');
/** More than ten thousand rows. */
export const largeDatasets = within('fetch_california_housing fetch_covtype fetch_kddcup99 fetch_rcv1');
/** Rows by `n_samples`. */
export const syntheticDatasets = within(
  'make_classification make_regression make_blobs make_moons make_circles make_friedman1 make_hastie_10_2 make_gaussian_quantiles',
);
/** Tables of beginners' courses with fewer than ten thousand rows, by the names of their files. */
export const smallFiles =
  /(titanic|iris|boston|housing-?prices|house-?prices|wine|diabetes|heart|penguins|breast|glass|auto-?mpg|sonar|insurance|tips|stroke)[^/\\]*(\/[^/\\]+)?$/i;
