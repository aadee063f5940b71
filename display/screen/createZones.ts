/** Where what lies over the art may stand. */
export type Zone = 'left-below' | 'right-below' | 'right-above' | 'left-above';

/** Hands out the corners of a wall in turn, so that nothing burns itself into a panel and nothing covers another. */
export interface Zones {
  /** The next corner, and nothing else stands above or below, wherever it does not. Given back by `free`. */
  take(): Zone;
  free(zone: Zone): void;
}

const ORDER: readonly Zone[] = ['left-below', 'right-above', 'right-below', 'left-above'];

export function createZones(): Zones {
  const taken = new Set<Zone>();
  let turn = 0;
  return {
    take() {
      const inTurn = ORDER.map((_, i) => ORDER[(turn + i) % ORDER.length] as Zone);
      // Cards are wide: two of them side by side would touch on a wall that stands upright.
      const zone =
        inTurn.find((each) => ![...taken].some((other) => rowOf(other) === rowOf(each))) ?? (inTurn[0] as Zone);
      turn = (ORDER.indexOf(zone) + 1) % ORDER.length;
      taken.add(zone);
      return zone;
    },
    free(zone) {
      taken.delete(zone);
    },
  };
}

const rowOf = (zone: Zone) => zone.split('-')[1];
