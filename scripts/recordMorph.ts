/**
 * Records a wall that changes its mind, for the documentation: `npm run picture:morph`. A demo world of its own, the
 * page's clock moved on frame by frame, so that the recording is smooth on any machine.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { animateStills } from '../engine/composite/animateStills.js';
import { openBrowser } from '../test/harness/openBrowser.js';
import { restyleDemo } from '../test/harness/restyleDemo.js';
import { startServer } from '../test/harness/startServer.js';
import { waitFor } from '../test/harness/waitFor.js';

const SIZE = { width: 480, height: 300 };
const FRAME_MS = 100;
const FRAMES = 54;
/** By token: the ridge, the flora and the figure are painted over, and the light changes. */
const RESTYLES: [number, Record<number, number>][] = [
  [0, { 0: 3 }],
  [3, { 0: 4, 1: 11, 2: 5 }],
  [6, { 0: 2, 1: 3, 2: 9 }],
  [7, { 0: 2, 1: 9, 2: 6 }],
];

const folder = await mkdtemp(join(tmpdir(), 'pentimento-recording-'));
const server = await startServer({ dataFolder: folder });
const browser = await openBrowser();
try {
  const wall = await browser.newPage({ viewport: SIZE });
  await wall.clock.install();
  await wall.goto(`${server.url}/screen/1`);
  await wall.locator('body[data-phase="showing"]').waitFor();
  // The first picture fades in by the browser's own clock.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await wall.clock.pauseAt(Date.now() + 1_000);
  const phase = () => wall.evaluate(() => document.body.dataset.phase);
  const until = (wanted: string) =>
    waitFor(`the wall to be ${wanted}`, async () => {
      await wall.clock.runFor(5);
      return (await phase()) === wanted;
    });
  const first = await wall.screenshot();
  for (const [token, levers] of RESTYLES) await restyleDemo(server.url, 1, token, levers);
  await until('morphing');
  const frames = [first];
  for (let i = 0; i < FRAMES; i++) {
    await wall.clock.runFor(FRAME_MS);
    frames.push(await wall.screenshot());
  }
  if (process.env.FRAMES_DIR) {
    await Promise.all(frames.map((frame, i) => writeFile(join(process.env.FRAMES_DIR as string, `${i}.png`), frame)));
  }
  // Each frame whole: what libwebp leaves out of one as unchanged stays behind in a fade as slow as this.
  const stills = await Promise.all(
    frames.map((frame) => sharp(frame).removeAlpha().webp({ quality: 60, effort: 6 }).toBuffer()),
  );
  const lasting = (i: number) => (i === 0 || i === frames.length - 1 ? 1_500 : FRAME_MS);
  const animation = animateStills(
    stills.map((webp, i) => ({ webp, duration: lasting(i) })),
    SIZE,
  );
  await writeFile('docs/morph.webp', animation);
} finally {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
}
