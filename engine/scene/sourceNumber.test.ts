import { createHash } from 'node:crypto';
import { vividManifest } from '../../test/harness/vividManifest.js';
import type { Rule } from './manifest.js';
import { momentOf } from './moment.js';
import { readingsAt, sourceNumber, sourceSpan } from './sourceNumber.js';

const manifest = vividManifest();
const block = { number: 7, hash: `0x${'5a'.repeat(32)}` as const, time: 1_760_000_030 };
const at = (step: number) => readingsAt(manifest, momentOf(block, step), [[2, 0], [1, 0, 0, 3], []]);
const reads = (source: Rule['source'], step = 0, values = [0, 1, 2]) => sourceNumber({ source, values }, at(step));
const tokens = [manifest.master, ...manifest.layers];
const spanOf = (source: Rule['source']) =>
  sourceSpan({ source, values: [0, 1, 2] }, (token) => tokens[token]?.levers ?? []);

describe('what a rule reads', () => {
  it('S-9: counts steps from the block, and ticks since 1970', () => {
    expect(at(3)).toMatchObject({ time: 1_760_000_030 + 180, tick: Math.floor(1_760_000_210 / 60) });
  });

  it('S-9: stands still in a work without motion', () => {
    expect(readingsAt({}, momentOf(block, 0), [])).toMatchObject({ time: block.time, tick: 0 });
  });

  it('S-11: is a part of chain time, which goes on with the steps', () => {
    const minute = reads({ kind: 'time', part: 'minute' });
    expect(reads({ kind: 'time', part: 'minute' }, 5)).toBe((minute + 5) % 1440);
  });

  it('S-11: is a step, as many as there are values', () => {
    const first = reads({ kind: 'step' });
    expect([0, 1, 2, 3].map((step) => reads({ kind: 'step' }, step))).toEqual(
      [0, 1, 2, 3].map((step) => (first + step) % 3),
    );
  });

  it('S-11: is where levers stand, added up', () => {
    const one = { token: 0, lever: 0 };
    expect(reads({ kind: 'levers', levers: [one] })).toBe(2);
    expect(reads({ kind: 'levers', levers: [one, { token: 1, lever: 3 }] })).toBe(5);
  });

  it('S-11: has a span one above its largest number', () => {
    expect(spanOf({ kind: 'time', part: 'year-day' })).toBe(366);
    expect(spanOf({ kind: 'step' })).toBe(3);
    expect(
      spanOf({
        kind: 'levers',
        levers: [
          { token: 0, lever: 0 },
          { token: 1, lever: 3 },
        ],
      }),
    ).toBe(7);
    expect(spanOf({ kind: 'random', name: 'dice', sides: 6 })).toBe(6);
  });

  it('S-12: throws the dice that Node’s own SHA-256 gives', () => {
    const digest = createHash('sha256')
      .update('pentimento/random')
      .update(Buffer.alloc(32, 0x5a))
      .update('dice')
      .digest();
    expect(reads({ kind: 'random', name: 'dice', sides: 6 })).toBe(Math.floor((digest.readUInt32BE() * 6) / 2 ** 32));
  });

  it('S-12: throws every side about as often', () => {
    const throws = Array.from({ length: 6000 }, (_, n) => {
      const hash = `0x${n.toString(16).padStart(64, '0')}` as const;
      const readings = readingsAt(manifest, momentOf({ ...block, hash }, 0), []);
      return sourceNumber({ source: { kind: 'random', name: 'dice', sides: 6 }, values: [] }, readings);
    });
    for (let side = 0; side < 6; side++) {
      const share = throws.filter((thrown) => thrown === side).length / throws.length;
      expect(Math.abs(share - 1 / 6)).toBeLessThan(0.03);
    }
  });
});
