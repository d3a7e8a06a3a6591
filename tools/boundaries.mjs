/** The direction rules of ARCHITECTURE.md as options of @nx/enforce-module-boundaries. */
const NEST = ['@nestjs/*', 'fastify', '@fastify/*'];
const DATABASE = ['typeorm', 'pg', '@electric-sql/*'];
const TRANSPORT = ['mqtt', 'mqtt-packet', 'aedes', 'kafkajs', 'lmdb', 'onnxruntime-node'];

const allow = (type, targets, banned = []) => ({
  sourceTag: `type:${type}`,
  onlyDependOnLibsWithTags: targets.map((target) => `type:${target}`),
  ...(banned.length > 0 ? { bannedExternalImports: banned } : {}),
});

export const boundaryRule = {
  enforceBuildableLibDependency: false,
  banTransitiveDependencies: false,
  // Benchmarks, faults and the tests of real services start the platform the way the scenarios do.
  allow: ['../test/scenarios/topology/embedded.js', '../../scenarios/topology/child.js', '../scenarios/telemetry/rebalance.js'],
  depConstraints: [
    allow('contract', ['contract'], [...NEST, ...DATABASE, ...TRANSPORT]),
    allow('domain', ['contract', 'domain', 'testing'], [...NEST, ...DATABASE, ...TRANSPORT]),
    allow('port', ['contract', 'testing'], [...NEST, ...DATABASE, ...TRANSPORT]),
    allow('driver', ['contract', 'domain', 'port', 'driver', 'kit', 'testing'], [...NEST]),
    allow('store', ['contract', 'domain', 'kit', 'testing'], TRANSPORT),
    allow('feature', ['contract', 'domain', 'port', 'store', 'kit', 'testing'], TRANSPORT),
    allow('agent', ['contract', 'domain', 'port', 'driver', 'agent', 'kit', 'testing'], [...NEST, ...DATABASE, 'kafkajs']),
    allow('kit', ['contract', 'kit', 'testing']),
    allow('testing', ['contract', 'domain', 'port', 'driver', 'store', 'kit', 'testing']),
    allow('composition', ['contract', 'domain', 'port', 'driver', 'store', 'feature', 'agent', 'kit', 'composition']),
    allow('app', ['composition', 'contract', 'domain', 'port', 'driver', 'store', 'feature', 'agent', 'kit', 'testing']),
    // A scope keeps its tables to itself: features and stores of one scope never import another's.
    ...['campaigns', 'commands', 'fleet', 'history', 'learning', 'rollouts', 'assistant', 'telemetry'].map((scope) => ({
      allSourceTags: [`scope:${scope}`, 'type:feature'],
      notDependOnLibsWithTags: ['campaigns', 'commands', 'fleet', 'history', 'learning', 'rollouts', 'assistant', 'telemetry']
        .filter((other) => other !== scope)
        .map((other) => `store:${other}`),
    })),
  ],
};
