import { createSpotlight } from './spotlight.js';

describe('the light on a layer', () => {
  it('is not there until it is turned on, comes slowly and goes slowly', () => {
    const light = createSpotlight(true);
    expect(light.at(0)).toBeNull();
    light.turn(3, 1000);
    expect(light.at(1000)).toBeNull();
    expect(light.at(1350)).toEqual({ token: 3, strength: 0.5 });
    expect(light.isMoving(1350)).toBe(true);
    expect(light.at(1700)).toEqual({ token: 3, strength: 1 });
    expect(light.isMoving(1700)).toBe(false);
    light.turn(null, 9000);
    expect(light.at(9350)).toEqual({ token: 3, strength: 0.5 });
    expect(light.at(9700)).toBeNull();
  });

  it('goes from one layer to another in the dark, and turns back on its way', () => {
    const light = createSpotlight(true);
    light.turn(3, 0);
    light.turn(5, 5000);
    expect(light.at(5100)).toEqual({ token: 5, strength: 1 });
    light.turn(null, 6000);
    light.turn(5, 6350);
    expect(light.at(6350)).toEqual({ token: 5, strength: 0.5 });
    expect(light.at(7050)).toEqual({ token: 5, strength: 1 });
  });

  it('jumps where nothing is to move', () => {
    const light = createSpotlight(false);
    light.turn(3, 1000);
    expect([light.at(1000), light.isMoving(1000)]).toEqual([{ token: 3, strength: 1 }, false]);
  });
});
