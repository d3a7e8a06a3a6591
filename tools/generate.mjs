// Writes what is derived from the code: docs/openapi/*.json and .env.example. With --check, says whether they are current. After a build.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = (path) => import(join(root, 'dist', path));
const APPS = ['headway', 'ingest', 'fleet', 'assistant', 'learning', 'rollouts', 'vehicle', 'simulation', 'console'];

/** Every app's settings, each with its description and default. */
async function environment() {
  const { envTemplate } = await built('libs/platform/settings/src/index.js');
  const parts = [];
  for (const app of APPS) {
    const { settingsShape } = await built(`apps/${app}/${app === 'console' ? 'server' : 'src'}/settings.js`);
    parts.push(`## apps/${app}\n\n${envTemplate(settingsShape)}`);
  }
  return `# Settings of every app, made by tools/generate.mjs. Each app reads only its own.\n\n${parts.join('\n')}`;
}

const sorted = (value) =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
        )
      : value;

/** OpenAPI documents as the running platform and a running region serve them. */
async function openApi() {
  const { startPlatform } = await built('apps/headway/src/platform/platform.js');
  const { createLogger } = await built('libs/platform/logging/src/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'headway-generate-'));
  const platform = await startPlatform({
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    regionPorts: [0, 0, 0],
    logger: createLogger({ level: 'silent', app: 'generate' }),
    simulation: () => undefined,
  });
  try {
    const read = async (url) => `${JSON.stringify(sorted(await (await fetch(`${url}/api/docs-json`)).json()), null, 2)}\n`;
    return {
      platform: await read(platform.url),
      region: (await read(platform.regions[0].url)).replaceAll(platform.regions[0].id, 'region'),
    };
  } finally {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { platform, region } = await openApi();
const files = { '.env.example': await environment(), 'docs/openapi/platform.json': platform, 'docs/openapi/region.json': region };
let stale = 0;
for (const [name, text] of Object.entries(files)) {
  const file = join(root, name);
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (readSafely(file) !== text) {
    stale += 1;
    console.error(`${name} is not current; run: node tools/generate.mjs`);
  }
}
process.exit(stale === 0 ? 0 : 1);

function readSafely(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
