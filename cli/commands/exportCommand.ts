import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { type AnimationFrame, animateStills } from '../../engine/composite/animateStills.js';
import { imageHeader } from '../../engine/composite/imageHeader.js';
import { Snapshot } from '../../engine/protocol/messages.js';
import { BlockRef, TokenIndex } from '../../engine/protocol/primitives.js';
import { WorkDescription } from '../../engine/protocol/workDescription.js';
import { Manifest } from '../../engine/scene/manifest.js';
import { momentAt } from '../../engine/scene/moment.js';
import { NothingToExport } from '../export/exportErrors.js';
import { bytesForExport, jsonForExport } from '../export/fetchForExport.js';
import { type FrameMoment, framesOfHistory, framesOfWalk } from '../export/framesOf.js';
import { requireWritable } from '../files/requireWritable.js';
import { httpUrl, wholeNumber, wholeNumberFrom } from '../optionValues.js';

interface ExportOptions {
  server: string;
  work: number;
  to: string;
  width: number;
  frames: number;
  seconds: number;
  walk: boolean;
}

/** `pentimento export`: a work's life, or its walk through latent space, as one moving picture. */
export function exportCommand(): Command {
  return new Command('export')
    .description('a time-lapse of a work as animated WebP, of the stills that a server composes of its past')
    .option('--server <url>', 'a server that follows the chain', httpUrl, 'http://localhost:3000')
    .option('--work <id>', 'which work', wholeNumber, 1)
    .option('--to <file>', 'where it goes', 'pentimento.webp')
    .option('--width <pixels>', 'how wide', wholeNumber, 800)
    .option('--frames <most>', 'at most so many frames, evenly over the time', wholeNumberFrom(2, 2000), 240)
    .option('--seconds <each>', 'how long each frame stands', seconds, 0.5)
    .option('--walk', 'not the history, but the drift since the last restyle', false)
    .action(exportAnimation);
}

async function exportAnimation({ server, work, to, width, frames, seconds, walk }: ExportOptions) {
  await requireWritable(to);
  const api = `${server.replace(/\/+$/, '')}/api/works/${work}`;
  const moments = walk ? await walkMoments(api, frames) : await historyMoments(api, frames);
  const stills: AnimationFrame[] = [];
  for (const [i, { block, step }] of moments.entries()) {
    const webp = await bytesForExport(`${api}/still.webp?width=${width}&block=${block}&step=${step}`);
    stills.push({ webp, duration: seconds * 1000 });
    showProgress(i + 1, moments.length);
  }
  const size = imageHeader(stills[0]?.webp ?? new Uint8Array());
  if (!size) throw new NothingToExport('the server sent stills that are no WebP. Is it another version?');
  const file = animateStills(stills, size);
  await writeFile(to, file);
  console.log(
    `${to}: ${stills.length === 1 ? 'one frame' : `${stills.length} frames`} of ${size.width} × ${size.height}, ${Math.ceil(file.length / 1024)} KB.`,
  );
}

async function historyMoments(api: string, most: number): Promise<FrameMoment[]> {
  const changes = await jsonForExport(`${api}/history`, z.array(WorkChange));
  // The tokens of a work may come into being one block after another; before the last of them there is no picture.
  const whole = Math.max(...firstBlocks(changes));
  return framesOfHistory(
    changes.map(({ block }) => Math.max(block.number, whole)),
    most,
  );
}

/** What is used of `GET /api/works/:work/history`. */
const WorkChange = z.object({ index: TokenIndex, block: BlockRef });

function firstBlocks(changes: readonly z.infer<typeof WorkChange>[]): number[] {
  const first = new Map<number, number>();
  for (const { index, block } of changes) first.set(index, Math.min(block.number, first.get(index) ?? block.number));
  return [...first.values()];
}

async function walkMoments(api: string, most: number): Promise<FrameMoment[]> {
  const { manifest } = await jsonForExport(api, WorkDescription.extend({ manifest: Manifest }));
  const { state } = await jsonForExport(`${api}/state`, Snapshot);
  if (!manifest.motion)
    throw new NothingToExport('this work does not move by itself. Leave --walk out for its history.');
  const { blockNumber, step } = momentAt(manifest, state.restyled, Date.now() / 1000);
  return framesOfWalk(blockNumber, step, most);
}

/** One line on a terminal; none where the output is kept. */
function showProgress(done: number, of: number) {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * done) / of);
  process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${done}/${of}${done === of ? '\n' : ''}`);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0.02 && value <= 600)) throw new InvalidArgumentError('It must be from 0.02 to 600.');
  return value;
}
