import { deflateRawSync } from 'node:zlib';
import { vividManifestJson } from '../../test/harness/vividManifest.js';
import { ManifestError } from '../errors/sceneErrors.js';
import { checkManifest } from './checkManifest.js';
import { unpackManifest } from './manifestBytes.js';

type Json = ReturnType<typeof vividManifestJson>;

function refusalOf(check: () => unknown): ManifestError {
  try {
    check();
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestError);
    // However much is wrong, what is said of it can be read.
    expect((error as ManifestError).message.length).toBeLessThan(50_000);
    return error as ManifestError;
  }
  throw new Error('it was taken');
}

function refusalAfter(spoil: (json: Json) => void): string {
  const json = vividManifestJson();
  spoil(json);
  return refusalOf(() => checkManifest(json)).message;
}

const picture = { kind: 'latent', class: 'sky' };
const nested = (depth: number): object =>
  Array.from({ length: depth }).reduce<object>(
    (inner) => ({ kind: 'states', name: 'deep', of: [picture, inner] }),
    picture,
  );

describe('a hostile manifest', () => {
  it.each<[string, RegExp, (json: Json) => void]>([
    [
      'a canvas of a billion pixels',
      /canvas\.width: /,
      (json) => Object.assign(json.canvas, { width: 1e6, height: 1e3 }),
    ],
    ['a canvas without end', /canvas\.height: /, (json) => Object.assign(json.canvas, { height: Infinity })],
    ['an image of 1 GB', /assets\.lantern\.bytes: /, (json) => Object.assign(json.assets.lantern, { bytes: 1 << 30 })],
    [
      'an image of 10⁹ pixels',
      /assets\.lantern\.width: /,
      (json) => Object.assign(json.assets.lantern, { width: 1e9 }),
    ],
    [
      'a link to the local network',
      /assets\.lantern: has what nobody knows here: “url”/,
      (json) => Object.assign(json.assets.lantern, { url: 'http://169.254.169.254/' }),
    ],
    [
      'an address for an asset',
      /layers\[1\]\.picture\.asset: expected a name/,
      (json) => Object.assign(json.layers[1]!, { picture: { kind: 'image', asset: 'http://localhost/' } }),
    ],
    [
      '10,000 states',
      /layers\[0\]\.picture\.of: /,
      (json) =>
        Object.assign(json.layers[0]!, { picture: { kind: 'states', name: 'many', of: Array(10_000).fill(picture) } }),
    ],
    [
      'a hundred pictures in states of states',
      /layers\[0\]\.picture: has 100 pictures; at most 64/,
      (json) => {
        const of = Array(10).fill({ kind: 'states', name: 'inner', of: Array(10).fill(picture) });
        Object.assign(json.layers[0]!, { picture: { kind: 'states', name: 'weather', of } });
      },
    ],
    [
      'states nested 20 deep',
      /nested deeper than 24 levels/,
      (json) => Object.assign(json.layers[0]!, { picture: nested(20) }),
    ],
    [
      '10,000 layers',
      /has more than 262144 values/,
      (json) => Object.assign(json, { layers: Array(10_000).fill(json.layers[1]) }),
    ],
    [
      'a name that every object has',
      /the work has no asset constructor/,
      (json) => Object.assign(json.layers[1]!, { picture: { kind: 'image', asset: 'constructor' } }),
    ],
  ])('S-5: is refused for %s', (_, says, spoil) => {
    expect(refusalAfter(spoil)).toMatch(says);
  });

  it('S-5: is refused when it is nested 100,000 deep', () => {
    const json = `${'[{"of":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;
    expect(refusalOf(() => checkManifest(JSON.parse(json))).message).toMatch(/nested deeper than 24 levels/);
  });

  it('S-5: tells a hundred mistakes of many, and how many more there are', () => {
    const refusal = refusalOf(() => checkManifest({ ...vividManifestJson(), layers: Array(64).fill({}) }));
    expect(refusal.facts.mistakes).toHaveLength(100);
    expect(refusal.message).toMatch(/ {2}and \d+ more$/);
  });

  it.each([
    ['as wide as it is deep', 24],
    ['no deeper than any', 3],
  ])('S-5: has only so many of its values looked at when it never ends, %s', (_, depth) => {
    let looked = 0;
    const endless = (level: number): object =>
      new Proxy(level < depth ? Array(64).fill(0) : [], {
        get: (target, key) => {
          if (typeof key !== 'string' || !/^\d+$/.test(key)) return Reflect.get(target, key);
          looked++;
          return endless(level + 1);
        },
      });
    refusalOf(() => checkManifest(endless(0)));
    expect(looked).toBeLessThanOrEqual(2 ** 18 + 64);
  });

  it('S-5: is refused when its bytes swell a thousandfold, with no more than 1 MiB of them made', () => {
    const bomb = deflateRawSync(Buffer.alloc(256 << 20), { level: 9 });
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(refusalOf(() => unpackManifest(bomb)).message).toMatch(/unpacks to more than 1048576 bytes/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });

  it('S-14: cannot make rules that wait for each other: what rules read is what owners set', () => {
    const json = vividManifestJson();
    const reading = (token: number, lever: number) => ({ kind: 'levers', levers: [{ token, lever }] });
    Object.assign(json.layers[1]!.rules[1]!, { source: reading(1, 0) });
    (json.layers[0]!.rules as object[]).push({ bind: 'opacity', source: reading(2, 0), values: [50, 100] });
    expect(() => checkManifest(json)).not.toThrow();
  });
});
