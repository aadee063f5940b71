import { CORNERS } from '../../scene/manifest.js';
import { layOutFormula } from './layOutFormula.js';
import { signatureMask, signColour } from './signature.js';

const canvas = { width: 1600, height: 1000 };
const formula = 'min_G max_D E_x[f(D(x))] + γ/2 ‖∇D(x)‖^2';
const ink = (coverage: Uint8Array) => coverage.reduce((sum, value) => sum + value, 0) / 255;

describe('a signature', () => {
  it.each(CORNERS)('lies %s, inside the picture and away from its edges', (corner) => {
    const picture = { width: 800, height: 500 };
    const { x, y, width, height, coverage } = signatureMask({ corner, formula }, canvas, picture);
    expect(coverage).toHaveLength(width * height);
    const [left, right, top, bottom] = [x, picture.width - x - width, y, picture.height - y - height];
    expect(Math.min(left, right)).toBeGreaterThan(5);
    expect(Math.min(top, bottom)).toBeGreaterThan(5);
    expect(left < right).toBe(corner.endsWith('left'));
    expect(top < bottom).toBe(corner.startsWith('top'));
  });

  it('covers the same share of the picture at every size', () => {
    const share = (width: number) => {
      const picture = { width, height: (width * 5) / 8 };
      return ink(signatureMask({ corner: 'top-left', formula }, canvas, picture).coverage) / width ** 2;
    };
    expect(share(800) / share(3200)).toBeGreaterThan(0.8);
    expect(share(800) / share(3200)).toBeLessThan(1.25);
  });

  it('is written smaller rather than beyond the canvas', () => {
    const long = signatureMask({ corner: 'bottom-left', formula: 'min_G max_D '.repeat(10) }, canvas, canvas);
    expect(long.width).toBeLessThan(0.43 * canvas.width);
  });

  it('is the same to the byte wherever it is drawn', () => {
    const { coverage } = signatureMask({ corner: 'bottom-right', formula }, canvas, { width: 640, height: 400 });
    let hash = 2166136261;
    for (const byte of coverage) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
    expect(hash).toBe(MASK_HASH);
  });

  it('is light on darks, dark on lights, and leaves what it does not cover', () => {
    expect(signColour([0.1, 0.1, 0.2], 1)[0]).toBeGreaterThan(0.7);
    expect(signColour([0.9, 0.9, 0.8], 1)[0]).toBeLessThan(0.3);
    expect(signColour([0.3, 0.4, 0.5], 0)).toEqual([0.3, 0.4, 0.5]);
  });
});

describe('a formula', () => {
  const widthOf = (text: string) => {
    const { left, right } = layOutFormula(text);
    return right - left;
  };

  it('lowers and raises a character or a group', () => {
    const plain = layOutFormula('xn');
    expect(layOutFormula('x_n').bottom).toBeLessThan(plain.bottom);
    expect(layOutFormula('x^n').top).toBeGreaterThan(plain.top);
    expect(widthOf('x^{nn}')).toBeLessThan(widthOf('xnn'));
    expect(widthOf('x²')).toBe(widthOf('x^2'));
  });

  it('leaves out what the hand cannot write, and keeps braces that group nothing', () => {
    expect(layOutFormula('x雪').strokes).toEqual(layOutFormula('x').strokes);
    expect(layOutFormula('{x}').strokes.length).toBeGreaterThan(layOutFormula('x').strokes.length);
    expect(layOutFormula('').strokes).toEqual([]);
  });
});

/** FNV-1a of the mask above. */
const MASK_HASH = 3360709749;
