import type { Lever } from '../../../engine/scene/manifest.js';
import { leverText } from './leverText.js';

const range = (min: number, step: number, unit?: string): Lever => ({
  type: 'range',
  label: 'Height',
  bind: 'placement.y',
  default: 0,
  min,
  max: min + 20 * step,
  step,
  ...(unit === undefined ? {} : { unit }),
});

describe('leverText', () => {
  it('names the option of a select and the colour of a list', () => {
    expect(
      leverText(
        {
          type: 'select',
          label: 'Blend',
          bind: 'blend',
          default: 0,
          options: [
            { label: 'Plain', value: 'normal' },
            { label: 'Glow', value: 'screen' },
          ],
        },
        1,
      ),
    ).toBe('Glow');
    expect(
      leverText(
        {
          type: 'color',
          label: 'Tint',
          bind: 'colour.tint',
          default: 0,
          colours: [
            { label: 'Rust', value: '#a24b2a' },
            { label: 'Sea', value: '#2a6ba2' },
          ],
        },
        0,
      ),
    ).toBe('Rust');
  });

  it.each([
    [range(0, 1), 3, '3'],
    [range(0, 0.1), 3, '0.3'],
    [range(-100, 5, 'px'), 4, '−80 px'],
    [range(50, 5, '%'), 10, '100%'],
    [range(-0.2, 0.1), 2, '0.0'],
  ])('writes a number with the decimals of its step and its unit', (lever, index, words) => {
    expect(leverText(lever, index)).toBe(words);
  });

  it('turns an angle’s index into degrees', () => {
    const angle: Lever = { type: 'angle', label: 'Turn', bind: 'placement.rotation', default: 0, steps: 72 };
    expect(leverText(angle, 18)).toBe('90°');
  });

  it('says on or off', () => {
    const bool: Lever = { type: 'bool', label: 'Mirror', bind: 'placement.mirror', default: 0 };
    expect([leverText(bool, 0), leverText(bool, 1)]).toEqual(['off', 'on']);
  });
});
