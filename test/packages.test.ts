import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the contracts are made with is what it is taken for: `seaport`, `forge-std` and others are names of other people's
 * packages on npm. The lockfile holds the bytes; this holds who they are from.
 */
const MADE_BY: Record<string, string> = {
  '@foundry-rs/anvil': 'github.com/foundry-rs/foundry',
  '@foundry-rs/forge': 'github.com/foundry-rs/foundry',
  '@layerzerolabs/toolbox-foundry': 'github.com/LayerZero-Labs/devtools',
  '@openzeppelin/contracts': 'github.com/OpenZeppelin/openzeppelin-contracts',
  'seaport-core': 'github.com/ProjectOpenSea/seaport-core',
  'seaport-types': 'github.com/ProjectOpenSea/seaport-types',
  solady: 'github.com/vectorized/solady',
  solc: 'github.com/ethereum/solc-js',
};

const root = join(__dirname, '..');
const packageOf = (folder: string) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

it.each(Object.entries(MADE_BY))('%s is the one from %s, at the version that is pinned', (name, repository) => {
  const installed = packageOf(`node_modules/${name}`);
  expect(installed.repository.url ?? installed.repository).toContain(repository);
  const { dependencies, devDependencies } = packageOf('.');
  expect(installed.version).toBe({ ...dependencies, ...devDependencies }[name]);
});

it('has none of the packages that only look like Seaport or forge-std', () => {
  const names = Object.keys(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  expect(names).toContain('node_modules/solady');
  expect(names).not.toContain('node_modules/seaport');
  expect(names).not.toContain('node_modules/forge-std');
});

/** solc 0.8.28 to 0.8.33 can write the wrong opcode for `delete` of a transient variable, through the IR. */
it('compiles with a solc that knows transient storage, and not through the IR', () => {
  const [, minor, patch] = packageOf('node_modules/solc').version.split('.').map(Number);
  expect([minor, patch >= 34]).toEqual([8, true]);
  expect(readFileSync(join(root, 'foundry.toml'), 'utf8')).not.toMatch(/via_ir\s*=\s*true/);
});
