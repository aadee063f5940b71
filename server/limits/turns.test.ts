import { createTurns } from './turns.js';

const stays = () => new AbortController().signal;
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('are so many at once for each visitor, and nobody else waits for them', async () => {
    const turns = createTurns(2);
    const [first] = await Promise.all([turns.take('a', stays()), turns.take('a', stays())]);
    let third: (() => void) | null | undefined;
    void turns.take('a', stays()).then((end) => {
      third = end;
    });
    expect(await turns.take('b', stays())).not.toBeNull();
    await nextTick();
    expect(third).toBeUndefined();
    first?.();
    await nextTick();
    expect(third).toBeInstanceOf(Function);
  });

  it('pass over whoever has gone', async () => {
    const turns = createTurns(1);
    const end = await turns.take('a', stays());
    const leaving = new AbortController();
    const left = turns.take('a', leaving.signal);
    const stayed = turns.take('a', stays());
    leaving.abort();
    expect(await left).toBeNull();
    end?.();
    expect(await stayed).toBeInstanceOf(Function);
    expect(await turns.take('a', leaving.signal)).toBeNull();
  });
});
