import type { Language } from '../protocol/pickLanguage.js';
import type { Hex } from '../protocol/primitives.js';
import { LIGHTS } from './grades.js';
import type { LayerManifest, Manifest } from './manifest.js';
import type { Placement, Scene, SceneLayer } from './scene.js';
import { decodeWord } from './styleWord.js';

export interface Described {
  manifest: Manifest;
  /** By token index. */
  words: readonly Hex[];
  /** What the words come to at the moment that is described. */
  scene: Scene;
}

/**
 * The work as it is at a moment, in a few sentences for those who do not see it: what lies on it from back to front,
 * where, and what its owners have made of it. The alternative text of every still and every live picture.
 */
export function describeScene({ manifest, words, scene }: Described, language: Language): string {
  const say = PHRASES[language];
  const seen = scene.layers.filter(isSeen);
  const hidden = scene.layers.length - seen.length;
  const layers = seen.map((layer) => describeLayer({ manifest, words, scene }, layer.token, language));
  return [
    say.opening(manifest.title, manifest.artist, say.lights[lightOf(scene)] ?? ''),
    layers.length > 0 ? say.layers(layers) : say.empty,
    ...(hidden > 0 ? [say.hidden(hidden)] : []),
  ].join(' ');
}

/** One layer, as a part of a sentence: `Celestial, a heavenly body, top centre, tinted Gold`. */
export function describeLayer({ manifest, words, scene }: Described, token: number, language: Language): string {
  const say = PHRASES[language];
  const layer = scene.layers[token - 1];
  const described = manifest.layers[token - 1];
  if (!layer || !described) throw new RangeError(`The work has ${scene.layers.length} layers and no layer ${token}.`);
  const tint = tintOf(described, words[token]);
  return [
    described.title,
    ...kindOf(described, layer, language),
    say.places[placeOf(layer.placement, scene)] ?? '',
    ...(tint ? [say.tinted(tint)] : []),
    ...(layer.opacity < FAINT ? [say.faint] : []),
    ...(layer.placement.mirror ? [say.mirrored] : []),
  ].join(', ');
}

/** Below this opacity a layer is only a breath. */
const FAINT = 0.5;
/** A layer that takes this much of the canvas both ways is everywhere. */
const EVERYWHERE = 0.9;

const isSeen = ({ visible, opacity }: SceneLayer) => visible && opacity > 0;

/** What it shows, unless its title is the class's own name, which is English. */
function kindOf({ title }: LayerManifest, { recipe }: SceneLayer, language: Language): string[] {
  const { image, classes } = PHRASES[language];
  if (recipe.kind === 'image') return [image];
  if (language === 'en' && title.toLowerCase() === recipe.class) return [];
  return [classes[recipe.class] ?? recipe.class];
}

/** The label of the colour its owner chose; null where the lever stands at its first, or there is none. */
function tintOf({ levers }: LayerManifest, word: Hex | undefined): string | null {
  const position = levers.findIndex(({ bind }) => bind === 'colour.tint');
  const lever = levers[position];
  if (!word || lever?.type !== 'color') return null;
  const index = decodeWord(word).levers[position] ?? 0;
  return index === 0 ? null : (lever.colours[index]?.label ?? null);
}

/** A ninth of the canvas, such as `top left`, or `all` of it. */
function placeOf({ x, y, width, height }: Placement, canvas: Scene): string {
  if (width >= EVERYWHERE * canvas.width && height >= EVERYWHERE * canvas.height) return 'all';
  return `${third(y / canvas.height)}${third(x / canvas.width)}`;
}

const third = (share: number) => (share < 1 / 3 ? 0 : share < 2 / 3 ? 1 : 2);

/** The name of the light; empty for one on its way from one to the next. */
function lightOf({ light }: Scene): string {
  return Object.entries(LIGHTS).find(([, named]) => JSON.stringify(named) === JSON.stringify(light))?.[0] ?? '';
}

interface Phrases {
  opening(title: string, artist: string, light: string): string;
  layers(parts: readonly string[]): string;
  empty: string;
  hidden(count: number): string;
  tinted(colour: string): string;
  faint: string;
  mirrored: string;
  image: string;
  /** By the light's name. */
  lights: Record<string, string>;
  /** By `all`, or the row and column of a ninth. */
  places: Record<string, string>;
  /** What a class of the house model is called in a sentence; another model's is called as it calls it. */
  classes: Record<string, string>;
}

const PHRASES: Record<Language, Phrases> = {
  en: {
    opening: (title, artist, light) => `${title}, a living painting by ${artist}${light && `, ${light}`}.`,
    layers: (parts) => `From back to front: ${parts.join('; ')}.`,
    empty: 'No layer shows at the moment.',
    hidden: (count) => (count === 1 ? 'One layer is hidden.' : `${count} layers are hidden.`),
    tinted: (colour) => `tinted ${colour}`,
    faint: 'faint',
    mirrored: 'mirrored',
    image: 'a picture',
    lights: { dawn: 'at dawn', gold: 'in golden light', dusk: 'at dusk', night: 'at night' },
    places: {
      all: 'over the whole canvas',
      '00': 'top left',
      '01': 'top centre',
      '02': 'top right',
      '10': 'on the left',
      '11': 'in the middle',
      '12': 'on the right',
      '20': 'bottom left',
      '21': 'bottom centre',
      '22': 'bottom right',
    },
    classes: {
      sky: 'a sky',
      celestial: 'a heavenly body',
      ridge: 'hills',
      water: 'water',
      architecture: 'a building',
      flora: 'a plant',
      figure: 'a figure',
      bust: 'a bust',
      drapery: 'drapery',
    },
  },
  de: {
    opening: (title, artist, light) => `${title}, ein lebendes Gemälde von ${artist}${light && `, ${light}`}.`,
    layers: (parts) => `Von hinten nach vorn: ${parts.join('; ')}.`,
    empty: 'Gerade ist keine Ebene zu sehen.',
    hidden: (count) => (count === 1 ? 'Eine Ebene ist verborgen.' : `${count} Ebenen sind verborgen.`),
    tinted: (colour) => `getönt in ${colour}`,
    faint: 'schwach',
    mirrored: 'gespiegelt',
    image: 'ein Bild',
    lights: { dawn: 'im Morgengrauen', gold: 'in goldenem Licht', dusk: 'in der Dämmerung', night: 'bei Nacht' },
    places: {
      all: 'über die ganze Leinwand',
      '00': 'oben links',
      '01': 'oben in der Mitte',
      '02': 'oben rechts',
      '10': 'links',
      '11': 'in der Mitte',
      '12': 'rechts',
      '20': 'unten links',
      '21': 'unten in der Mitte',
      '22': 'unten rechts',
    },
    classes: {
      sky: 'ein Himmel',
      celestial: 'ein Himmelskörper',
      ridge: 'Hügel',
      water: 'Wasser',
      architecture: 'ein Bauwerk',
      flora: 'eine Pflanze',
      figure: 'eine Gestalt',
      bust: 'eine Büste',
      drapery: 'Faltenwurf',
    },
  },
};
