/** scikit-learn: searches, splitters, estimators, data. */
export const sklearn = `alias sklearn.ensemble.* = sklearn.ensemble
alias sklearn.linear_model.* = sklearn.linear_model
alias sklearn.model_selection.* = sklearn.model_selection
alias sklearn.svm.* = sklearn.svm
alias sklearn.grid_search.GridSearchCV = sklearn.model_selection.GridSearchCV
alias sklearn.cross_validation = sklearn.model_selection
in sklearn.model_selection : sklearn.base.BaseEstimator
class .GridSearchCV(estimator, param_grid, *, scoring?, n_jobs?, refit=True, cv?, **)
class .RandomizedSearchCV(estimator, param_distributions, *, n_iter=10, scoring?, n_jobs?, refit=True, cv?, **)
class .HalvingGridSearchCV(estimator, param_grid, *, factor=3, resource="n_samples", max_resources="auto", min_resources="exhaust", cv=5, scoring?, refit=True, n_jobs?, **)
class .HalvingRandomSearchCV(estimator, param_distributions, *, n_candidates="exhaust", factor=3, resource="n_samples", max_resources="auto", min_resources="smallest", cv=5, scoring?, refit=True, n_jobs?, **)
in sklearn.model_selection : .BaseCrossValidator
class sklearn.model_selection.{KFold,StratifiedKFold,GroupKFold,StratifiedGroupKFold}(n_splits=5, *, shuffle=False, random_state?)
class .Repeated{,Stratified}KFold(*, n_splits=5, n_repeats=10, random_state?)
class .GroupShuffleSplit(n_splits=5, **)
class .{,Stratified}ShuffleSplit(n_splits=10, *, test_size?, train_size?, random_state?)
class .TimeSeriesSplit(n_splits=5, *, max_train_size?, test_size?, gap=0)
class .{LeaveOneOut,LeaveOneGroupOut}()
in sklearn.model_selection
class .BaseCrossValidator()
method .BaseCrossValidator.get_n_splits(...) -> int
method .BaseCrossValidator.split(X, y?, groups?)
class .ParameterGrid(param_grid)
class .ParameterSampler(param_distributions, n_iter, *, random_state?)
def .train_test_split(*arrays, test_size?, train_size?, random_state?, shuffle=True, stratify?) -> list
def .{cross_val_score,cross_val_predict}(estimator, X, y?, *, groups?, cv?, n_jobs?, **) -> numpy.ndarray
def .cross_validate(estimator, X, y?, *, groups?, scoring?, cv?, n_jobs?, **) -> dict
def .{learning_curve,validation_curve}(estimator, X, y, *, cv?, n_jobs?, **) -> tuple
in sklearn : .base.BaseEstimator
class .ensemble.{RandomForest,ExtraTrees}{Classifier,Regressor}(n_estimators=100, *, n_jobs?, warm_start=False, **)
class .ensemble.GradientBoosting{Classifier,Regressor}(*, learning_rate=0.1, n_estimators=100, subsample=1.0, max_depth=3, init?, warm_start=False, validation_fraction=0.1, n_iter_no_change?, **)
class .ensemble.HistGradientBoostingClassifier(loss="log_loss", *, learning_rate=0.1, max_iter=100, early_stopping="auto", n_iter_no_change=10, **)
class .ensemble.HistGradientBoostingRegressor(loss="squared_error", *, learning_rate=0.1, max_iter=100, early_stopping="auto", n_iter_no_change=10, **)
class .ensemble.AdaBoost{Classifier,Regressor}(estimator?, *, n_estimators=50, learning_rate=1.0, **)
class .ensemble.Bagging{Classifier,Regressor}(estimator?, n_estimators=10, *, n_jobs?, **)
class .ensemble.{Voting,Stacking}{Classifier,Regressor}(estimators, ...)
class .ensemble.IsolationForest(*, n_estimators=100, n_jobs?, **)
class .linear_model.LogisticRegression(penalty="l2", *, C=1.0, max_iter=100, solver="lbfgs", n_jobs?, **)
class .linear_model.{LinearRegression,BayesianRidge}(**)
class .linear_model.{Ridge,RidgeClassifier}(alpha=1.0, *, max_iter?, **)
class .linear_model.{Lasso,ElasticNet}(alpha=1.0, *, max_iter=1000, **)
class .linear_model.{LogisticRegressionCV,RidgeCV,LassoCV,ElasticNetCV}(*, cv?, **)
class .linear_model.SGDClassifier(loss="hinge", *, max_iter=1000, early_stopping=False, n_iter_no_change=5, **)
class .linear_model.SGDRegressor(loss="squared_error", *, max_iter=1000, early_stopping=False, n_iter_no_change=5, **)
class .linear_model.{Perceptron,PassiveAggressiveClassifier}(*, max_iter=1000, early_stopping=False, **)
class .svm.NuSVC(*, nu=0.5, kernel="rbf", probability=False, **)
class .svm.SVC(*, C=1.0, kernel="rbf", probability=False, **)
class .svm.{SVR,NuSVR,OneClassSVM}(*, kernel="rbf", **)
class .svm.Linear{SVC,SVR}(...)
class .neural_network.MLPClassifier(hidden_layer_sizes=(100,), activation="relu", *, solver="adam", batch_size="auto", learning_rate_init=0.001, max_iter=200, early_stopping=False, n_iter_no_change=10, **)
class .neural_network.MLPRegressor(loss="squared_error", hidden_layer_sizes=(100,), activation="relu", *, solver="adam", batch_size="auto", learning_rate_init=0.001, max_iter=200, early_stopping=False, n_iter_no_change=10, **)
[scikit-learn<1.7] class .neural_network.MLPRegressor(..., -loss)
class .neighbors.KNeighbors{Classifier,Regressor}(n_neighbors=5, *, n_jobs?, **)
class .naive_bayes.{Gaussian,Multinomial,Bernoulli,Complement}NB(**)
class .{tree.DecisionTree,tree.ExtraTree}{Classifier,Regressor}(**)
class .{discriminant_analysis.LinearDiscriminantAnalysis,discriminant_analysis.QuadraticDiscriminantAnalysis,gaussian_process.GaussianProcessClassifier,gaussian_process.GaussianProcessRegressor}(...)
class .cluster.{KMeans,MiniBatchKMeans}(n_clusters=8, *, n_init="auto", **)
class .{cluster.DBSCAN,cluster.AgglomerativeClustering,mixture.GaussianMixture,manifold.TSNE,decomposition.TruncatedSVD,decomposition.NMF}(...)
class .decomposition.PCA(n_components?, **)
class .pipeline.Pipeline(steps, *, memory?, verbose=False, **)
def .pipeline.make_pipeline(*steps, memory?, transform_input?, verbose=False) -> .pipeline.Pipeline
class .compose.ColumnTransformer(transformers, *, remainder="drop", n_jobs?, **)
class .preprocessing.{StandardScaler,MinMaxScaler,RobustScaler,Normalizer,OneHotEncoder,OrdinalEncoder,LabelEncoder,PolynomialFeatures,FunctionTransformer,PowerTransformer}(...)
class .feature_extraction.text.{TfidfVectorizer,CountVectorizer,HashingVectorizer}(**)
class .impute.{SimpleImputer,KNNImputer}(**)
class .feature_selection.{SelectKBest,SelectFromModel,RFE,RFECV}(...)
class .{calibration.CalibratedClassifierCV,multiclass.OneVsRestClassifier,multioutput.MultiOutputRegressor,multioutput.MultiOutputClassifier}(...)
in sklearn
class .base.BaseEstimator()
class .base.{ClassifierMixin,RegressorMixin,TransformerMixin}()
method .base.BaseEstimator.{fit,partial_fit}(X, y?, ...) -> self
method .base.BaseEstimator.{predict,predict_proba,transform,fit_transform,fit_predict,decision_function,inverse_transform}(X, ...) -> numpy.ndarray
method .base.BaseEstimator.score(X, y?, ...) -> float
method .base.BaseEstimator.set_params(**) -> self
method .base.BaseEstimator.get_params(deep=True) -> dict
def .base.clone(estimator, *, safe=True) -> arg(0)
def .datasets.{load_iris,load_digits,load_wine,load_breast_cancer,load_diabetes,fetch_california_housing,fetch_openml,fetch_20newsgroups,fetch_covtype,fetch_lfw_people,fetch_olivetti_faces}(...)
def .datasets.{make_classification,make_blobs,make_moons,make_circles,make_regression}(n_samples=100, ...) -> tuple
def .metrics.{accuracy_score,f1_score,precision_score,recall_score,roc_auc_score,mean_squared_error,mean_absolute_error,r2_score,log_loss}(y_true, ...) -> float
`;
