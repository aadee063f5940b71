#!/usr/bin/env node
/** `npx pentimento …`: builds what changed, then runs the command line in this process. */
import { build } from './build.mjs';

await build();
await import('../dist/cli/pentimento.js');
