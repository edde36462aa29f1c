import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerSettings } from '../../src/model/container.ts';
import type { ImageConfig } from '../../src/model/image.ts';
import { containersOf } from '../../src/parse/compose/lower.ts';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { containersOfInspect } from '../../src/parse/inspect/lower.ts';
import { postureOf } from '../../src/posture/containers.ts';
import { networksOf } from '../../src/posture/networks.ts';
import { postureOfBuild } from '../../src/posture/stages.ts';
import { container } from '../parse/command/source.ts';
import { messages, project } from '../parse/compose/plain.ts';
import { startEngine, type Engine } from '../parts/engine.ts';
import {
  attachmentsIn,
  capabilitiesIn,
  inspections,
  observed,
  predicted,
  reportOf,
  type Inspection,
  type Reality,
  type Report,
  type Surroundings,
} from './reality.ts';
import { settled } from './settled.ts';
import { builtImages, composeText, networkedText, runLines, sharedFolder } from './started-containers.ts';

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

const networked = await project({ 'compose.yaml': networkedText });
const neighbours = containersOf(networked).map((settings) => postureOf(settings, undefined, scanned));

const stages = new Map(
  Object.entries(builtImages).map(([tag, text]) => {
    const dockerfile = parseDockerfile({ path: `${tag}/Dockerfile`, text });
    return [tag, postureOfBuild(dockerfile, { args: {} }, [], scanned)] as const;
  }),
);

let engine: Engine | undefined;
let machine: Surroundings = { capabilities: [], devices: [], cgroup: '' };
const realities = new Map<string, Reality>();
const networks: Attachment[] = [];
/** What `docker inspect` says of each, with names for ids, lowered. */
const live = new Map<string, ContainerSettings>();

beforeAll(async () => {
  mkdirSync(sharedFolder, { recursive: true });
  chmodSync(sharedFolder, 0o777);
  engine = await startEngine();
  console.log(`Docker ${engine.version}`);
  for (const [tag, text] of Object.entries(builtImages)) shell(engine, `DOCKER_BUILDKIT=0 docker build -q -t ${tag} -`, text);
  for (const [index, line] of runLines.entries()) shell(engine, `docker run -d --name run-${index} ${line}`, '');
  shell(engine, 'docker compose --project-name oracle --file - up --detach --quiet-pull', composeText);
  shell(engine, 'docker compose --project-name networked --file - up --detach --quiet-pull', networkedText);
  networks.push(...attachments(engine));
  const ids = engine.docker(['ps', '--all', '--quiet', '--no-trunc']).trim().split('\n');
  const text = engine.docker(['inspect', ...ids]);
  const started = inspections(text).toSorted((one, other) => (one.Created < other.Created ? -1 : 1));
  machine = surroundings(engine);
  const owners = new Map(spaces.map((name) => [readlinkSync(`/proc/self/ns/${name}`), 'host']));
  const reports = new Map<string, Report>();
  for (const inspection of started) {
    const report = reportOf(await logOf(engine, inspection.Id));
    reports.set(inspection.Id, report);
    for (const name of spaces) {
      const link = report.get(`ns-${name}`) ?? '';
      if (!owners.has(link)) owners.set(link, nameOf(inspection));
    }
  }
  const named = inspections(withNames(text, started));
  for (const inspection of started) {
    const name = nameOf(inspection);
    const whole = named.find(({ Id }) => Id === name) ?? inspection;
    realities.set(name, observed(whole, reports.get(inspection.Id) ?? new Map(), owners, name));
    const own = withNames(engine.docker(['inspect', inspection.Id]), started);
    const [settings] = containersOfInspect({ path: 'inspect.json', text: own }).containers;
    if (settings !== undefined) live.set(name, settings);
  }
}, 300_000);

const spaces = ['net', 'pid', 'ipc', 'uts', 'user', 'cgroup'];

/** On a machine that lacks a capability itself, nobody has it. */
function surroundings({ docker }: Engine): Surroundings {
  return {
    capabilities: capabilitiesIn(/^CapBnd:\s*(\w+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'),
    devices: readdirSync('/dev'),
    cgroup: docker(['info', '--format', '{{.CgroupVersion}}']).trim() === '2' ? 'own' : 'host',
  };
}

afterAll(async () => {
  await engine?.stop();
  rmSync(sharedFolder, { recursive: true, force: true });
}, 60_000);

function shell({ environment }: Engine, line: string, input: string): void {
  const { status, stderr } = spawnSync('sh', ['-c', line], { env: environment, input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
}

/** `run-3`, or the name of a service. */
function nameOf({ Name, Config }: Inspection): string {
  return Config.Labels['com.docker.compose.service'] ?? Name.slice(1);
}

function withNames(text: string, some: readonly Inspection[]): string {
  return some.reduce((whole, inspection) => whole.replaceAll(inspection.Id, nameOf(inspection)), text);
}

/** A service of the networked project, as the engine has it. */
interface Attachment {
  readonly service: string;
  readonly networks: readonly { readonly name: string; readonly internal: boolean; readonly peers: readonly string[] }[];
  readonly ports: readonly string[];
}

function attachments({ docker }: Engine): readonly Attachment[] {
  const ids = docker(['ps', '--quiet', '--no-trunc', '--filter', 'label=com.docker.compose.project=networked'])
    .trim()
    .split('\n');
  const attached = attachmentsIn(docker(['inspect', ...ids]));
  const inner = new Set(
    docker(['network', 'ls', '--format', '{{.Name}}', '--filter', 'label=com.docker.compose.project=networked'])
      .trim()
      .split('\n')
      .filter((name) => docker(['network', 'inspect', '--format', '{{.Internal}}', name]).trim() === 'true'),
  );
  return attached.map(({ service, on, ports }) => ({
    service,
    ports,
    networks: on.toSorted().map((name) => ({
      name: name.replace('networked_', ''),
      internal: inner.has(name),
      peers: attached
        .flatMap((other) => (other.service !== service && other.on.includes(name) ? [other.service] : []))
        .toSorted(),
    })),
  }));
}

async function logOf({ docker }: Engine, id: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const log = docker(['logs', id]);
    if (log.includes('end .')) return log;
    await sleep(100);
  }
  throw new Error(`the probe in ${id} does not come to its end`);
}

function prediction(settings: ContainerSettings): Reality {
  const stage = settings.image.state === 'known' ? stages.get(settings.image.value) : undefined;
  return predicted(postureOf(settings, stage, scanned), machine);
}

test('there are enough settings, half of them of Compose', () => {
  expect(messages(loaded)).toEqual([]);
  expect(runLines.length).toBeGreaterThanOrEqual(60);
  expect(services.length).toBeGreaterThanOrEqual(50);
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

describe('the networks of Compose', () => {
  test.each(neighbours.map((posture) => [posture.settings.name, posture] as const))('%s', (name, posture) => {
    const told = networksOf(posture, { containers: neighbours, document: networked.document });
    const found = networks.filter(({ service }) => service === name);
    expect(found.flatMap((one) => one.networks)).toEqual(
      told
        .map((one) => ({ name: one.name, internal: one.internal, peers: one.peers.toSorted() }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    );
  });

  test.each(neighbours.map(({ settings }) => [settings.name, settings] as const))('publish of %s', (name, settings) => {
    const told = settings.ports.items.flatMap(({ value }) => {
      const {
        host,
        container: [first, last],
        hostIp = '0.0.0.0',
        protocol,
        published,
      } = value;
      if (!published) return [];
      return Array.from(
        { length: last - first + 1 },
        (_, index) => `${hostIp}:${(host?.[0] ?? 0) + index} ${first + index}/${protocol}`,
      );
    });
    // The engine opens each of them for IPv6 as well, where the machine has it.
    const found = networks
      .filter(({ service }) => service === name)
      .flatMap(({ ports }) => ports.filter((port) => !port.startsWith('::')));
    expect(found.toSorted()).toEqual(told.toSorted());
  });
});

/** What the image adds is in `docker inspect` as well, and the engine of this test has no networks. */
const ofImage = ['environment', 'entrypoint', 'command', 'labels', 'networks'];

function compared(settings: ContainerSettings, told: ContainerSettings): unknown {
  const plain = { ...settled(settings, { cgroupMode: machine.cgroup === 'own' ? 'private' : 'host', logging: 'json-file' }) };
  for (const key of ofImage) delete plain[key];
  if (told.user.state === 'unset') delete plain['user'];
  if (told.healthCheck.state === 'unset') for (const key of ['healthCheck', 'healthTest']) delete plain[key];
  // Those of other containers, and those that the engine makes for the image, are mounts of the container then.
  if (told.volumesFrom.items.length > 0 || told.image.state !== 'known' || stages.has(told.image.value)) delete plain['mounts'];
  return plain;
}

describe('docker inspect says what the docker run line said', () => {
  test.each(runLines.map((line, index) => [line, index] as const))('%s', (line, index) => {
    const told = container(line);
    const settings = live.get(`run-${index}`);
    expect(settings && compared(settings, told)).toEqual(compared(told, told));
  });
});
