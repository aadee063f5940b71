import { type Placing, placeLayers } from './placeLayers.js';

const rest = { x: 0, y: 0, width: 1, height: 1, rotation: 0, orbit: 0, mirror: false };
const placing = (x: number, y: number, anchor?: number, place: Partial<Placing['place']> = {}): Placing => ({
  box: { x, y, width: 20, height: 10, ...(anchor === undefined ? {} : { anchor }) },
  place: { ...rest, ...place },
});
const centres = (...placings: Placing[]) => placeLayers(placings).map(({ x, y }) => [x, y]);

describe('placeLayers', () => {
  it('S-24: moves and sizes a box', () => {
    const [placed] = placeLayers([placing(100, 50, undefined, { x: 5, y: -5, width: 2, height: 3, rotation: 90 })]);
    expect(placed).toEqual({ x: 105, y: 45, width: 40, height: 30, rotation: 90, mirror: false, fade: 0 });
  });

  it('S-24: fades as its box does', () => {
    const faded = { ...placing(0, 0), box: { ...placing(0, 0).box, fade: 0.2 } };
    expect(placeLayers([faded, placing(0, 0)]).map(({ fade }) => fade)).toEqual([0.2, 0]);
  });

  it('S-24: counts from the centre of an anchor, wherever it lies in the stack', () => {
    expect(centres(placing(10, 0, 2), placing(100, 50), placing(0, 5, 1))).toEqual([
      [110, 50],
      [100, 50],
      [110, 55],
    ]);
  });

  it('S-24: turns clockwise about the anchor by the orbit', () => {
    const orbits = [0, 90, 180, 270].map((orbit) => centres(placing(0, 0), placing(10, 0, 1, { orbit }))[1]);
    expect(orbits).toEqual([
      [10, 0],
      [0, 10],
      [-10, 0],
      [0, -10],
    ]);
  });

  it('S-24: takes neither turn nor size of an anchor', () => {
    const turned = placing(100, 100, undefined, { rotation: 45, width: 3, mirror: true });
    expect(placeLayers([turned, placing(10, 0, 1)])[1]).toEqual({
      x: 110,
      y: 100,
      width: 20,
      height: 10,
      rotation: 0,
      mirror: false,
      fade: 0,
    });
  });
});
