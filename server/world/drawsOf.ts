import { createHash } from 'node:crypto';

/** A whole number from 0 up to and without `below`. */
export type Draw = (below: number) => number;

/** The same numbers for the same seed, on every machine. */
export function drawsOf(seed: string): Draw {
  let drawn = 0;
  return (below) => createHash('sha256').update(`${seed} ${drawn++}`).digest().readUInt32BE() % below;
}
