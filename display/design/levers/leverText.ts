import { leverValue } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import { language, words } from '../../language/words.js';

/** What a lever at an index says to a person: an option's label, a number with its unit, degrees, a colour's name, on or off, two coordinates in parts of the layer's reach. */
export function leverText(lever: Lever, index: number): string {
  switch (lever.type) {
    case 'select':
      return lever.options[index]?.label ?? String(index);
    case 'range':
      return withUnit(decimal(Number(leverValue(lever, index)), decimalsOf(lever.min, lever.step)), lever.unit);
    case 'angle':
      return `${decimal(Number(leverValue(lever, index)), decimalsOf(360 / lever.steps))}°`;
    case 'color':
      return lever.colours[index]?.label ?? String(index);
    case 'bool':
      return words.studio.hand[index === 0 ? 'off' : 'on'];
    case 'position':
      return [index >> 8, index & 0xff]
        .map((coordinate) => withUnit(decimal((coordinate - 128) / 1.28, 0), '%'))
        .join(', ');
  }
}

/** At most three, so that a third of a turn reads 120° and a seventh 51.429°. */
const decimalsOf = (...numbers: number[]) =>
  Math.min(3, Math.max(...numbers.map((number) => String(number).split('.')[1]?.length ?? 0)));

/** As the reader's language writes it, with a true minus sign, and none before zero. */
const decimal = (value: number, decimals: number) =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
    signDisplay: 'negative',
  })
    .format(value)
    .replace('-', '−');

/** Words stand apart from the number; `°` and `×` stand against it, and `%` as the reader's language has it. */
const withUnit = (value: string, unit: string | undefined) => {
  if (unit === undefined) return value;
  const isApart = /^[a-z]/i.test(unit) || (unit === '%' && language === 'de');
  return isApart ? `${value} ${unit}` : `${value}${unit}`;
};
