import { colourOf } from './colourOf.js';
import type { LatentCodes, LayerDraft, PlaceShift, WalkParameters } from './layerDraft.js';
import type { LeverValue } from './leverValue.js';
import { BlendMode, Colour, type LayerBinding, type LayerManifest, WALKS } from './manifest.js';
import { choicesOf } from './pictures.js';
import type { ColourAdjustment } from './scene.js';

/** What decides which values a layer's bindings take. */
export type BoundLayer = Pick<LayerManifest, 'variants' | 'picture'>;

/** What one binding accepts from a lever or a rule, and what it does to a layer. */
export interface Binding {
  /** What its values must be, as words for whoever writes a manifest. */
  expects: string;
  accepts(value: LeverValue, layer: BoundLayer): boolean;
  /**
   * The layer with the value applied. The value must be one that `accepts` takes.
   * @param nth how many levers of the same binding the layer has before this one
   */
  apply(layer: LayerDraft, value: LeverValue, nth: number): LayerDraft;
}

/**
 * The binding of that name. One rule of units: a ratio is a percentage (100 leaves things as they are), a turn is
 * degrees clockwise, a length is canvas pixels, a step through latent space is sigmas. Latent values are rounded to the
 * integers of `LatentRecipe` here and nowhere else.
 */
export function layerBinding(bind: LayerBinding): Binding {
  if (isPrefixed(bind, 'latent.direction.')) return direction(bind.slice('latent.direction.'.length));
  if (isPrefixed(bind, 'state.')) return state(bind.slice('state.'.length));
  return BINDINGS[bind];
}

type NamedBinding = Exclude<LayerBinding, `latent.direction.${string}` | `state.${string}`>;

const isPrefixed = <P extends string>(bind: string, prefix: P): bind is `${P}${string}` => bind.startsWith(prefix);

const BINDINGS: Record<NamedBinding, Binding> = {
  'latent.coarse': variant('coarse'),
  'latent.middle': variant('middle'),
  'latent.fine': variant('fine'),
  'latent.partner': variant('partner'),
  'latent.mix': percent(100, (layer, ratio) => withLatent(layer, { mix: Math.round(ratio * 255) })),
  'latent.truncation': percent(150, (layer, ratio) => withLatent(layer, { truncation: Math.round(ratio * 1000) })),
  'latent.position': position(),
  'latent.noise': percent(100, (layer, ratio) => withNoise(layer, { strength: Math.round(ratio * 255) })),
  'latent.noise-variant': whole(0, 255, (layer, variant) => withNoise(layer, { variant })),
  'motion.walk': {
    expects: `a path: ${WALKS.join(', ')}`,
    accepts: (value) => WALKS.some((path) => path === value),
    apply: (layer, value) => withWalk(layer, { path: WALKS.find((path) => path === value) ?? 'still' }),
  },
  'motion.radius': number('sigmas from 0 to 4', 0, 4, (layer, sigmas) =>
    withWalk(layer, { radius: Math.round(sigmas * 256) }),
  ),
  'motion.period': whole(2, 4096, (layer, period) => withWalk(layer, { period })),
  'placement.x': length((layer, x) => withPlace(layer, { x })),
  'placement.y': length((layer, y) => withPlace(layer, { y })),
  'placement.scale': size(({ width, height }, ratio) => ({ width: width * ratio, height: height * ratio })),
  'placement.width': size(({ width }, ratio) => ({ width: width * ratio })),
  'placement.height': size(({ height }, ratio) => ({ height: height * ratio })),
  'placement.rotation': degrees((layer, rotation) => withPlace(layer, { rotation })),
  'placement.orbit': degrees((layer, orbit) => withPlace(layer, { orbit })),
  'placement.mirror': truth((layer, mirror) => withPlace(layer, { mirror })),
  'colour.hue': degrees((layer, hue) => withColour(layer, { hue })),
  'colour.saturation': percent(400, (layer, saturation) => withColour(layer, { saturation })),
  'colour.brightness': percent(400, (layer, brightness) => withColour(layer, { brightness })),
  'colour.contrast': percent(400, (layer, contrast) => withColour(layer, { contrast })),
  'colour.tint': {
    expects: 'a colour like #c8a24b; a grey such as #ffffff tints nothing',
    accepts: (value) => Colour.safeParse(value).success,
    apply: (layer, value) => withColour(layer, { tint: colourOf(String(value)) }),
  },
  opacity: percent(100, (layer, opacity) => ({ ...layer, opacity })),
  visible: truth((layer, visible) => ({ ...layer, visible })),
  blend: {
    expects: `a blend mode: ${BlendMode.options.join(', ')}`,
    accepts: (value) => BlendMode.safeParse(value).success,
    apply: (layer, value) => ({ ...layer, blend: BlendMode.parse(value) }),
  },
  rules: { expects: 'anything', accepts: () => true, apply: (layer) => layer },
};

function variant(band: 'coarse' | 'middle' | 'fine' | 'partner'): Binding {
  return {
    expects: "a whole number from 0 to one less than the layer's variants",
    accepts: (value, layer) => isWhole(value, 0, layer.variants - 1),
    apply: (layer, value) => withLatent(layer, { [band]: Number(value) }),
  };
}

function state(name: string): Binding {
  return {
    expects: `a whole number from 0 to one less than the pictures of "${name}"`,
    accepts: (value, { picture }) => isWhole(value, 0, (choicesOf(picture).get(name) ?? 0) - 1),
    apply: (layer, value) => ({ ...layer, states: new Map(layer.states).set(name, Number(value)) }),
  };
}

function direction(name: string): Binding {
  return number('sigmas from -127 to 127', -127, 127, (layer, sigmas) => {
    const others = layer.latent.directions.filter((step) => step.name !== name);
    return withLatent(layer, { directions: [...others, { name, amount: Math.round(sigmas * 256) }] });
  });
}

/** The coordinate that is no offset. */
export const POSITION_MIDDLE = 128;

function position(): Binding {
  return {
    expects: 'two coordinates, so the lever is of type position',
    accepts: (value) => isWhole(value, 0, 0xffff),
    apply: (layer, value, nth) => {
      const amount = (coordinate: number) => (coordinate - POSITION_MIDDLE) * layer.positionStep;
      const first = { axis: 2 * nth, amount: amount(Number(value) >> 8) };
      const second = { axis: 2 * nth + 1, amount: amount(Number(value) & 0xff) };
      return withLatent(layer, { position: [...layer.latent.position, first, second] });
    },
  };
}

function percent(max: number, apply: (layer: LayerDraft, ratio: number) => LayerDraft): Binding {
  return number(`a percentage from 0 to ${max}`, 0, max, (layer, value) => apply(layer, value / 100));
}

function size(apply: (place: PlaceShift, ratio: number) => Partial<PlaceShift>): Binding {
  return number("a percentage of the box's size from 1 to 1000", 1, 1000, (layer, value) =>
    withPlace(layer, apply(layer.place, value / 100)),
  );
}

function length(apply: (layer: LayerDraft, pixels: number) => LayerDraft): Binding {
  return number('canvas pixels from -8192 to 8192', -8192, 8192, apply);
}

function degrees(apply: (layer: LayerDraft, turn: number) => LayerDraft): Binding {
  return number('degrees from -360 to 360', -360, 360, (layer, value) => apply(layer, (value + 360) % 360));
}

function number(
  expects: string,
  min: number,
  max: number,
  apply: (layer: LayerDraft, value: number) => LayerDraft,
): Binding {
  return {
    expects,
    accepts: (value) => typeof value === 'number' && value >= min && value <= max,
    apply: (layer, value) => apply(layer, Number(value)),
  };
}

function whole(min: number, max: number, apply: (layer: LayerDraft, value: number) => LayerDraft): Binding {
  return {
    expects: `a whole number from ${min} to ${max}`,
    accepts: (value) => isWhole(value, min, max),
    apply: (layer, value) => apply(layer, Number(value)),
  };
}

function truth(apply: (layer: LayerDraft, value: boolean) => LayerDraft): Binding {
  return {
    expects: 'true or false',
    accepts: (value) => typeof value === 'boolean',
    apply: (layer, value) => apply(layer, value === true),
  };
}

const isWhole = (value: LeverValue, min: number, max: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

const withLatent = (layer: LayerDraft, part: Partial<LatentCodes>): LayerDraft => ({
  ...layer,
  latent: { ...layer.latent, ...part },
});

const withNoise = (layer: LayerDraft, part: Partial<LatentCodes['noise']>): LayerDraft =>
  withLatent(layer, { noise: { ...layer.latent.noise, ...part } });

const withWalk = (layer: LayerDraft, part: Partial<WalkParameters>): LayerDraft => ({
  ...layer,
  walk: { ...layer.walk, ...part },
});

const withPlace = (layer: LayerDraft, part: Partial<PlaceShift>): LayerDraft => ({
  ...layer,
  place: { ...layer.place, ...part },
});

const withColour = (layer: LayerDraft, part: Partial<ColourAdjustment>): LayerDraft => ({
  ...layer,
  colour: { ...layer.colour, ...part },
});
