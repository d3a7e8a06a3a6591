/** Jest runs what ships: the compiled modules in dist/, specs beside the code they test. */
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/{libs,apps,bench}/**/*.spec.js', '<rootDir>/test/{scenarios,faults}/**/*.spec.js'],
  testEnvironment: 'node',
  transform: {},
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
