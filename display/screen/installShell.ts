/** How often a new build is looked for. */
const LOOK_MS = 600_000;

export interface ShellOptions {
  /** Calls once nothing moves. */
  whenCalm: (action: () => void) => void;
  reload: () => void;
}

/** The build on this machine. */
export interface Shell {
  /** This page works: it is not for it that the screen is loaded again and again. */
  markWell(): void;
}

/**
 * Keeps the page itself on this machine, so that it starts without a network, and changes to a new build between two
 * transitions. Browsers allow it on https and localhost alone; elsewhere the page comes from the server each time.
 */
export function installShell({ whenCalm, reload }: ShellOptions): Shell {
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (!container) return { markWell: () => {} };
  let hasBuild = container.controller !== null;

  // For the whole origin, though it serves the screen's page alone: a worker's script is looked for by its own address.
  container.register('/serviceWorker.js', { scope: '/', updateViaCache: 'none' }).then(
    (registration) => {
      const change = () => whenCalm(() => registration.waiting?.postMessage('take over'));
      if (registration.waiting) change();
      registration.addEventListener('updatefound', () => {
        const next = registration.installing;
        next?.addEventListener('statechange', () => {
          if (next.state === 'installed' && container.controller) change();
        });
      });
      setInterval(() => void registration.update().catch(() => {}), LOOK_MS);
    },
    (cause) => console.warn('The page cannot be kept on this machine.', cause),
  );
  container.addEventListener('controllerchange', () => {
    // The first build that is kept is this very page's.
    if (hasBuild) whenCalm(reload);
    hasBuild = true;
  });
  return { markWell: () => container.controller?.postMessage('well') };
}
