import type { LayerBinding, LayerLever, LayerRule, MasterBinding, MasterLever } from '../../engine/scene/manifest.js';
import type { DemoModel } from './demoModel.js';

/** How many pictures each latent band is drawn from; the studio shows them all. */
export const VARIANTS = 16;

/** The variants a layer's first picture is of. */
export interface Start {
  coarse: number;
  middle: number;
  fine: number;
}

/** Named directions of w to offer, each with how far it may be gone, in sigmas. It starts in the middle. */
export type Directions = Record<string, readonly [min: number, max: number]>;

/**
 * What moves a layer's picture: a variant for each band, the directions that the model has of those asked for, and eight
 * coordinates of w, so that whatever proposes a style can be signed.
 */
export function pictureLevers(
  { directions }: DemoModel,
  className: string,
  start: Start,
  wanted: Directions,
): LayerLever[] {
  const known = Object.entries(wanted).filter(([name]) =>
    directions.some((found) => found.class === className && found.name === name),
  );
  return [
    variant('Composition', 'latent.coarse', start.coarse),
    variant('Form', 'latent.middle', start.middle),
    variant('Colour', 'latent.fine', start.fine),
    ...known.map(along),
    ...['Map 1', 'Map 2', 'Map 3', 'Map 4'].map(coordinates),
  ];
}

function variant(label: string, bind: LayerBinding, start: number): LayerLever {
  return { label, bind, type: 'range', min: 0, max: VARIANTS - 1, step: 1, default: start };
}

function along([direction, [min, max]]: [string, readonly [number, number]]): LayerLever {
  const label = capitalised(direction);
  const step = 0.25;
  const middle = Math.round((max - min) / 2 / step);
  return { label, bind: `latent.direction.${direction}`, type: 'range', min, max, step, unit: 'σ', default: middle };
}

function coordinates(label: string): LayerLever {
  return { label, bind: 'latent.position', type: 'position', default: 0x8080 };
}

export function percent(label: string, bind: LayerBinding, min: number, max: number, step: number): LayerLever {
  return { label, bind, type: 'range', min, max, step, unit: '%', default: (100 - min) / step };
}

export function pixels(label: string, bind: LayerBinding, reach: number, step: number): LayerLever {
  return { label, bind, type: 'range', min: -reach, max: reach, step, unit: 'px', default: reach / step };
}

/** Degrees of the colour wheel either way. */
export function hue(label: string, reach: number, step: number): LayerLever {
  return { label, bind: 'colour.hue', type: 'range', min: -reach, max: reach, step, unit: '°', default: reach / step };
}

export function truth(label: string, bind: LayerBinding): LayerLever {
  return { label, bind, type: 'bool', default: 0 };
}

/** Options that are called what they are; the first is the default. */
export function choice<B extends LayerBinding | MasterBinding>(label: string, bind: B, values: readonly string[]) {
  const options = values.map((value) => ({ label: capitalised(value), value }));
  return { label, bind, type: 'select' as const, options, default: 0 };
}

/** Colours, each a name and its `#rrggbb`. */
export function tint(label: string, colours: readonly string[]): LayerLever {
  const named = colours.map((text) => ({ label: text.slice(0, -8), value: text.slice(-7) }));
  return { label, bind: 'colour.tint', type: 'color', colours: named, default: 0 };
}

export function grain(max: number, start: number): MasterLever {
  return { label: 'Grain', bind: 'work.grain', type: 'range', min: 0, max, step: 5, unit: '%', default: start / 5 };
}

/** Values that a binding goes through in a day of chain time, from midnight, evenly spaced and eased. */
export function throughTheDay(bind: LayerBinding, values: number[]): LayerRule {
  return { bind, source: { kind: 'time', part: 'minute' }, values, map: 'ease' };
}

const capitalised = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
