import type { Lever } from '../../../engine/scene/manifest.js';
import { LEXICON } from './lexicon.js';
import { knownWords, readWords } from './readWords.js';

const along = (name: string): Lever => ({
  type: 'range',
  label: name,
  bind: `latent.direction.${name}`,
  min: -2,
  max: 2,
  step: 0.25,
  default: 8,
});
const cloth: Lever = {
  type: 'color',
  label: 'Cloth',
  bind: 'colour.tint',
  colours: [
    { label: 'Own', value: '#ffffff' },
    { label: 'Madder', value: '#d98a90' },
  ],
  default: 0,
};
const saturation: Lever = {
  type: 'range',
  label: 'Saturation',
  bind: 'colour.saturation',
  min: 60,
  max: 120,
  step: 5,
  default: 8,
};
const levers = [along('storm'), along('warmth'), along('clouds'), cloth, saturation];
const at = [8, 8, 8, 0, 8];
const movesOf = (text: string) =>
  Object.fromEntries(readWords(text, levers, at).moves.map(({ lever, to }) => [levers[lever]!.label, to]));

describe('words', () => {
  it('move the levers they are about, and say which word moved what', () => {
    expect(readWords('stormier, golden', levers, at)).toEqual({
      moves: [
        { word: 'stormier', lever: 0, from: 8, to: 12 },
        { word: 'golden', lever: 1, from: 8, to: 13 },
      ],
      unknown: [],
    });
  });

  it('are read in German as in English', () => {
    expect(movesOf('stürmischer, aber kälter und weniger Wolken')).toEqual(
      movesOf('stormier, but colder and fewer clouds'),
    );
  });

  it('go by degrees', () => {
    expect(movesOf('slightly stormy')).toEqual({ storm: 10 });
    expect(movesOf('very stormy')).toEqual({ storm: 16 });
    expect(movesOf('not stormy')).toEqual({ storm: 4 });
  });

  it('go on from one another, and stop at the end of a lever', () => {
    expect(readWords('calm calm calm', levers, at).moves.map(({ to }) => to)).toEqual([4, 0, 0]);
  });

  it('choose among options, which cannot be gone against', () => {
    expect(movesOf('red')).toEqual({ Cloth: 1 });
    expect(readWords('not red', levers, at)).toEqual({ moves: [], unknown: ['red'] });
  });

  it('are named when they mean nothing to the layer', () => {
    expect(readWords('a stormier zebra with glitter', levers, at).unknown).toEqual(['zebra', 'glitter']);
  });

  it('may be anything, of any length', () => {
    const hostile = `<script>alert(1)</script> ${'storm '.repeat(10_000)}\u202e\0`;
    expect(readWords(hostile, levers, at).moves.length).toBeLessThanOrEqual(40);
  });

  it('that are offered all mean something, in both languages', () => {
    for (const language of ['en', 'de'] as const) {
      for (const word of knownWords(levers, language)) expect(readWords(word, levers, at).moves).not.toEqual([]);
    }
  });

  it('that are offered lead to the sense that offers them', () => {
    for (const sense of LEXICON) {
      for (const [more, less] of [sense.offered.en, sense.offered.de]) {
        const begins = (word: string, stems: readonly string[]) =>
          word
            .toLowerCase()
            .split(' ')
            .some((part) => stems.some((stem) => part.startsWith(stem)));
        expect([more, begins(more!, sense.more)]).toEqual([more, true]);
        if (less && !/^(less|weniger) /.test(less)) expect([less, begins(less, sense.less)]).toEqual([less, true]);
      }
    }
  });
});
