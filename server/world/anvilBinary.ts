import { createRequire } from 'node:module';
import { AnvilMissing } from './worldErrors.js';

/**
 * The anvil of `node_modules` itself: its npm launcher would stand between us and its exit.
 * @throws AnvilMissing
 */
export function anvilBinary(): string {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const packageName = `@foundry-rs/anvil-${process.platform}-${arch}`;
  const executable = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/bin/${executable}`);
  } catch (error) {
    throw new AnvilMissing(packageName, error);
  }
}
