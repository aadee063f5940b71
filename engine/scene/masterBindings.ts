import {
  betweenLights,
  betweenPalettes,
  LIGHTS,
  type Light,
  lightNamed,
  PALETTES,
  type Palette,
  paletteNamed,
} from './grades.js';
import { CORNERS, type Corner, type Manifest, type MasterBinding } from './manifest.js';
import { isBetween, type RuleValue } from './ruleValue.js';

/** What levers and rules can move of a whole work. */
export interface WorkDraft {
  light: Light;
  palette: Palette;
  /** 0…1 */
  grain: number;
  signature: Corner | 'off';
}

/** What one binding of the master accepts, and what it does to the work. */
export interface WorkBinding {
  /** What its values must be, as words for whoever writes a manifest. */
  expects: string;
  accepts(value: unknown): boolean;
  /** The work with the value applied. The value, or both that it lies between, must be ones that `accepts` takes. */
  apply(work: WorkDraft, value: RuleValue): WorkDraft;
}

/** The work as its manifest gives it. */
export function workDraft({ master }: Pick<Manifest, 'master'>): WorkDraft {
  const { light, palette, grain, signature } = master;
  return { light: LIGHTS[light], palette: PALETTES[palette], grain: grain / 100, signature };
}

const SIGNATURES = ['off', ...CORNERS] as const;

/** The bindings of a master. */
export const WORK_BINDINGS: Record<MasterBinding, WorkBinding> = {
  'work.light': {
    expects: `one of ${Object.keys(LIGHTS).join(', ')}`,
    accepts: (value) => lightNamed(value) !== null,
    apply: (work, value) => ({ ...work, light: toned(value, lightNamed, betweenLights) ?? work.light }),
  },
  'work.palette': {
    expects: `one of ${Object.keys(PALETTES).join(', ')}`,
    accepts: (value) => paletteNamed(value) !== null,
    apply: (work, value) => ({ ...work, palette: toned(value, paletteNamed, betweenPalettes) ?? work.palette }),
  },
  'work.grain': {
    expects: 'a percentage from 0 to 100',
    accepts: (value) => typeof value === 'number' && value >= 0 && value <= 100,
    apply: (work, value) => ({ ...work, grain: Number(value) / 100 }),
  },
  'work.signature': {
    expects: `one of ${SIGNATURES.join(', ')}`,
    accepts: (value) => SIGNATURES.some((corner) => corner === value),
    apply: (work, value) => ({ ...work, signature: SIGNATURES.find((corner) => corner === value) ?? 'off' }),
  },
  rules: { expects: 'anything', accepts: () => true, apply: (work) => work },
};

/** What a value names, or what lies as far between two as it says. */
function toned<T>(
  value: RuleValue,
  named: (name: unknown) => T | null,
  mix: (a: T, b: T, share: number) => T,
): T | null {
  if (!isBetween(value)) return named(value);
  const [from, to] = [named(value.from), named(value.to)];
  return from && to && mix(from, to, value.share);
}
