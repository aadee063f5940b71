import fc from 'fast-check';
import { seededDraw } from '../../test/faults/seededDraw.js';
import { randomState, randomWork } from '../../test/harness/randomWork.js';
import { evaluateScene } from './evaluateScene.js';
import type { Scene } from './scene.js';
import { encodeScene, sceneHash } from './sceneHash.js';

const randomScene = fc.nat(1 << 20).map((seed) => {
  const draw = seededDraw(seed);
  return evaluateScene(randomState(draw, randomWork(draw)));
});

/** Every way to change one number, text or truth of a scene a little. */
function changesOf(value: unknown): ((scene: Record<string, unknown>) => void)[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const deeper = changesOf(part).map(
      (change) => (scene: Record<string, unknown>) => change(scene[key] as Record<string, unknown>),
    );
    if (typeof part === 'number')
      return [(scene: Record<string, unknown>) => Object.assign(scene, { [key]: part + 1 })];
    if (typeof part === 'boolean') return [(scene: Record<string, unknown>) => Object.assign(scene, { [key]: !part })];
    return deeper;
  });
}

describe('sceneHash', () => {
  it('S-25: is equal for equal scenes, and another once any number or truth of one changes', () => {
    fc.assert(
      fc.property(randomScene, fc.nat(), (scene, which) => {
        expect(sceneHash(structuredClone(scene))).toBe(sceneHash(scene));
        const changes = changesOf(scene);
        const other = structuredClone(scene);
        changes[which % changes.length]!(other as unknown as Record<string, unknown>);
        // A number of a recipe may be one that no recipe has.
        const hash = hashOrNone(other);
        expect(hash).not.toBe(sceneHash(scene));
      }),
    );
  });

  it('S-25: has the bytes its table says', () => {
    const tones = (count: number) => '0'.repeat(16 * count);
    const scene: Scene = {
      width: 0x1234,
      height: 2,
      background: [0, 0, 0],
      signature: { corner: 'top-right', formula: 'σ' },
      light: { shadows: [0, 0, 0], lights: [0, 0, 0], turn: [0, 0], air: [0, 0, 0], chroma: 0 },
      palette: { dark: [0, 0, 0], middle: [0, 0, 0], light: [0, 0, 0], strength: -1 },
      grain: { strength: 0.5, seed: 0x8000_0001 },
      layers: [],
    };
    const hex = Buffer.from(encodeScene(scene)).toString('hex');
    const signature = '01' + '01' + '0002' + 'cf83';
    const minusOne = 'fffffffffff0bdc0';
    const grain = '000000000007a120' + '80000001';
    expect(hex).toBe(`02${'1234'}${'0002'}${tones(3)}${signature}${tones(12)}${tones(9)}${minusOne}${grain}0000`);
  });
});

function hashOrNone(scene: Scene): string | null {
  try {
    return sceneHash(scene);
  } catch {
    return null;
  }
}
