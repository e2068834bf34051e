import { cloudCarbonFootprint, type AcceleratorsOf, type CloudCarbonFootprintInputs } from './cloud-carbon-footprint';
import { codeCarbon, type CodeCarbonInputs } from './codecarbon';
import { greenAlgorithms, type GreenAlgorithmsInputs } from './green-algorithms';
import { mlCo2Impact, type MlCo2ImpactInputs } from './ml-co2-impact';
import type { PeerFigure, PeerMethod, PeerProblem } from './peer-tables';
import type { PeerTables } from '../reference/peer-tables';

type Kind = 'number' | 'text' | 'pair';

/** What a calculator asks for: kind of each input, and whether it can do without. */
interface Question {
  readonly kind: Kind;
  readonly optional?: true;
}

const number: Question = { kind: 'number' };
const text: Question = { kind: 'text' };
const maybe = (kind: Kind): Question => ({ kind, optional: true });

/** By method; other keys of the inputs are left alone, as they describe the case. */
const questions: Readonly<Record<PeerMethod, Readonly<Record<string, Question>>>> = {
  'ml-co2-impact': { gpu: text, hours: number, provider: maybe('text'), region: maybe('text'), customImpact: maybe('number') },
  'green-algorithms': {
    coreType: text,
    cpu: maybe('text'),
    ncpu: maybe('number'),
    gpu: maybe('text'),
    ngpu: maybe('number'),
    mem: number,
    h: number,
    m: maybe('number'),
    platform: text,
    provider: maybe('text'),
    server: maybe('text'),
    loc: maybe('text'),
    pue: maybe('number'),
    usageCPU: maybe('number'),
    usageGPU: maybe('number'),
    mf: maybe('number'),
  },
  codecarbon: {
    hours: number,
    cpu_tdp_W: number,
    cpu_mode: text,
    cpu_load_pct: maybe('number'),
    ram_gb: number,
    gpu_measured_W: number,
    pue: maybe('number'),
    cloud: maybe('pair'),
    country_iso: maybe('text'),
    region: maybe('text'),
  },
  'cloud-carbon-footprint': { region: text, instance: text, hours: number, vcpus: maybe('number'), utilization_pct: maybe('number') },
};

/** Inputs of a calculator's own form, computed by its own method. Bad inputs give one sentence. */
export function figureOfInputs(
  method: PeerMethod,
  raw: unknown,
  tables: PeerTables,
  acceleratorsOf?: AcceleratorsOf,
): PeerFigure | PeerProblem {
  const inputs = readInputs(method, raw);
  if (typeof inputs === 'string') {
    return { problem: inputs };
  }
  switch (method) {
    case 'ml-co2-impact': {
      const { customImpact } = inputs as { readonly customImpact?: number };
      // Its page takes an intensity of one's own in kilograms.
      const given = customImpact === undefined ? {} : { gramsPerKwh: customImpact * 1000 };
      return mlCo2Impact({ ...(inputs as unknown as MlCo2ImpactInputs), ...given }, tables);
    }
    case 'green-algorithms':
      return greenAlgorithms(inputs as unknown as GreenAlgorithmsInputs, tables);
    case 'codecarbon':
      return codeCarbon(inputs as unknown as CodeCarbonInputs, tables);
    case 'cloud-carbon-footprint':
      return cloudCarbonFootprint(inputs as unknown as CloudCarbonFootprintInputs, tables, acceleratorsOf);
  }
}

/** The asked inputs, nulls left out; or a sentence on the first that is wrong. */
function readInputs(method: PeerMethod, raw: unknown): Readonly<Record<string, unknown>> | string {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return `The inputs of ${method} must be an object of ${Object.keys(questions[method]).join(', ')}.`;
  }
  const given = new Map(Object.entries(raw));
  const read: Record<string, unknown> = {};
  for (const [name, { kind, optional }] of Object.entries(questions[method])) {
    const value: unknown = given.get(name) ?? undefined;
    if (value === undefined) {
      if (optional !== true) {
        return `The inputs of ${method} lack "${name}".`;
      }
    } else if (isOfKind(value, kind)) {
      read[name] = value;
    } else {
      return `The input "${name}" of ${method} must be ${{ number: 'a number from 0', text: 'a text', pair: 'a pair of texts' }[kind]}.`;
    }
  }
  return read;
}

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0;
    case 'text':
      return typeof value === 'string';
    case 'pair':
      return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string');
  }
}
