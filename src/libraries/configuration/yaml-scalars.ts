/** What plain words of YAML mean, which readers see differently. */

/**
 * `1.1` is PyYAML, for which `1e-4` is a text and `off` is False; `omegaconf` is PyYAML with floats that need no dot; `1.2` is ruamel and
 * JSON. The expressions are those of the readers: PyYAML 6.0 `resolver.py`, OmegaConf 2.3 `_utils.py`, YAML 1.2.2 §10.3.2.
 */
export type YamlDialect = '1.1' | 'omegaconf' | '1.2';

export interface PlainScalar {
  readonly value: string | number | boolean | null;
  readonly isFloat: boolean;
}

const nulls = /^(?:~|null|Null|NULL|)$/;
const truths: Readonly<Record<YamlDialect, RegExp>> = {
  '1.1': /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  omegaconf: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  '1.2': /^(?:true|True|TRUE)$/,
};
const falsehoods: Readonly<Record<YamlDialect, RegExp>> = {
  '1.1': /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
  omegaconf: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
  '1.2': /^(?:false|False|FALSE)$/,
};
const integers: Readonly<Record<YamlDialect, RegExp>> = {
  '1.1': /^[-+]?(?:0|[1-9][0-9_]*)$/,
  omegaconf: /^[-+]?(?:0|[1-9][0-9_]*)$/,
  '1.2': /^[-+]?[0-9][0-9_]*$/,
};
const floats: Readonly<Record<YamlDialect, RegExp>> = {
  '1.1': /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  omegaconf: /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  '1.2': /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/,
};
const radix = /^[-+]?0(?:x[0-9a-fA-F_]+|b[01_]+|o[0-7_]+)$/;

export function plainScalar(text: string, dialect: YamlDialect): PlainScalar {
  if (nulls.test(text)) {
    return { value: null, isFloat: false };
  }
  if (truths[dialect].test(text) || falsehoods[dialect].test(text)) {
    return { value: truths[dialect].test(text), isFloat: false };
  }
  const digits = text.replace(/_/g, '').replace(/^\+/, '');
  if (integers[dialect].test(text) || radix.test(text)) {
    return { value: text.startsWith('-') && radix.test(text) ? -Number(digits.slice(1)) : Number(digits), isFloat: false };
  }
  return floats[dialect].test(text) ? { value: Number(digits), isFloat: true } : { value: text, isFloat: false };
}
