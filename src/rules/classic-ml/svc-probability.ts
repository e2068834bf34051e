import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { constantArgument } from '../../ml/surroundings';
import { tableSize } from '../../ml/table-size';
import type { Activation } from '../../python/program/call-site';
import { replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const classifiers = ['sklearn.svm.SVC', 'sklearn.svm.NuSVC'];

const message =
  'probability=True fits the support vectors again for each of five inner folds to calibrate probabilities, and nothing here asks for probabilities. Leave it out; for ranking or ROC curves decision_function is enough.';

/** Probabilities that are calibrated at the price of five more fits, and never asked for. */
export const svcProbability: Rule = {
  meta: {
    id: 'svc-probability',
    topic: 'classic-ml',
    title: 'Probabilities that nobody asks for',
    severity: 'information',
    frameworks: ['sklearn'],
    markers: ['probability'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source:
        'scikit-learn 1.5, user guide 1.4.1.2 (2024): probabilities come from an internal 5-fold cross-validation; no measurement published',
    },
  },
  *check(program) {
    if (asksForProbabilities(program)) {
      return;
    }
    for (const [site, calls] of bySite(
      program,
      classifiers.flatMap((name) => program.callsOf(name)),
    )) {
      const argument = site.arguments.find(({ name }) => name === 'probability');
      if (
        calls.every((call) => constantArgument(call, 'probability') === true && !isInTest(call.context)) &&
        !calls.some((call) => leavesTheFile(program, call)) &&
        calls.some((call) => isFitted(program, call))
      ) {
        const isWritten = argument !== undefined && program.textOf(argument.valuePlace) === 'True';
        yield {
          place: argument?.place ?? calleePlace(site),
          message,
          confidence: 'high',
          // On a few thousand rows all of the fits take seconds.
          ...(tableSize(program) === 'large' ? {} : { severity: 'hint' }),
          fixes: isWritten ? [{ title: 'Fit without probabilities', safe: false, edits: replaceArgument(argument, 'False') }] : [],
        };
      }
    }
  },
};

/** Names under which probabilities are used, also by other libraries, or by whoever loads the saved model. */
const users =
  /\b(predict_proba|predict_log_proba|_predict_proba|neg_log_loss|log_loss|neg_brier_score|brier_score_loss|CalibratedClassifierCV|CalibrationDisplay|calibration_curve|StackingClassifier|StackingCVClassifier|SelfTrainingClassifier|AdaBoostClassifier|soft|lime|shap|eli5|joblib|pickle|dill|cloudpickle|skops|skl2onnx|mlflow|roc_auc_ovr\w*|roc_auc_ovo\w*|plot_roc|scikitplot|yellowbrick|pycaret|probA_|probB_)\b/;

function asksForProbabilities(program: Program): boolean {
  return program.document.fragments.some(({ text }) => users.test(text));
}

/** It is handed to code that cannot be seen, and may ask for probabilities. */
function leavesTheFile(program: Program, made: Activation): boolean {
  return program.activations.some(
    (call) =>
      (call.callee.kind === 'outside' || call.callee.kind === 'unknown') &&
      [...call.arguments.positional, ...call.arguments.keywords.values()].some((value) => ancestors(value, 40).has(made)),
  );
}

const fitting = ['fit', 'cross_val_score', 'cross_validate', 'cross_val_predict', 'learning_curve', 'validation_curve'];

/** The classifier itself, or the search or pipeline around it, is fitted here. */
function isFitted(program: Program, made: Activation): boolean {
  return fitting.some((name) =>
    program.callsNamed(name).some((call) => {
      const [first] = call.arguments.positional;
      const estimator = name === 'fit' ? call.receiver : (call.arguments.keywords.get('estimator') ?? first ?? null);
      return estimator !== null && ancestors(estimator, 60).has(made);
    }),
  );
}
