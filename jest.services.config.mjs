import base from './jest.config.mjs';

/** The contract suites against the real servers; `tools/services env` names them. */
export default { ...base, testMatch: ['<rootDir>/test/services/**/*.spec.js'], maxWorkers: 1, testTimeout: 120_000 };
