/**
 * Unpacks the Chromium that comes from npm into the temporary folder (TMPDIR), and beside it SwiftShader, a font and the
 * few shared libraries a bare Linux lacks. A program of its own, because the package knows no other way to be told where.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

await chromium.executablePath();
await inflate(join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin/al2023.tar.br'));
