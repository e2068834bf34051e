import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/process.mjs';
import { isPeerFigure, type PeerMethod } from '../../../src/peers/peer-tables';
import type { PeerTables } from '../../../src/reference/peer-tables';
import { figureOfInputs } from '../../../src/peers/read-inputs';
import { joulewise } from '../cli/in-process';

const tables = JSON.parse(readFileSync(path.join(root, 'src', 'reference', 'data', 'peers.json'), 'utf8')) as PeerTables;

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual / expected - 1) < 1e-6, `${String(actual)} is not ${String(expected)}`);
}

/** Asserts energy in kWh and carbon in grams. */
function gives(method: PeerMethod, inputs: object, [energyKwh, carbonGrams]: readonly [number, number]): void {
  const figure = figureOfInputs(method, inputs, tables);
  assert.ok(isPeerFigure(figure), 'problem' in figure ? figure.problem : '');
  close(figure.energyKwh, energyKwh);
  close(figure.carbonGrams, carbonGrams);
}

function refuses(method: PeerMethod, inputs: unknown, problem: string): void {
  assert.deepEqual(figureOfInputs(method, inputs, tables), { problem });
}

describe('ML CO2 Impact', () => {
  const inputs = { gpu: 'T4', provider: 'gcp', region: 'europe-west1', hours: 20 };

  it('is TDP, hours and the intensity of the region', () => {
    gives('ml-co2-impact', inputs, [1.4, 1.4 * 267]);
  });

  it('takes an intensity of one’s own', () => {
    gives('ml-co2-impact', { gpu: 'RTX 4090', hours: 10, provider: 'custom', region: null, customImpact: 0.1 }, [4.5, 450]);
  });

  it('says what it does not list', () => {
    refuses('ml-co2-impact', { ...inputs, gpu: 'B200' }, 'ML CO2 Impact does not list the hardware "B200".');
    refuses('ml-co2-impact', { ...inputs, region: 'mars' }, 'ML CO2 Impact does not list the region "gcp/mars".');
  });
});

describe('Green Algorithms', () => {
  it('counts cores, accelerators and memory under the PUE of the place', () => {
    const inputs = { coreType: 'GPU', ngpu: 2, gpu: 'NVIDIA Tesla V100', mem: 100, h: 10, platform: 'localServer', loc: 'FR' };
    gives('green-algorithms', inputs, [9.9411, 9.9411 * 51.28]);
  });

  it('takes usage, minutes, runs and a PUE of one’s own', () => {
    const inputs = { coreType: 'CPU', ncpu: 10, mem: 0, h: 0, m: 30, mf: 4, usageCPU: 0.5, pue: 1.5, platform: 'localServer', loc: 'DE' };
    gives('green-algorithms', inputs, [0.18, 0.18 * 338.66]);
  });

  it('says what it does not list', () => {
    const inputs = { coreType: 'GPU', ngpu: 1, gpu: 'H100', mem: 1, h: 1, platform: 'localServer', loc: 'FR' };
    refuses('green-algorithms', inputs, 'Green Algorithms does not list the accelerator "H100".');
  });
});

describe('CodeCarbon', () => {
  const inputs = { hours: 10, cpu_tdp_W: 100, cpu_mode: 'constant', ram_gb: 16, gpu_measured_W: 40, country_iso: 'DEU' };

  it('adds half of the TDP, memory by modules and the measured accelerators', () => {
    gives('codecarbon', inputs, [1, 380.95]);
  });

  it('takes the cube of a known load', () => {
    gives('codecarbon', { ...inputs, cpu_mode: 'cpu_load', cpu_load_pct: 50 }, [0.7125, 0.7125 * 380.95]);
  });

  for (const [gigabytes, watts] of [
    [8, 10],
    [64, 20],
    [96, 38],
    [192, 54],
    [512, 38],
    [2048, 70],
  ] as const) {
    it(`guesses ${String(watts)} W for ${String(gigabytes)} GB`, () => {
      const energyKwh = (90 + watts) / 100;
      gives('codecarbon', { ...inputs, ram_gb: gigabytes }, [energyKwh, energyKwh * 380.95]);
    });
  }

  it('falls to the average of the world for a cloud without a row', () => {
    gives('codecarbon', { ...inputs, country_iso: null, cloud: ['aws', 'us-east-1'] }, [1, 475]);
  });
});

describe('Cloud Carbon Footprint', () => {
  it('counts processors, accelerators and memory beyond that of the chips', () => {
    const gpu = (35 + 306) / 2;
    const memory = (61 - (69.65 * 61) / 488) * 0.392;
    const energyKwh = ((8 * (0.71 + 3.69)) / 2 + gpu + memory) * 1.135e-3;
    gives('cloud-carbon-footprint', { region: 'us-east-1', instance: 'p3.2xlarge', hours: 1 }, [energyKwh, energyKwh * 379.069]);
  });

  it('is not followed where it leaves out accelerators that it does not know', async () => {
    const stdin = JSON.stringify({ region: 'us-east-1', instance: 'p5.48xlarge', vcpus: 192, hours: 1 });
    const { stdout } = await joulewise(['estimate', '--method', 'cloud-carbon-footprint', '--inputs', '-', '--format', 'json'], { stdin });
    const { energyKwh, methods } = JSON.parse(stdout) as { energyKwh: { p50: number }; methods: { why: string }[] };
    assert.ok(energyKwh.p50 > 3 && energyKwh.p50 < 5, String(energyKwh.p50));
    assert.match(methods[0]?.why ?? '', /does not know the accelerators of p5\.48xlarge/);
  });

  it('says what it does not list', () => {
    refuses(
      'cloud-carbon-footprint',
      { region: 'us-east-1', instance: 'q9.huge', hours: 1 },
      'Cloud Carbon Footprint does not list the instance "q9.huge".',
    );
  });
});

describe('inputs of other calculators', () => {
  it('are refused with one sentence', () => {
    refuses(
      'codecarbon',
      [],
      'The inputs of codecarbon must be an object of hours, cpu_tdp_W, cpu_mode, cpu_load_pct, ram_gb, gpu_measured_W, pue, cloud, country_iso, region.',
    );
    refuses('ml-co2-impact', { hours: 1 }, 'The inputs of ml-co2-impact lack "gpu".');
    refuses('ml-co2-impact', { gpu: 'T4', hours: -1 }, 'The input "hours" of ml-co2-impact must be a number from 0.');
  });
});

describe('joulewise estimate --method', () => {
  it('prints one figure with its reason', async () => {
    const args = [
      'estimate',
      '--hours',
      '10',
      '--hardware',
      'T4',
      '--region',
      'gcp/europe-west1',
      '--method',
      'ml-co2-impact',
      '--format',
      'json',
    ];
    const { stdout } = await joulewise(args);
    const { method, energyKwh, methods } = JSON.parse(stdout) as { method: string; energyKwh: { p50: number }; methods: { why: string }[] };
    assert.equal(method, 'ml-co2-impact');
    close(energyKwh.p50, 0.7);
    assert.match(methods[0]?.why ?? '', /^full TDP/);
  });

  it('reads inputs of the form of the other', async () => {
    const stdin = JSON.stringify({ gpu: 'T4', provider: 'gcp', region: 'europe-west1', hours: 20 });
    const { stdout } = await joulewise(['estimate', '--method', 'ml-co2-impact', '--inputs', '-', '--format', 'json'], { stdin });
    close((JSON.parse(stdout) as { carbonKg: { p50: number } }).carbonKg.p50, 0.3738);
  });

  it('wants a method for inputs', async () => {
    const { status, stderr } = await joulewise(['estimate', '--inputs', '-'], { stdin: '{}' });
    assert.equal(status, 2);
    assert.match(stderr, /--inputs is the form of another calculator/);
  });

  it('is shown beside our own figure', async () => {
    const { stdout } = await joulewise([
      'estimate',
      '--hours',
      '10',
      '--hardware',
      'V100',
      '--region',
      'aws/us-east-1',
      '--format',
      'json',
    ]);
    const { methods } = JSON.parse(stdout) as { methods: { method: string }[] };
    assert.deepEqual(
      methods.map(({ method }) => method),
      ['ml-co2-impact', 'green-algorithms', 'codecarbon', 'cloud-carbon-footprint'],
    );
  });
});

interface Case {
  readonly id: string;
  readonly inputs: object;
  readonly expected_energy_kWh: number;
  readonly expected_co2e_g: number;
  readonly unrounded_co2e_g?: number;
}

describe('the cases beside the repository', function () {
  const file = path.join(root, '..', 'shared', 'cases', 'peer-cases.json');
  const methods: Readonly<Record<string, PeerMethod>> = {
    mlco2: 'ml-co2-impact',
    ga: 'green-algorithms',
    cc: 'codecarbon',
    ccf: 'cloud-carbon-footprint',
  };
  if (!existsSync(file)) {
    it('are not here');
    return;
  }
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
  for (const one of cases.filter(({ id }) => id !== 'ccf-6')) {
    it(one.id, () => {
      const method = methods[one.id.split('-')[0] ?? ''];
      assert.ok(method);
      gives(method, one.inputs, [one.expected_energy_kWh, one.unrounded_co2e_g ?? one.expected_co2e_g]);
    });
  }
});
