import { sampleManifestJson } from '../../test/harness/sampleManifest.js';
import { ManifestError } from '../errors/sceneErrors.js';
import { checkManifest } from './checkManifest.js';
import { checkManifestAgainstModel } from './checkManifestAgainstModel.js';

type Json = ReturnType<typeof sampleManifestJson>;

const model = {
  sha256: 'ab'.repeat(32),
  classes: ['sky', 'ridge'],
  directions: [{ name: 'warmth', class: 'ridge' }],
  axes: 32,
  signature: null,
};

function mistakesOf(check: () => unknown): readonly unknown[] {
  try {
    check();
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestError);
    return (error as ManifestError).facts.mistakes as string[];
  }
  return [];
}

function mistakesAfter(spoil: (json: Json) => void): readonly unknown[] {
  const json = sampleManifestJson();
  spoil(json);
  return mistakesOf(() => checkManifest(json));
}

const ridgeLever = (json: Json, label: string) => json.layers[1]!.levers.find((lever) => lever.label === label)!;

describe('checkManifest', () => {
  it('takes a sound manifest and fills in what it leaves out', () => {
    const { layers } = checkManifest(sampleManifestJson());
    expect(layers[0]).toMatchObject({ blend: 'normal', opacity: 1, truncation: 0.8, levers: [{}, { default: 0 }] });
  });

  it.each<[string, (json: Json) => void]>([
    [
      'layers[1].levers[0].default: is 8, and the largest index is 7',
      (json) => Object.assign(ridgeLever(json, 'Composition'), { default: 8 }),
    ],
    [
      "layers[1].levers[0]: is bound to latent.coarse, where index 8, 8, must be a whole number from 0 to one less than the layer's variants",
      (json) => Object.assign(ridgeLever(json, 'Composition'), { max: 8 }),
    ],
    [
      "layers[1].levers[0]: is bound to latent.coarse, where index 1, 0.5, must be a whole number from 0 to one less than the layer's variants",
      (json) => Object.assign(ridgeLever(json, 'Composition'), { step: 0.5 }),
    ],
    [
      'layers[1].levers[2]: is bound to latent.mix, where index 20, 200, must be a percentage from 0 to 100',
      (json) => Object.assign(ridgeLever(json, 'Mix'), { max: 200 }),
    ],
    [
      'layers[1].levers[1].bind: layers[1].levers[0] is bound to latent.coarse already',
      (json) => Object.assign(ridgeLever(json, 'Partner'), { bind: 'latent.coarse' }),
    ],
    [
      'layers[1].levers[7]: is bound to opacity, where index 0, false, must be a percentage from 0 to 100',
      (json) => {
        Object.assign(ridgeLever(json, 'Mirror'), { bind: 'opacity' });
        Object.assign(ridgeLever(json, 'Opacity'), { bind: 'colour.contrast' });
      },
    ],
    [
      'master.levers[0]: is bound to work.light, where index 1, noon-ish, must be one of noon, dawn, gold, dusk, night',
      (json) => Object.assign(json.master.levers[0]!.options[1]!, { value: 'noon-ish' }),
    ],
    [
      'layers[1].levers[5]: has a single value; max must be at least one step above min',
      (json) => Object.assign(ridgeLever(json, 'Size'), { max: 55 }),
    ],
    [
      'layers[1].levers[4]: has 100001 values; at most 65536 fit a style word',
      (json) => Object.assign(ridgeLever(json, 'Left or right'), { step: 0.001 }),
    ],
    [
      'canvas.background: expected a colour like #c8a24b, lower case',
      (json) => Object.assign(json.canvas, { background: 'navy' }),
    ],
  ])('says %s', (mistake, spoil) => {
    expect(mistakesAfter(spoil)).toEqual([mistake]);
  });

  it('names a mode no blend knows, and those it knows', () => {
    const mistakes = mistakesAfter((json) =>
      Object.assign(ridgeLever(json, 'Blend'), {
        options: [
          { label: 'A', value: 'burn' },
          { label: 'B', value: 'hue' },
        ],
      }),
    );
    expect(mistakes).toEqual([
      expect.stringMatching(/^layers\[1\]\.levers\[10\]: .* index 0, burn, must be a blend mode: normal, /),
    ]);
  });

  it('lists every mistake at once, whatever part it is in', () => {
    const mistakes = mistakesAfter((json) => {
      Object.assign(json.canvas, { width: 0 });
      Object.assign(json.layers[0]!, { box: null });
      Object.assign(json.layers[0]!.levers[0]!, { default: 9 });
      Object.assign(ridgeLever(json, 'Mirror'), { bind: 'placement.wobble' });
      Object.assign(json, { extra: true });
    });
    expect(mistakes.map((mistake) => String(mistake).split(':')[0])).toEqual([
      'canvas.width',
      'layers[0].box',
      'layers[1].levers[7].bind',
      'manifest',
      'layers[0].levers[0].default',
    ]);
  });

  it.each([null, 7, 'text', [], {}])('refuses %j', (given) => {
    expect(mistakesOf(() => checkManifest(given))).not.toEqual([]);
  });
});

describe('checkManifestAgainstModel', () => {
  const manifest = checkManifest(sampleManifestJson());

  it('takes a model that has every class and direction', () => {
    expect(mistakesOf(() => checkManifestAgainstModel(manifest, model))).toEqual([]);
  });

  it('lists everything the model lacks', () => {
    const other = {
      ...model,
      sha256: 'cd'.repeat(32),
      classes: ['ridge'],
      directions: [{ name: 'warmth', class: 'sky' }],
    };
    expect(mistakesOf(() => checkManifestAgainstModel(manifest, other))).toEqual([
      expect.stringMatching(/^model\.sha256: is abab.* and the model loaded is cdcd/),
      'layers[0].picture.class: the model paints no sky; it paints ridge',
      'layers[1].levers[3].bind: the model has no latent.direction.warmth for ridge; it has none',
    ]);
  });
});
