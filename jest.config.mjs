/** Packages published as ES modules only, which Jest must turn into CommonJS. */
const esModules = [
  '@nestjs',
  '@noble',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  'load-esm',
  '@scure',
];

const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  // Sources import './x.js'; here they are x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
  transform: {
    '\\.(ts|tsx|mjs|js)$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`, '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
});

/** `npm test` runs all of them but the last; each has a command of its own in package.json. */
export default {
  // A test waits for what it expects, on a machine that is busy with others too. Only what hangs comes to this.
  testTimeout: 300_000,
  projects: [
    project('unit', [
      '<rootDir>/{engine,server,cli,display}/**/*.test.ts',
      '<rootDir>/test/*.test.ts',
      '<rootDir>/test/faults/**/*.test.ts',
    ]),
    project('integration', ['<rootDir>/test/integration/**/*.test.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.test.ts']),
    // What takes minutes: `npm run test:long`, never part of `npm test`.
    project('long', ['<rootDir>/test/long/**/*.test.ts']),
  ],
};
