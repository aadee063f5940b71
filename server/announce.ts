import { setTimeout } from 'node:timers/promises';
import type { Config } from './config/config.js';
import type { Log } from './log/createLog.js';
import type { OperatorToken } from './operator/operatorToken.js';

/** Milliseconds between two looks at what is awaited. */
const LOOK = 50;
/** Milliseconds after which somebody who waits is told for what, and again after as many. */
const PATIENCE = 5000;

/**
 * Tells the address to open, as soon as there is something to see there or it is clear that this will take its time.
 * @param awaited  what is awaited until the wall can be seen; null when nothing is
 * @param trouble  why the chain cannot be read now; null while it can
 */
export async function announce(
  config: Config,
  log: Log,
  operator: OperatorToken,
  { awaited, trouble }: { awaited: () => string | null; trouble: () => string | null },
  signal: AbortSignal,
): Promise<void> {
  let waited = 0;
  for (let what = awaited(); what && !trouble(); what = awaited()) {
    await setTimeout(LOOK, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    waited += LOOK;
    if (waited % PATIENCE === 0) log.info(`Still starting: ${what}.`);
  }
  log.info({ url: config.publicUrl }, `Open ${config.publicUrl} (a wall's screen: /screen/1, for owners: /studio)`);
  if (operator.madeIn)
    log.info(
      `Run the gallery at ${config.publicUrl}/screens with the operator's token: ${operator.token} (said this once, and kept in ${operator.madeIn})`,
    );
}
