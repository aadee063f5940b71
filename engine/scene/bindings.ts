import { colourOf } from './colourOf.js';
import type { LeverValue } from './leverValue.js';
import { BlendMode, Colour, type LayerBinding, type LayerManifest } from './manifest.js';
import type { PlainLayer } from './plainLayer.js';
import type { LatentRecipe } from './recipe.js';
import type { ColourAdjustment, Placement } from './scene.js';

/** What one binding accepts from a lever, and what it does to a layer. */
export interface Binding {
  /** What its values must be, as words for whoever writes a manifest. */
  expects: string;
  accepts(value: LeverValue, layer: Pick<LayerManifest, 'variants'>): boolean;
  /** The layer with the value applied. The value must be one that `accepts` takes. */
  apply(layer: PlainLayer, value: LeverValue): PlainLayer;
}

/**
 * The binding of that name. One rule of units: a ratio is a percentage (100 leaves things as they are), a turn is
 * degrees clockwise, a length is canvas pixels, a step along a direction of w is sigmas. Latent values are rounded to
 * the integers of `LatentRecipe` here and nowhere else.
 */
export function layerBinding(bind: LayerBinding): Binding {
  return isDirection(bind) ? direction(bind.slice('latent.direction.'.length)) : BINDINGS[bind];
}

type NamedBinding = Exclude<LayerBinding, `latent.direction.${string}`>;

const isDirection = (bind: LayerBinding): bind is `latent.direction.${string}` => bind.startsWith('latent.direction.');

const BINDINGS: Record<NamedBinding, Binding> = {
  'latent.coarse': variant('coarse'),
  'latent.middle': variant('middle'),
  'latent.fine': variant('fine'),
  'latent.partner': variant('partner'),
  'latent.mix': percent(100, (layer, ratio) => withLatent(layer, { mix: Math.round(ratio * 255) })),
  'latent.truncation': percent(150, (layer, ratio) => withLatent(layer, { truncation: Math.round(ratio * 1000) })),
  'placement.x': length((layer, pixels) => withPlacement(layer, { x: layer.placement.x + pixels })),
  'placement.y': length((layer, pixels) => withPlacement(layer, { y: layer.placement.y + pixels })),
  'placement.scale': scale(),
  'placement.rotation': degrees((layer, turn) => withPlacement(layer, { rotation: turn })),
  'placement.mirror': truth((layer, mirror) => withPlacement(layer, { mirror })),
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
};

function variant(band: 'coarse' | 'middle' | 'fine' | 'partner'): Binding {
  return {
    expects: "a whole number from 0 to one less than the layer's variants",
    accepts: (value, layer) => isNumber(value) && Number.isInteger(value) && value >= 0 && value < layer.variants,
    apply: (layer, value) => withLatent(layer, { [band]: Number(value) }),
  };
}

function percent(max: number, apply: (layer: PlainLayer, ratio: number) => PlainLayer): Binding {
  return {
    expects: `a percentage from 0 to ${max}`,
    accepts: (value) => isNumber(value) && value >= 0 && value <= max,
    apply: (layer, value) => apply(layer, Number(value) / 100),
  };
}

function scale(): Binding {
  return {
    expects: "a percentage of the box's size from 1 to 1000",
    accepts: (value) => isNumber(value) && value >= 1 && value <= 1000,
    apply: (layer, value) => {
      const ratio = Number(value) / 100;
      const { width, height } = layer.placement;
      return withPlacement(layer, { width: width * ratio, height: height * ratio });
    },
  };
}

function length(apply: (layer: PlainLayer, pixels: number) => PlainLayer): Binding {
  return {
    expects: 'canvas pixels from -8192 to 8192',
    accepts: (value) => isNumber(value) && Math.abs(value) <= 8192,
    apply: (layer, value) => apply(layer, Number(value)),
  };
}

function degrees(apply: (layer: PlainLayer, turn: number) => PlainLayer): Binding {
  return {
    expects: 'degrees from -360 to 360',
    accepts: (value) => isNumber(value) && Math.abs(value) <= 360,
    apply: (layer, value) => apply(layer, (Number(value) + 360) % 360),
  };
}

function truth(apply: (layer: PlainLayer, value: boolean) => PlainLayer): Binding {
  return {
    expects: 'true or false, so the lever is a bool',
    accepts: (value) => typeof value === 'boolean',
    apply: (layer, value) => apply(layer, value === true),
  };
}

function direction(name: string): Binding {
  return {
    expects: 'sigmas from -127 to 127',
    accepts: (value) => isNumber(value) && Math.abs(value) <= 127,
    apply: (layer, value) => {
      const others = layer.recipe.directions.filter((step) => step.name !== name);
      return withLatent(layer, { directions: [...others, { name, amount: Math.round(Number(value) * 256) }] });
    },
  };
}

const isNumber = (value: LeverValue): value is number => typeof value === 'number' && Number.isFinite(value);

const withLatent = (layer: PlainLayer, part: Partial<LatentRecipe>): PlainLayer => ({
  ...layer,
  recipe: { ...layer.recipe, ...part },
});

const withPlacement = (layer: PlainLayer, part: Partial<Placement>): PlainLayer => ({
  ...layer,
  placement: { ...layer.placement, ...part },
});

const withColour = (layer: PlainLayer, part: Partial<ColourAdjustment>): PlainLayer => ({
  ...layer,
  colour: { ...layer.colour, ...part },
});
