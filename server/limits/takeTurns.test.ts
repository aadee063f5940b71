import { takeTurns } from './takeTurns.js';
import { createTurns } from './turns.js';

const stays = () => new AbortController().signal;
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe('turns of several kinds', () => {
  it('are all taken, and all ended', async () => {
    const [visitors, owners] = [createTurns(1), createTurns(1)];
    const end = await takeTurns(
      [
        [visitors, 'visitor'],
        [owners, 'owner'],
      ],
      stays(),
    );
    let next: unknown;
    void takeTurns(
      [
        [visitors, 'another'],
        [owners, 'owner'],
      ],
      stays(),
    ).then((taken) => {
      next = taken;
    });
    await nextTick();
    expect(next).toBeUndefined();
    end?.();
    await nextTick();
    expect(next).toBeInstanceOf(Function);
    expect(await takeTurns([[visitors, 'visitor']], stays())).toBeInstanceOf(Function);
  });

  it('are given back by whoever leaves between two of them', async () => {
    const [visitors, owners] = [createTurns(1), createTurns(1)];
    await owners.take('owner', stays());
    const leaving = new AbortController();
    const left = takeTurns(
      [
        [visitors, 'visitor'],
        [owners, 'owner'],
      ],
      leaving.signal,
    );
    await nextTick();
    leaving.abort();
    expect(await left).toBeNull();
    expect(await takeTurns([[visitors, 'visitor']], stays())).toBeInstanceOf(Function);
  });
});
