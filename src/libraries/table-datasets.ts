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
/** Folders that scripts about such tables lie in. */
export const smallFolders = /(^|[\\/])(titanic|iris|boston|house-?_?prices|wine-?quality|diabetes|penguins)[\\/]/i;
/** Tables of beginners' courses with fewer than ten thousand rows, by the names of their files. */
export const smallFiles =
  /(titanic|iris|boston|housing-?prices|house-?prices|wine|diabetes|heart|penguins|breast|glass|auto-?mpg|sonar|insurance|tips|stroke|energy-?_?efficiency|attrition|telco)[^/\\]*(\/[^/\\]+)?$/i;
/**
 * Published tables with more than a hundred thousand rows, by columns that no other table has: taxi rides in New York (1.4 and 55 million
 * rows), question pairs of Quora (404,000), Home Credit (307,000), IEEE-CIS fraud (590,000), Mercari (1.5 million), Zillow (3 million),
 * PUBG (4.4 million), malware of Microsoft (8.9 million), ASHRAE (20 million), Favorita (125 million), Rossmann (1 million), Porto Seguro
 * (595,000), crimes in San Francisco (878,000), Santander products (13.6 million), Avito (1.5 million), TalkingData (184 million),
 * DonorsChoose (182,000), toxic comments (159,000 and 1.8 million), phrases of Rotten Tomatoes (156,000), Recruit visits (252,000),
 * Instacart (32 million), Data Science Bowl 2019 (11 million), Riiid (100 million), fine food reviews (568,000), hotel bookings (119,000),
 * flights in the US (5.8 million), 1C sales (2.9 million), Elo and KKBox (1 million and more), Google Analytics (900,000),
 * Outbrain (87 million), NFL rushes (509,000), H&M (31 million), blue book of bulldozers (401,000), Black Friday (550,000), RentHop
 * (49,000 and 75,000), solar radiation of NREL (175,000). Rows as their pages at Kaggle say (2024).
 */
export const largeTables =
  /\b(pickup_longitude|dropoff_longitude|dropoff_latitude|question1|question2|is_duplicate|SK_ID_CURR|SK_ID_BUREAU|TransactionAmt|TransactionDT|item_condition_id|parcelid|winPlacePerc|killPlace|HasDetections|MachineIdentifier|meter_reading|onpromotion|unit_sales|StateHoliday|ps_(ind|car|reg|calc)_\d+\w*|PdDistrict|ncodpers|fecha_dato|deal_probability|is_attributed|project_submitted_datetime|project_is_approved|project_essay_1|severe_toxic|severe_toxicity|identity_hate|PhraseId|visit_date|add_to_cart_order|game_session|prior_question_elapsed_time|HelpfulnessNumerator|arrival_date_week_number|CRSDepTime|CRSArrTime|item_cnt_day|authorized_flag|msno|fullVisitorId|display_id|NflIdRusher|t_dat|MachineHoursCurrentMeter|Stay_In_Current_City_Years|interest_level|Clearsky (DHI|DNI|GHI))\b/;
/** Directories of the like, and names of files with more than a hundred thousand rows; small tables lie beside the large ones. */
export const largeFiles =
  /(new-york-city-taxi-fare-prediction|nyc-taxi-trip-duration|quora-question-pairs|quora-insincere-questions-classification|jigsaw-(toxic-comment-classification-challenge|unintended-bias-in-toxicity-classification)|porto-seguro-safe-driver-prediction|santander-customer-transaction-prediction|microsoft-malware-prediction|pubg-finish-placement-prediction(-kernels-only)?|ashrae-energy-prediction|bnp-paribas-cardif-claims-management|allstate-claims-severity|rossmann-store-sales|talkingdata-adtracking-fraud-detection|avito-demand-prediction|tabular-playground-series-(jan|feb|mar|apr|may|jun|aug|sep|oct|nov|dec)-2021)\/(train|test)\w*\.\w+$|(^|\/)(train_transaction|application_train|creditcard|fraudTrain|athlete_events)\.csv$/;
