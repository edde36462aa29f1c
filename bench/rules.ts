import { resolve } from 'node:path';
import { filesIn } from '../src/adapters/files.ts';
import { collect } from '../src/collect/collect.ts';
import { checkWays } from '../src/judge/ways.ts';
import { buildCommands } from '../src/posture/build-commands.ts';
import { describeWorld } from '../src/posture/describe-world.ts';
import { join, parse } from '../src/posture/join.ts';
import type { World } from '../src/posture/world.ts';
import { rulesFor } from '../src/rules/choice.ts';
import type { Rule, SubjectKind } from '../src/rules/rule.ts';

const rounds = 5;
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node bench/rules.ts FOLDER');
  process.exitCode = 2;
} else {
  const times: Record<'reading' | 'rules' | 'absent', number[]> = { reading: [], rules: [], absent: [] };
  let absent: readonly Rule[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const rules = rulesFor('all', []);
    const start = process.cpuUsage();
    const world = await read(resolve(folder));
    const reading = seconds(start);
    absent = rules.filter(({ subject }) => !kindsIn(world).has(subject));
    const ofScripts = process.cpuUsage();
    for (const { dockerfile } of world.dockerfiles) buildCommands(dockerfile);
    const scripts = seconds(ofScripts);
    const ofRules = process.cpuUsage();
    checkWays(world, rules);
    // The scripts of a Dockerfile are read when the first rule asks for them, and again here.
    const all = seconds(ofRules) - scripts;
    // Scripts are read whether a rule asks or not.
    const ofNone = process.cpuUsage();
    checkWays(world, []);
    const none = seconds(ofNone);
    const ofAbsent = process.cpuUsage();
    checkWays(world, absent);
    const absentTime = seconds(ofAbsent);
    // The first round compiles.
    if (round === 0) continue;
    times.reading.push(reading + scripts);
    times.rules.push(all);
    times.absent.push(Math.max(0, absentTime - none));
  }
  const [reading, rules, none] = [times.reading, times.rules, times.absent].map((all) => Math.min(...all));
  console.log(
    `reading ${reading?.toFixed(2)} s, all rules ${rules?.toFixed(2)} s: ${((rules ?? 0) / (reading ?? 1)).toFixed(2)} times`,
  );
  console.log(
    `${absent.length} rules whose subject does not occur: ${((none ?? 0) * 1000).toFixed(0)} ms (CPU, best of ${rounds})`,
  );
}

async function read(root: string): Promise<World> {
  const files = filesIn(root);
  const sources = await collect(['.'], files, 'all');
  const world = join(await parse(sources, files), new Map());
  describeWorld(world);
  return world;
}

function kindsIn(world: World): ReadonlySet<SubjectKind> {
  const kinds = new Set<SubjectKind>(['waiver']);
  if (world.dockerfiles.length > 0) kinds.add('dockerfile').add('stage');
  if (world.projects.length > 0) kinds.add('project').add('container');
  if (world.commands.length > 0) kinds.add('container');
  if (world.images.length > 0) kinds.add('image');
  if (world.calls.length > 0) kinds.add('command');
  if (world.workflows.length > 0) kinds.add('workflow');
  return kinds;
}

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000_000;
}
