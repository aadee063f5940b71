import type { Lever } from '../../../engine/scene/manifest.js';

/** What every control of a lever takes, whatever its type. */
export interface LeverProps<L extends Lever = Lever> {
  lever: L;
  /** Where it stands in the proposal. */
  index: number;
  onMove: (index: number) => void;
}

export type LeverOf<T extends Lever['type']> = Extract<Lever, { type: T }>;
