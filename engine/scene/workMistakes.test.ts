import { vividManifestJson } from '../../test/harness/vividManifest.js';
import { ManifestError } from '../errors/sceneErrors.js';
import { checkManifest } from './checkManifest.js';

type Json = ReturnType<typeof vividManifestJson>;

function mistakesAfter(spoil: (json: Json) => void): unknown {
  const json = vividManifestJson();
  spoil(json);
  return mistakesOf(json);
}

function mistakesOf(json: unknown): unknown {
  try {
    checkManifest(json);
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestError);
    return (error as ManifestError).facts.mistakes;
  }
  return [];
}

const levers = (json: Json, layer: number) => json.layers[layer]!.levers as object[];
const rules = (json: Json, layer: number) => json.layers[layer]!.rules as object[];
const hour = { kind: 'time', part: 'hour' };
const season = { token: 0, lever: 0 };

describe('checkManifest', () => {
  it('S-6: takes a work that uses whatever there is', () => {
    expect(mistakesAfter(() => {})).toEqual([]);
  });

  it.each<[string, (json: Json) => void]>([
    [
      'canvas: 8192 × 8192 is 67108864 pixels; at most 33554432 are drawn',
      (json) => Object.assign(json.canvas, { width: 8192, height: 8192 }),
    ],
    [
      'motion: is missing, and master.rules[0] moves with time: say how long a step is',
      (json) => Reflect.deleteProperty(json, 'motion'),
    ],
    [
      'model.signature: is missing, and the work is signed with it: take it from model.json',
      (json) => Reflect.deleteProperty(json.model, 'signature'),
    ],
    [
      'layers[1].picture.asset: the work has no asset candle; it has lantern',
      (json) => Object.assign(json.layers[1]!, { picture: { kind: 'image', asset: 'candle' } }),
    ],
    ['assets.candle: no layer shows it', (json) => Object.assign(json.assets, { candle: json.assets.lantern })],
    [
      'layers[1].box.anchor: the work has no token 3; its layers are 1 to 2',
      (json) => Object.assign(json.layers[1]!.box, { anchor: 3 }),
    ],
    [
      'layers[1].box.anchor: the anchors of tokens 2 and 2 form a circle',
      (json) => Object.assign(json.layers[1]!.box, { anchor: 2 }),
    ],
    [
      'layers[1].box.anchor: token 1 can be hidden by its levers[5], which would leave this layer beside nothing',
      (json) => levers(json, 0).push({ label: 'Shown', bind: 'visible', type: 'bool', default: 1 }),
    ],
    [
      'layers[1].levers[0].bind: placement.orbit goes round an anchor, and the box has none',
      (json) => Reflect.deleteProperty(json.layers[1]!.box, 'anchor'),
    ],
    [
      'layers[1].rules[1].source.levers[0]: the work has no token 9; its layers are 1 to 2',
      (json) => Object.assign(rules(json, 1)[1]!, { source: { kind: 'levers', levers: [{ token: 9, lever: 0 }] } }),
    ],
    [
      'layers[1].rules[1].source.levers[0]: token 0 has no lever 5; it has 2',
      (json) => Object.assign(rules(json, 1)[1]!, { source: { kind: 'levers', levers: [{ token: 0, lever: 5 }] } }),
    ],
    [
      "layers[1].rules[1].source.levers[0]: token 1's lever 1 moves latent.position, which no rule reads",
      (json) => Object.assign(rules(json, 1)[1]!, { source: { kind: 'levers', levers: [{ token: 1, lever: 1 }] } }),
    ],
    [
      'layers[1].rules[1].source.levers: names a lever twice',
      (json) => Object.assign(rules(json, 1)[1]!, { source: { kind: 'levers', levers: [season, season] } }),
    ],
    [
      'layers[1].rules[2].source.levers[1]: is in another sum of this token already',
      (json) =>
        rules(json, 1).push({
          bind: 'colour.hue',
          source: { kind: 'levers', levers: [season, { token: 1, lever: 3 }] },
          values: [0, 10],
        }),
    ],
    [
      'master.rules[0].from[1]: is 1440, and the source says 0 to 1439',
      (json) => Object.assign(json.master.rules[0]!, { from: [0, 1440] }),
    ],
    ['master.rules[0].from: does not ascend', (json) => Object.assign(json.master.rules[0]!, { from: [5, 5] })],
    [
      'master.rules[0].from: has 3 numbers for 2 values',
      (json) => Object.assign(json.master.rules[0]!, { from: [0, 5, 6] }),
    ],
    [
      'master.levers[2]: moves nothing, as no rule reads it',
      (json) => (json.master.levers as object[]).push({ label: 'Idle', bind: 'rules', type: 'bool' }),
    ],
    [
      'layers[0].levers[5].bind: the picture has no choice called mood; it has weather, fair',
      (json) => levers(json, 0).push({ label: 'Mood', bind: 'state.mood', type: 'range', min: 0, max: 0, step: 1 }),
    ],
    [
      'layers[0].picture: nothing is bound to state.fair, so its first picture always shows',
      (json) => rules(json, 0).shift(),
    ],
    [
      'layers[1].levers[2].bind: moves a walk, and the layer has none',
      (json) => levers(json, 1).push({ label: 'Reach', bind: 'motion.radius', type: 'range', min: 0, max: 2, step: 1 }),
    ],
    [
      'layers[1].levers[2].bind: is latent.mix, and no picture of the layer is painted',
      (json) => levers(json, 1).push({ label: 'Mix', bind: 'latent.mix', type: 'range', min: 0, max: 100, step: 1 }),
    ],
    ['layers[0].walk.axes: are one axis, 3', (json) => Object.assign(json.layers[0]!.walk!, { axes: [3, 3] })],
    [
      'layers[0].walk: its levers give it 12285000 places; at most 65536 are looked through',
      (json) => {
        Object.assign(levers(json, 0)[4]!, { step: 0.001, max: 2.999 });
        Object.assign(json.layers[0]!.walk!, { period: 4095 });
      },
    ],
    [
      'layers[0].rules[3].bind: only levers move motion.period, so that every place of a walk is known',
      (json) => rules(json, 0).push({ bind: 'motion.period', source: hour, values: [4, 8] }),
    ],
    [
      'layers[0].rules[3].map: ease goes through what lies between two values, and latent.middle takes nothing between them',
      (json) => rules(json, 0).push({ bind: 'latent.middle', source: hour, values: [0, 3], map: 'ease' }),
    ],
    [
      "layers[0].rules[3].values[1]: is bound to latent.middle, where 4 must be a whole number from 0 to one less than the layer's variants",
      (json) => rules(json, 0).push({ bind: 'latent.middle', source: hour, values: [0, 4] }),
    ],
    [
      'layers[0].rules[3].bind: layers[0].levers[3] is bound to latent.noise-variant already',
      (json) => rules(json, 0).push({ bind: 'latent.noise-variant', source: hour, values: [0, 1] }),
    ],
    [
      'layers[0].levers[1].type: is range, and latent.position takes a lever of type position',
      (json) => Object.assign(levers(json, 0)[1]!, { type: 'range', min: 0, max: 9, step: 1 }),
    ],
  ])('S-6: says %s', (mistake, spoil) => {
    expect(mistakesAfter(spoil)).toContain(mistake);
  });

  it('S-6: says that nothing moves in a work with motion', () => {
    const still = vividManifestJson();
    still.master.rules = [];
    Object.assign(still.layers[1]!, { rules: rules(still, 1).slice(1) });
    Reflect.deleteProperty(still.layers[0]!, 'walk');
    levers(still, 0).pop();
    expect(mistakesOf(still)).toEqual(['motion: nothing in the work moves with time; leave it out']);
  });

  it('S-6: finds a circle of three anchors, and says it of each', () => {
    const json = vividManifestJson();
    const third = structuredClone(json.layers[1]!);
    json.layers.push(third);
    Object.assign(json.layers[0]!.box, { anchor: 2 });
    Object.assign(json.layers[1]!.box, { anchor: 3 });
    const circles = mistakesOf(json) as string[];
    expect(circles.filter((mistake) => mistake.includes('form a circle'))).toHaveLength(3);
  });
});
