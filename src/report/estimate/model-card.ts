/**
 * The `co2_eq_emissions` block of a Hugging Face model card. `emissions` is in grams of CO2e
 * (https://huggingface.co/docs/hub/model-cards-co2); cards that give kilograms there are a thousandfold wrong.
 */
import { factValue } from '../../profile/run-profile';
import { formatCarbon, withRange } from '../figures/quantity';
import { estimatesOf, exportLocale } from './estimate-report';
import type { EstimateReport } from './estimate-report';
import { gridText, machineText } from './figure-rows';

export function estimateModelCard(report: EstimateReport): string {
  const [first] = estimatesOf(report);
  const { total } = report;
  if (first === undefined || total === null) return `# No estimate of ${oneLine(report.shown)}: some facts are missing.\n`;
  const source = `Joulewise forecast before the run, ${withRange(formatCarbon(total.carbonKg, exportLocale))}; grid ${gridText(first)}`;
  const trainingType = trainingTypeOf(report);
  const lines = [
    'co2_eq_emissions:',
    `  emissions: ${Number((total.carbonKg.p50 * 1000).toPrecision(4))} # grams of CO2e`,
    `  source: ${quoted(source)}`,
    ...(trainingType === null ? [] : [`  training_type: ${quoted(trainingType)}`]),
    `  geographical_location: ${quoted(first.grid.name)}`,
    `  hardware_used: ${quoted(machineText(first))}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Known only where the code says whether published weights are loaded, for all runs alike. */
function trainingTypeOf({ results }: EstimateReport): string | null {
  const answers = new Set(results.map(({ profile }) => factValue(profile, 'pretrained')));
  const [answer] = answers;
  if (answers.size !== 1 || answer === undefined) return null;
  return answer ? 'fine-tuning' : 'pre-training';
}

/** A JSON string is a YAML double-quoted scalar. */
function quoted(text: string): string {
  return JSON.stringify(text.replaceAll('\u00a0', ' '));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
