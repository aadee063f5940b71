/** What can go wrong in a simulated run. */
export const FAULTS = {
  F1: 'a reorg of 1 to 6 blocks',
  F2: 'a reorg to the edge of the window',
  F3: 'a reorg beyond the window',
  F4: 'two reorgs back to back, and a reorg back to the old fork',
  F5: 'a reorg while nobody follows',
  F6: 'a lagging replica, a head that goes backwards',
  F7: 'logs withheld',
  F8: 'logs doubled',
  F9: 'a list of logs cut short, or with a hole',
  F10: 'the logs of another block',
  F11: 'caps on ranges and results that change at run time',
  F12: 'requests throttled',
  F13: 'calls that hang, errors of every kind',
  F15: 'every node down for long',
  F16: 'a node on another fork',
  F17: 'a crash before or after a commit, before what changed was told',
  F19: 'a store that cannot be written',
  F20: 'a store that is lost',
  F22: 'a wall clock that jumps',
  F23: 'a chain that is replaced, a node of another chain',
} as const;

export type Fault = keyof typeof FAULTS;

export const ALL_FAULTS = Object.keys(FAULTS) as Fault[];
