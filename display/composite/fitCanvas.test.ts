import { fitCanvas } from './fitCanvas.js';

const work = { width: 1600, height: 1000 };

describe('fitCanvas', () => {
  it.each([
    ['a wider wall by its height', { width: 2000, height: 1000 }, { cssWidth: 1600, cssHeight: 1000 }],
    ['a taller wall by its width', { width: 800, height: 1000 }, { cssWidth: 800, cssHeight: 500 }],
  ])('fills %s and keeps the aspect', (_, mount, expected) => {
    expect(fitCanvas(work, mount, 1, 8192)).toMatchObject(expected);
  });

  it('draws in device pixels', () => {
    expect(fitCanvas(work, { width: 800, height: 500 }, 2, 8192)).toEqual({
      cssWidth: 800,
      cssHeight: 500,
      width: 1600,
      height: 1000,
    });
  });

  it('never asks the GPU for more than it can draw', () => {
    expect(fitCanvas(work, { width: 3200, height: 2000 }, 3, 4096)).toMatchObject({ width: 4096, height: 2560 });
  });

  it('keeps a picture of one pixel in a mount that is not laid out yet', () => {
    expect(fitCanvas(work, { width: 0, height: 0 }, 1, 8192)).toMatchObject({ width: 1, height: 1 });
  });
});
