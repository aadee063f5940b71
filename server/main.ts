import 'reflect-metadata';
import { EngineError } from '../engine/errors/engineError.js';
import { readConfig } from './config/readConfig.js';
import { exitCodeOf } from './exitCodeOf.js';
import { createLog } from './log/createLog.js';

/** Runs the server until it is told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // Loaded only for settings that can be used: it takes longer to load than they do to read.
  const starting =
    config.role === 'painter'
      ? import('./startPainter.js').then(({ startPainter }) => startPainter(config, log))
      : import('./startServer.js').then(({ startServer }) => startServer(config, log));

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    // Whoever asks a second time will not wait.
    if (stopping) process.exit(1);
    stopping = true;
    log.info(`${signal}: closing screens, painters and stores.`);
    const server = await starting.catch(() => null);
    await server?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, (received) => void stop(received));
  await starting;
}

main().catch((error: unknown) => {
  const expected = error instanceof EngineError;
  process.stderr.write(`pentimento: ${expected ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exit(exitCodeOf(error));
});
