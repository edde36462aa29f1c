import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fileCommands, workflowCommands, type WorkflowCommand } from './workflow-commands.ts';

export interface StepOptions {
  /** The bundle that `runs.main` names. */
  readonly main: string;
  /** The Node binary; the one that runs the tests where none is given. */
  readonly node?: string;
  /** The action.yml whose input defaults the runner fills in. */
  readonly metadata?: string;
  /** GITHUB_WORKSPACE and the folder that the step starts in. */
  readonly workspace: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly repository?: string;
  readonly commit?: string;
  readonly ref?: string;
  readonly actor?: string;
  /** GITHUB_API_URL. Nothing of GitHub can be reached where none is given. */
  readonly apiUrl?: string;
  /** What `${{ github.token }}` in a default stands for. */
  readonly token?: string;
  /** RUNNER_TOOL_CACHE; a fresh folder where none is given. */
  readonly toolCache?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
}

export interface StepResult {
  /** Null where the step was killed for taking too long. */
  readonly exitCode: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** What the runner would have obeyed, from both streams. */
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly exported: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly summary: string;
}

const fileCommandNames = ['OUTPUT', 'ENV', 'STATE', 'PATH', 'STEP_SUMMARY'] as const;

/** Runs a JavaScript action as a step, with the variables and files that the runner gives it. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  try {
    const files = await prepare(folder, options.event?.payload ?? {});
    const { exitCode, stdout, stderr } = await start(options, {
      ...(await inputVariables(options)),
      ...runnerVariables(folder, files, options),
      ...options.environment,
    });
    const read = async (name: (typeof fileCommandNames)[number]): Promise<string> => readFile(files[name], 'utf8');
    return {
      exitCode,
      stdout,
      stderr,
      commands: [...workflowCommands(stdout), ...workflowCommands(stderr)],
      outputs: fileCommands(await read('OUTPUT')),
      exported: fileCommands(await read('ENV')),
      state: fileCommands(await read('STATE')),
      paths: linesOf(await read('PATH')),
      summary: await read('STEP_SUMMARY'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The annotations of a level, as far as GitHub shows them. */
export function annotationsOf(result: StepResult, level: 'error' | 'warning' | 'notice'): readonly WorkflowCommand[] {
  return result.commands.filter((command) => command.name === level);
}

type RunnerFiles = Readonly<Record<(typeof fileCommandNames)[number] | 'EVENT', string>>;

async function prepare(folder: string, payload: unknown): Promise<RunnerFiles> {
  await mkdir(join(folder, '_temp', '_runner_file_commands'), { recursive: true });
  await mkdir(join(folder, '_tool'));
  await mkdir(join(folder, '_home'));
  const commands = join(folder, '_temp', '_runner_file_commands');
  const files: RunnerFiles = {
    OUTPUT: join(commands, 'set_output_0'),
    ENV: join(commands, 'set_env_0'),
    STATE: join(commands, 'save_state_0'),
    PATH: join(commands, 'add_path_0'),
    STEP_SUMMARY: join(commands, 'step_summary_0'),
    EVENT: join(folder, '_temp', 'event.json'),
  };
  for (const name of fileCommandNames) await writeFile(files[name], '');
  await writeFile(files.EVENT, JSON.stringify(payload));
  return files;
}

function runnerVariables(folder: string, files: RunnerFiles, options: StepOptions): Readonly<Record<string, string>> {
  const repository = options.repository ?? 'octo/app';
  const apiUrl = options.apiUrl ?? 'http://127.0.0.1:9';
  return {
    CI: 'true',
    HOME: join(folder, '_home'),
    PATH: process.env['PATH'] ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: options.actor ?? 'octocat',
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0] ?? '',
    GITHUB_SHA: options.commit ?? 'a'.repeat(40),
    GITHUB_REF: options.ref ?? 'refs/heads/main',
    GITHUB_EVENT_NAME: options.event?.name ?? 'push',
    GITHUB_EVENT_PATH: files.EVENT,
    GITHUB_WORKFLOW: 'ci',
    GITHUB_JOB: 'scan',
    GITHUB_ACTION: '__self',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKSPACE: options.workspace,
    GITHUB_OUTPUT: files.OUTPUT,
    GITHUB_ENV: files.ENV,
    GITHUB_STATE: files.STATE,
    GITHUB_PATH: files.PATH,
    GITHUB_STEP_SUMMARY: files.STEP_SUMMARY,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'test',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_TEMP: join(folder, '_temp'),
    RUNNER_TOOL_CACHE: options.toolCache ?? join(folder, '_tool'),
  };
}

/** Every declared input gets a variable, an empty one where it has neither value nor default. */
async function inputVariables({ metadata, inputs = {}, token = '' }: StepOptions): Promise<Readonly<Record<string, string>>> {
  const declared = metadata === undefined ? {} : await inputDefaults(metadata);
  const values = { ...declared, ...inputs };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value.replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, token),
    ]),
  );
}

async function inputDefaults(metadata: string): Promise<Readonly<Record<string, string>>> {
  const document: unknown = parse(await readFile(metadata, 'utf8'));
  const inputs = isRecord(document) && isRecord(document['inputs']) ? document['inputs'] : {};
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const value = isRecord(input) ? input['default'] : undefined;
      return [name, typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? String(value) : ''];
    }),
  );
}

async function start(
  { main, node = process.execPath, workspace, timeoutSeconds = 60 }: StepOptions,
  environment: Readonly<Record<string, string>>,
): Promise<Pick<StepResult, 'exitCode' | 'stdout' | 'stderr'>> {
  const child = spawn(node, [main], { cwd: workspace, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000);
  try {
    const [stdout, stderr, exitCode] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
      }),
    ]);
    return { exitCode, stdout: linesOf(stdout), stderr: linesOf(stderr) };
  } finally {
    clearTimeout(timer);
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The runner reads lines; a carriage return ends one as well. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
