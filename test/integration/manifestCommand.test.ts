import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TINY_MODEL } from '../harness/openChain.js';
import { runCli } from '../harness/runCli.js';
import { tinyManifest } from '../harness/tinyManifest.js';
import { vividManifestJson } from '../harness/vividManifest.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-check-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(content: unknown, ...options: string[]) {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return runCli(['manifest', 'check', file, ...options]);
}

test('a sound manifest is told to be one', async () => {
  expect(await check(vividManifestJson())).toEqual({
    code: 0,
    stdout: '“Vivid”: a master and 2 layers, 6 rules, no mistakes.\n',
    stderr: '',
  });
});

test('mistakes are listed by their paths, without a stack', async () => {
  const json = vividManifestJson();
  Object.assign(json.canvas, { width: 99_999 });
  Object.assign(json.layers[1]!.levers[0]!, { bind: 'placement.wobble' });
  const { code, stdout, stderr } = await check(json);
  expect([code, stdout]).toEqual([65, '']);
  expect(stderr).toMatch(
    /^The manifest has 2 mistakes\. Correct them and try again:\n {2}canvas\.width: .*\n {2}layers\[1\]\.levers\[0\]\.bind: expected a binding/,
  );
  expect(stderr).not.toContain('    at ');
});

test('a model says what it cannot paint', async () => {
  expect(await check(tinyManifest(), '--model', TINY_MODEL)).toMatchObject({ code: 0 });
  const { code, stderr } = await check(vividManifestJson(), '--model', TINY_MODEL);
  expect(code).toBe(65);
  expect(stderr).toMatch(
    /model\.sha256: is abab.*\n {2}model\.signature: .*\n {2}layers\[0\]\.picture\.of\[1\]\.of\[0\]\.class: the model paints no ridge/,
  );
});

test.each<[string, () => Promise<{ code: number | null; stderr: string }>, RegExp]>([
  [
    'is no JSON',
    () => check('{"format":'),
    /manifest\.json is not JSON \(.*\)\. Name the manifest of a work, a JSON file\.\n$/,
  ],
  [
    'is not there',
    () => runCli(['manifest', 'check', '/nowhere/manifest.json']),
    /cannot be read: there is none of that name/,
  ],
  ['is of no model', () => check(tinyManifest(), '--model', '/nowhere'), /model\.json/],
])('what %s ends in one clear message', async (_, run, says) => {
  const { code, stderr } = await run();
  expect(code).toBe(65);
  expect(stderr).toMatch(says);
  expect(stderr).not.toContain('    at ');
});
