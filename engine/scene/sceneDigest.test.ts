import { createHash } from 'node:crypto';
import { seededDraw } from '../../test/faults/seededDraw.js';
import { randomState, randomWork } from '../../test/harness/randomWork.js';
import { evaluateScene } from './evaluateScene.js';
import { sceneHash } from './sceneHash.js';

const WORKS = 100;
const STATES = 100;

describe('scenes', () => {
  // Run by `npm test` on Node 24 as well: the digest is one for all.
  it('S-1: are the same for 10,000 random works, words and moments, on every machine and Node', () => {
    const draw = seededDraw(6);
    const digest = createHash('sha256');
    for (let i = 0; i < WORKS; i++) {
      const work = randomWork(draw);
      for (let j = 0; j < STATES; j++) digest.update(sceneHash(evaluateScene(randomState(draw, work))));
    }
    expect(digest.digest('hex')).toBe('4bd0f0b3afa998d585ca0ca187115bbd5a2ebb5a64cb525860a3ea1dcb5ffa99');
  });
});
