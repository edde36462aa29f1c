import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerSettings } from '../../src/model/container.ts';
import type { ImageConfig } from '../../src/model/image.ts';
import { containersOf } from '../../src/parse/compose/lower.ts';
import { postureOf } from '../../src/posture/containers.ts';
import { container } from '../parse/command/source.ts';
import { messages, project } from '../parse/compose/plain.ts';
import { startEngine, type Engine } from '../parts/engine.ts';
import { capabilitiesIn, inspections, observed, predicted, reportOf, type Inspection, type Reality } from './reality.ts';
import { composeText, runLines } from './started-containers.ts';

const probe: ImageConfig = {
  env: [],
  exposedPorts: [],
  volumes: [],
  entrypoint: [],
  command: [],
  hasHealthCheck: false,
  labels: {},
  history: [],
  diffIds: [],
};
const scanned = new Map<string, ImageConfig>([
  ['probe:root', probe],
  ['probe:app', { ...probe, user: 'app' }],
]);
const loaded = await project({ 'compose.yaml': composeText });
const services = containersOf(loaded);

let engine: Engine | undefined;
const realities = new Map<string, Reality>();

beforeAll(async () => {
  engine = await startEngine();
  console.log(`Docker ${engine.version}`);
  for (const [index, line] of runLines.entries()) shell(engine, `docker run -d --name run-${index} ${line}`, '');
  shell(engine, 'docker compose --project-name oracle --file - up --detach --quiet-pull', composeText);
  const ids = engine.docker(['ps', '--all', '--quiet', '--no-trunc']).trim().split('\n');
  const host = new Map(['net', 'pid', 'ipc', 'uts'].map((name) => [name, readlinkSync(`/proc/self/ns/${name}`)]));
  for (const inspection of inspections(engine.docker(['inspect', ...ids]))) {
    realities.set(nameOf(inspection), observed(inspection, reportOf(await logOf(engine, inspection.Id)), host));
  }
}, 240_000);

afterAll(async () => {
  await engine?.stop();
}, 60_000);

function shell({ environment }: Engine, line: string, input: string): void {
  const { status, stderr } = spawnSync('sh', ['-c', line], { env: environment, input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
}

/** `run-3`, or the name of a service. */
function nameOf({ Name, Config }: Inspection): string {
  return Config.Labels['com.docker.compose.service'] ?? Name.slice(1);
}

async function logOf({ docker }: Engine, id: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const log = docker(['logs', id]);
    if (log.includes('end .')) return log;
    await sleep(100);
  }
  throw new Error(`the probe in ${id} does not come to its end`);
}

/** On a machine that lacks a capability itself, nobody has it. */
const machine = capabilitiesIn(/^CapBnd:\s*(\w+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0');

function prediction(settings: ContainerSettings): Reality {
  return predicted(postureOf(settings, undefined, scanned), machine);
}

test('there are enough settings, half of them of Compose', () => {
  expect(messages(loaded)).toEqual([]);
  expect(runLines.length).toBeGreaterThanOrEqual(40);
  expect(services.length).toBeGreaterThanOrEqual(40);
});

describe('docker run', () => {
  test.each(runLines.map((line, index) => [line, index] as const))('%s', (line, index) => {
    expect(realities.get(`run-${index}`)).toEqual(prediction(container(line)));
  });
});

describe('docker compose up', () => {
  test.each(services.map((settings) => [settings.name, settings] as const))('%s', (name, settings) => {
    expect(realities.get(name)).toEqual(prediction(settings));
  });
});
