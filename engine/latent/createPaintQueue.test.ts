import { PainterBusy } from '../errors/painterErrors.js';
import { createPaintQueue } from './createPaintQueue.js';

describe('createPaintQueue', () => {
  it('gives the most urgent first, among equals the one that came first', () => {
    const queue = createPaintQueue<string>(9);
    queue.add('p1', 'preview');
    queue.add('d1', 'drift');
    queue.add('a1', 'ahead');
    queue.add('l1', 'live');
    queue.add('a2', 'ahead');
    queue.add('l2', 'live');
    expect([1, 2, 3, 4, 5, 6, 7].map(() => queue.take())).toEqual(['l1', 'l2', 'a1', 'a2', 'd1', 'p1', null]);
  });

  it('refuses what is not more urgent than anything waiting once it is full', () => {
    const queue = createPaintQueue<string>(2);
    queue.add('a', 'ahead');
    queue.add('l', 'live');
    expect(() => queue.add('p', 'preview')).toThrow(PainterBusy);
    expect(() => queue.add('a2', 'ahead')).toThrow(PainterBusy);
    expect(queue.takeAll()).toEqual(['l', 'a']);
  });

  it('lets the last of the least urgent give way to a more urgent one', () => {
    const queue = createPaintQueue<string>(3);
    for (const item of ['p1', 'p2']) queue.add(item, 'preview');
    queue.add('a1', 'ahead');
    expect(queue.add('l1', 'live')).toBe('p2');
    expect(queue.add('a2', 'ahead')).toBe('p1');
    expect(queue.add('l2', 'live')).toBe('a2');
  });

  it('never refuses live', () => {
    const queue = createPaintQueue<number>(1);
    for (let i = 0; i < 5; i++) expect(queue.add(i, 'live')).toBeNull();
    expect(queue.takeAll()).toEqual([0, 1, 2, 3, 4]);
  });

  it('hastens a waiting item, and never slows one', () => {
    const queue = createPaintQueue<string>(9);
    queue.add('p1', 'preview');
    queue.add('p2', 'preview');
    queue.add('l1', 'live');
    queue.hasten('p2', 'ahead');
    queue.hasten('l1', 'preview');
    queue.hasten('gone', 'live');
    expect(queue.takeAll()).toEqual(['l1', 'p2', 'p1']);
  });

  it('lets go of an item wherever it waits, once', () => {
    const queue = createPaintQueue<string>(2);
    queue.add('l', 'live');
    queue.add('p', 'preview');
    expect([queue.remove('p'), queue.remove('p')]).toEqual([true, false]);
    expect(queue.add('p2', 'preview')).toBeNull();
    expect(queue.takeAll()).toEqual(['l', 'p2']);
  });
});
