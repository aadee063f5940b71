import type { Health } from '../../engine/protocol/messages.js';
import type { Composite } from '../composite/createComposite.js';

/** How this page is doing, for whoever watches over it from afar. */
export interface HealthReader {
  read(): Health;
  /** Counts what makes everything anew, each time it is done. */
  noteRebuild(rebuild: () => void): () => void;
}

/** What Chromium tells beside the standard. */
interface MemoryTold {
  memory?: { usedJSHeapSize: number };
}

/** The build: its script is named by its content. */
const version = new URL(import.meta.url).pathname.split('/').at(-1) ?? '';

export function createHealth(composite: Composite): HealthReader {
  let rebuilds = 0;
  return {
    read() {
      const { fps, longFrames, textures, contextLosses } = composite.diagnostics;
      const heap = (performance as MemoryTold).memory?.usedJSHeapSize ?? null;
      const since = Math.round(performance.timeOrigin);
      return { fps: Math.min(1000, fps), longFrames, heap, textures, contextLosses, rebuilds, since, version };
    },
    noteRebuild: (rebuild) => () => {
      rebuilds++;
      rebuild();
    },
  };
}
