/** Time that passes only while somebody waits. */
export interface VirtualTime {
  /** Milliseconds. */
  now(): number;
  pause(ms: number): Promise<void>;
}

export function createVirtualTime(): VirtualTime {
  let now = 0;
  return {
    now: () => now,
    async pause(ms) {
      now += ms;
    },
  };
}
