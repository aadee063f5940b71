import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

const rules = [...readFileSync(join(root, 'engine/SPEC.md'), 'utf8').matchAll(/^\*\*(S-\d+)\*\* /gm)].map(
  ([, rule]) => rule,
);

/** The rules that titles of tests quote, such as "S-4: gives the value of an index". */
const quoted = ['engine', 'test', 'display', 'server', 'cli']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  )
  .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
  .flatMap((path) => readFileSync(path, 'utf8').match(/['"`](?:S-\d+(?:, )?)+: /g) ?? [])
  .flatMap((title) => title.match(/S-\d+/g) ?? []);

describe('SPEC.md', () => {
  it('numbers its rules without a gap', () => {
    expect(rules).toEqual(rules.map((_, i) => `S-${i + 1}`));
    expect(rules.length).toBeGreaterThan(20);
  });

  it('has no rule that no test quotes', () => {
    expect(rules.filter((rule) => !quoted.includes(rule as string))).toEqual([]);
  });

  it('has every rule that a test quotes', () => {
    expect(quoted.filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
