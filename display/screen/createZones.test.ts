import { createZones } from './createZones.js';

describe('the corners of a wall', () => {
  it('take turns', () => {
    const zones = createZones();
    const seen = Array.from({ length: 5 }, () => {
      const zone = zones.take();
      zones.free(zone);
      return zone;
    });
    expect(seen).toEqual(['left-below', 'right-above', 'right-below', 'left-above', 'left-below']);
  });

  it('are never taken beside one that is taken', () => {
    const zones = createZones();
    const card = zones.take();
    for (let i = 0; i < 6; i++) {
      const caption = zones.take();
      expect(caption.split('-')[1]).not.toBe(card.split('-')[1]);
      zones.free(caption);
    }
  });
});
