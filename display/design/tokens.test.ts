import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const display = join(__dirname, '..');
const files = readdirSync(display, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(css|tsx?)$/.test(name));
const read = (name: string) => readFileSync(join(display, name), 'utf8');

/** `--name` as a stylesheet sets it, or a component for its own stylesheet. */
const SET = /(--[a-z][a-z0-9-]*)['"]?\s*[:,]/g;
const USED = /var\((--[a-z][a-z0-9-]*)/g;

test('every custom property that a stylesheet uses is set somewhere', () => {
  const set = new Set(files.flatMap((name) => [...read(name).matchAll(SET)].map(([, property]) => property)));
  const missing = files
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) =>
      [...read(name).matchAll(USED)].filter(([, used]) => !set.has(used)).map(([, used]) => `${name}: ${used}`),
    );
  expect(missing).toEqual([]);
});

describe('both rooms', () => {
  const tokens = new Map(
    [...read('design/tokens.css').matchAll(/(--[a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, { light, dark }],
    ),
  );
  const colour = (name: string, room: 'light' | 'dark') => tokens.get(name)?.[room] ?? '';

  describe.each(['light', 'dark'] as const)('the %s one', (room) => {
    it.each(['--ink', '--muted', '--ochre', '--warning'])('%s can be read on every ground', (text) => {
      for (const ground of ['--ground', '--raised', '--sunken']) {
        expect([ground, contrast(colour(text, room), colour(ground, room)) >= 4.5]).toEqual([ground, true]);
      }
    });

    it('what can be operated has an edge that can be seen', () => {
      for (const ground of ['--ground', '--raised', '--sunken']) {
        expect(contrast(colour('--edge', room), colour(ground, room))).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(colour('--on-ochre', room), colour('--ochre', room))).toBeGreaterThanOrEqual(4.5);
    });
  });
});

/** WCAG 2.2's contrast ratio of two `#rrggbb`. */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
