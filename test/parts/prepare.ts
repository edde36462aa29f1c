import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cleanImage, fixtureImage, javaImage } from './fixture-image.ts';
import { writeLayout } from './oci-image.ts';

/** Real things that tests run against: paths of files and folders that nobody changes. */
export interface Parts {
  readonly trivy: string;
  /** The fixture database: `trivy.db` and `metadata.json`. */
  readonly database: string;
  /** OCI layouts by name. */
  readonly layouts: { readonly app: string; readonly clean: string; readonly platforms: string; readonly java: string };
  /** A program that prints what BuildKit makes of Dockerfiles. */
  readonly dockerfileAst: string;
  /** A program that prints what compose-go makes of projects. */
  readonly composeDump: string;
}

const here = import.meta.dirname;
const trivyModule = 'github.com/aquasecurity/trivy';
const trivyVersion =
  /^\s*github\.com\/aquasecurity\/trivy v(\S+)/m.exec(readFileSync(join(here, 'trivy', 'go.mod'), 'utf8'))?.[1] ?? '';
const trivyBuild = ['-ldflags', `-s -w -X ${trivyModule}/pkg/version/app.ver=${trivyVersion}`];

/** Where parts are kept between runs. */
export function partsFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'container-guard-parts');
}

/** Makes what is missing. Each part is kept under the hash of what it is made from; Trivy takes minutes the first time. */
export function prepareParts(): Parts {
  return {
    trivy: join(
      part('trivy', [file('trivy/go.mod'), file('trivy/go.sum'), ...trivyBuild], (folder) => {
        build(join(here, 'trivy'), join(folder, 'trivy'), `${trivyModule}/cmd/trivy`, trivyBuild);
      }),
      'trivy',
    ),
    database: part(
      'database',
      ['go.mod', 'go.sum', 'main.go', 'advisories.json'].map((name) => file(`fixture-db/${name}`)),
      (folder) => {
        const program = join(folder, '..', `${process.pid}-fixture-db`);
        build(join(here, 'fixture-db'), program, '.', []);
        execFileSync(program, [join(here, 'fixture-db', 'advisories.json'), folder], { stdio: 'inherit' });
        rmSync(program);
      },
    ),
    layouts: layouts(),
    dockerfileAst: goProgram('dockerfile-ast'),
    composeDump: goProgram('compose-dump'),
  };
}

function goProgram(name: string): string {
  const folder = part(
    name,
    ['go.mod', 'go.sum', 'main.go'].map((part) => file(`${name}/${part}`)),
    (made) => {
      build(join(here, name), join(made, name), '.', ['-trimpath', '-ldflags', '-s -w']);
    },
  );
  return join(folder, name);
}

function layouts(): Parts['layouts'] {
  const folder = part('images', ['oci-image.ts', 'fixture-image.ts', 'tar.ts', 'prepare.ts'].map(file), (made) => {
    writeLayout(join(made, 'app'), '1', [fixtureImage()]);
    writeLayout(join(made, 'clean'), '1', [cleanImage()]);
    writeLayout(join(made, 'java'), '1', [javaImage()]);
    writeLayout(join(made, 'platforms'), '1', [fixtureImage('linux/amd64'), fixtureImage('linux/arm64')]);
  });
  return {
    app: join(folder, 'app'),
    clean: join(folder, 'clean'),
    platforms: join(folder, 'platforms'),
    java: join(folder, 'java'),
  };
}

function file(path: string): string {
  return readFileSync(join(here, path), 'utf8');
}

/** A folder that appears whole or not at all. */
export function part(name: string, madeFrom: readonly string[], make: (folder: string) => void): string {
  const key = createHash('sha256')
    .update(JSON.stringify([process.platform, process.arch, ...madeFrom]))
    .digest('hex');
  const folder = join(partsFolder(), `${name}-${key.slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(partsFolder(), { recursive: true });
  const draft = mkdtempSync(join(partsFolder(), `.${name}-`));
  try {
    make(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function build(module: string, program: string, packagePath: string, flags: readonly string[]): void {
  execFileSync('go', ['build', ...flags, '-o', program, packagePath], {
    cwd: module,
    stdio: 'inherit',
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOEXPERIMENT: 'jsonv2' },
  });
}
