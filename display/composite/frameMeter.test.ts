import { createFrameMeter } from './frameMeter.js';

describe('a frame meter', () => {
  it('tells the frames a second of the last movement, not of the rest after it', () => {
    const meter = createFrameMeter();
    for (let i = 0; i <= 60; i++) meter.note(1_000 + i * 20, 1);
    meter.rest();
    expect(meter.fps).toBeCloseTo(50);
    meter.note(90_000, 1);
    meter.note(90_100, 1);
    expect(meter.fps).toBeCloseTo(10);
    expect(meter.frames).toBe(63);
  });

  it('counts frames that came late, and no rest between movements', () => {
    const meter = createFrameMeter();
    for (const time of [0, 16, 100, 116]) meter.note(time, 1);
    meter.rest();
    meter.note(60_000, 1);
    expect(meter.longFrames).toBe(1);
  });

  it('tells what a frame costs but for one in twenty', () => {
    const meter = createFrameMeter();
    for (let i = 0; i < 100; i++) meter.note(i * 16, i < 97 ? 2 : 80);
    expect(meter.frameMs).toBe(2);
  });
});
