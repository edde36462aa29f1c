import { profiles, severities } from '../model/severity.ts';

/** Who may set a value. The command line sees it as `--name`, the action as an input, the config file as a key. */
export type Door = 'cli' | 'action' | 'config';

interface Common {
  /** One sentence, for `--help`, action.yml, the JSON Schema and the docs. */
  readonly description: string;
  readonly doors: readonly Door[];
  /** The heading it stands under in `--help`. */
  readonly group: 'What to scan' | 'Rules and gate' | 'Reports' | 'GitHub' | 'Trivy' | 'Other';
}

export type Definition = Common &
  (
    | {
        readonly kind: 'choice';
        readonly placeholder: string;
        readonly choices: readonly [string, ...string[]];
        readonly default: string;
      }
    | { readonly kind: 'flag'; readonly default: boolean }
    | { readonly kind: 'text'; readonly placeholder: string; readonly default?: string; readonly secret?: boolean }
    | { readonly kind: 'list'; readonly placeholder: string; readonly default: readonly string[]; readonly positional?: boolean }
    | { readonly kind: 'seconds'; readonly default: number }
  );

const everywhere = ['cli', 'action', 'config'] as const;
/** What a file of the scanned tree must not say, since whoever writes the tree would choose programs to run and files to write. */
const trusted = ['cli', 'action'] as const;
const gateLevels = [...severities, 'none'] as const;

const define = <const T extends Readonly<Record<string, Definition>>>(schema: T): T => schema;

/**
 * Every setting of the product, once. Action inputs, command-line flags, the keys of `container-guard.yaml`, its JSON
 * Schema, `--help` and docs/settings.md are made from it.
 */
export const schema = define({
  paths: {
    kind: 'list',
    placeholder: 'PATH',
    positional: true,
    default: ['.'],
    doors: everywhere,
    group: 'What to scan',
    description: 'Folders or files to scan.',
  },
  images: {
    kind: 'list',
    placeholder: 'REF',
    default: [],
    doors: everywhere,
    group: 'What to scan',
    description:
      'Images to scan with Trivy: a reference, an OCI layout folder, an archive of one or of `docker save`, or a bill of materials (*.cdx.json, *.spdx.json).',
  },
  'images-file': {
    kind: 'text',
    placeholder: 'FILE',
    doors: trusted,
    group: 'What to scan',
    description:
      'A list of images to re-scan in their registries, one reference on a line, or a plan (*.json: reference, digest and platforms of each; a JSON report is one); reported under a tool name of its own. Files are then scanned only where paths are named beside it.',
  },
  'scan-compose-images': {
    kind: 'flag',
    default: false,
    doors: everywhere,
    group: 'What to scan',
    description: 'Scan the images that Compose files name in `image:` and do not build, too.',
  },
  'scan-built-images': {
    kind: 'flag',
    default: false,
    doors: everywhere,
    group: 'What to scan',
    description:
      'Scan the images that Compose files build, too, under the names in `image:` and `build.tags`. Build them before.',
  },
  'scan-base-images': {
    kind: 'flag',
    default: false,
    doors: everywhere,
    group: 'What to scan',
    description: 'Scan the images that Dockerfiles begin with in `FROM`, too; not those of which nothing is shipped.',
  },
  platform: {
    kind: 'list',
    placeholder: 'OS/ARCH',
    default: [],
    doors: everywhere,
    group: 'What to scan',
    description:
      'The platforms of each image to scan, such as linux/arm64, or all. Without it the one that this machine would run. What they have in common is one finding.',
  },
  'image-source': {
    kind: 'choice',
    placeholder: 'SOURCE',
    choices: ['auto', 'registry', 'engine'],
    default: 'auto',
    doors: everywhere,
    group: 'What to scan',
    description:
      'Where images are taken from: the engine of this machine where it has them and else their registry, or just one.',
  },
  'scan-repository': {
    kind: 'choice',
    placeholder: 'WHAT',
    choices: ['none', 'secrets', 'packages', 'all'],
    default: 'none',
    doors: everywhere,
    group: 'What to scan',
    description: 'What Trivy looks for in the files of the repository: secrets, vulnerable packages of lock files, or both.',
  },
  exclude: {
    kind: 'list',
    placeholder: 'GLOB',
    default: [],
    doors: everywhere,
    group: 'What to scan',
    description: 'Paths to leave out, as in .gitignore.',
  },
  'allow-empty': {
    kind: 'flag',
    default: false,
    doors: everywhere,
    group: 'What to scan',
    description: 'Pass where nothing is found to scan, instead of exit code 3.',
  },
  profile: {
    kind: 'choice',
    placeholder: 'PROFILE',
    choices: profiles,
    default: 'default',
    doors: everywhere,
    group: 'Rules and gate',
    description: 'Which rules run: security and supply chain; with hardening and correctness; with style and size.',
  },
  'fail-on': {
    kind: 'choice',
    placeholder: 'SEVERITY',
    choices: gateLevels,
    default: 'high',
    doors: everywhere,
    group: 'Rules and gate',
    description: 'The mildest severity that fails the run.',
  },
  'only-fixed': {
    kind: 'flag',
    default: false,
    doors: everywhere,
    group: 'Rules and gate',
    description: 'Let vulnerabilities without a fixed version not fail the run; they are still reported.',
  },
  baseline: {
    kind: 'text',
    placeholder: 'FILE',
    doors: everywhere,
    group: 'Rules and gate',
    description: 'An earlier JSON report: what it knows does not fail the run.',
  },
  disable: {
    kind: 'list',
    placeholder: 'RULE',
    default: [],
    doors: everywhere,
    group: 'Rules and gate',
    description: 'Rules to switch off.',
  },
  registries: {
    kind: 'list',
    placeholder: 'REGISTRY',
    default: [],
    doors: everywhere,
    group: 'Rules and gate',
    description:
      'The registries that images may come from, a host or a path below one: ghcr.io/acme, *.example.com. Without it every registry may.',
  },
  labels: {
    kind: 'list',
    placeholder: 'LABEL',
    default: [],
    doors: everywhere,
    group: 'Rules and gate',
    description:
      'The labels that an image must have, each with the format of its value where that matters: NAME or NAME=FORMAT, with text, url, email, date, version, commit or licence.',
  },
  'comment-waivers': {
    kind: 'flag',
    default: true,
    doors: everywhere,
    group: 'Rules and gate',
    description:
      'Let comments in the scanned files waive findings, those for other tools among them. Switch it off for a tree whose author you do not trust.',
  },
  'foreign-ignores': {
    kind: 'flag',
    default: true,
    doors: everywhere,
    group: 'Rules and gate',
    description: 'Let the ignore comments of hadolint, Trivy, Checkov, KICS, BuildKit and Semgrep waive the same rules here.',
  },
  config: {
    kind: 'text',
    placeholder: 'FILE',
    doors: ['cli', 'action'],
    group: 'Rules and gate',
    description: 'The config file; without it, container-guard.yaml of the scanned root where there is one.',
  },
  format: {
    kind: 'choice',
    placeholder: 'FORMAT',
    choices: ['table', 'json', 'sarif', 'markdown', 'html'],
    default: 'table',
    doors: ['cli'],
    group: 'Reports',
    description: 'What is printed.',
  },
  output: {
    kind: 'text',
    placeholder: 'FILE',
    doors: ['cli'],
    group: 'Reports',
    description: 'Write the chosen format to a file instead of the terminal.',
  },
  sarif: {
    kind: 'text',
    placeholder: 'FILE',
    doors: trusted,
    group: 'Reports',
    description: 'Write a SARIF 2.1.0 report as well.',
  },
  html: {
    kind: 'text',
    placeholder: 'FILE',
    doors: trusted,
    group: 'Reports',
    description: 'Write an HTML page as well.',
  },
  json: {
    kind: 'text',
    placeholder: 'FILE',
    doors: trusted,
    group: 'Reports',
    description: 'Write a JSON report as well; it can be the baseline of a later run.',
  },
  markdown: {
    kind: 'text',
    placeholder: 'FILE',
    doors: trusted,
    group: 'Reports',
    description: 'Write a Markdown report as well.',
  },
  sbom: {
    kind: 'text',
    placeholder: 'FOLDER',
    doors: trusted,
    group: 'Reports',
    description: 'Write the bill of materials of each scanned image into this folder.',
  },
  'sbom-format': {
    kind: 'choice',
    placeholder: 'FORMAT',
    choices: ['cyclonedx', 'spdx'],
    default: 'cyclonedx',
    doors: everywhere,
    group: 'Reports',
    description: 'The format of the bills of materials, as JSON.',
  },
  upload: {
    kind: 'choice',
    placeholder: 'MODE',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    doors: ['action', 'config'],
    group: 'GitHub',
    description:
      'Hand the SARIF report to code scanning: where that is available, always (a refusal is a warning), or never. Needs `security-events: write`.',
  },
  comment: {
    kind: 'choice',
    placeholder: 'MODE',
    choices: ['always', 'on-failure', 'never'],
    default: 'always',
    doors: ['action', 'config'],
    group: 'GitHub',
    description:
      'Keep one comment on the pull request: always, only once the gate has failed (then updated to green), or never. Needs `pull-requests: write`.',
  },
  'comment-key': {
    kind: 'text',
    placeholder: 'TEXT',
    default: 'default',
    doors: ['action', 'config'],
    group: 'GitHub',
    description: 'Tells the comments and code scanning categories of several jobs apart.',
  },
  annotations: {
    kind: 'flag',
    default: true,
    doors: ['action', 'config'],
    group: 'GitHub',
    description: 'Annotate lines in the job, at most ten of each level.',
  },
  summary: {
    kind: 'flag',
    default: true,
    doors: ['action', 'config'],
    group: 'GitHub',
    description: 'Write the job summary.',
  },
  token: {
    kind: 'text',
    placeholder: 'TOKEN',
    secret: true,
    doors: ['action'],
    group: 'GitHub',
    description: 'The token for the comment and the upload.',
  },
  trivy: {
    kind: 'text',
    placeholder: 'auto|required|off|PATH',
    doors: trusted,
    group: 'Trivy',
    description:
      'auto: use a Trivy that is there and passes the checks, download one only when an image is asked for (the command line’s default). required: without Trivy the run is inconclusive (the action’s default). off: built-in rules only. PATH: this binary.',
  },
  'trivy-mirrors': {
    kind: 'list',
    placeholder: 'BASE',
    default: [],
    doors: trusted,
    group: 'Trivy',
    description:
      'Where release archives come from instead of github.com, in this order: BASE/v{version}/{asset}, with the bundles beside them as {asset}.sigstore.json, or oci://registry/repository. What comes is verified whatever the source.',
  },
  'trivy-base-url': {
    kind: 'text',
    placeholder: 'BASE',
    doors: trusted,
    group: 'Trivy',
    description: 'One mirror, asked after those of trivy-mirrors.',
  },
  'trivy-version': {
    kind: 'text',
    placeholder: 'VERSION',
    doors: trusted,
    group: 'Trivy',
    description:
      'Another version than the pinned one, not an older one. Its release must have signed it three days ago or more, or trivy-sha256 be given.',
  },
  'trivy-sha256': {
    kind: 'text',
    placeholder: 'HEX',
    doors: trusted,
    group: 'Trivy',
    description: 'The SHA-256 of the archive of trivy-version, or of the binary that trivy names.',
  },
  'trivy-cache': {
    kind: 'text',
    placeholder: 'FOLDER',
    doors: trusted,
    group: 'Trivy',
    description: 'The cache folder of Trivy, with its vulnerability database.',
  },
  'trivy-db-repository': {
    kind: 'list',
    placeholder: 'REF',
    default: [],
    doors: trusted,
    group: 'Trivy',
    description: 'Where the vulnerability database comes from: asked in this order until one answers.',
  },
  'trivy-db-max-age': {
    kind: 'text',
    placeholder: 'AGE',
    doors: everywhere,
    group: 'Trivy',
    description:
      'How old the vulnerability database may be, in hours or days: 36h, 7d. An older one is used and leaves the run inconclusive. Without it one of any age is judged by, and the report tells its age.',
  },
  'trivy-java-db-repository': {
    kind: 'list',
    placeholder: 'REF',
    default: [],
    doors: trusted,
    group: 'Trivy',
    description: 'Where the index of Java archives comes from: asked in this order until one answers.',
  },
  offline: {
    kind: 'flag',
    default: false,
    doors: everywhere,
    group: 'Trivy',
    description: 'Fetch nothing but the images that are named: no Trivy, no database, no checks.',
  },
  timeout: {
    kind: 'seconds',
    default: 600,
    doors: everywhere,
    group: 'Trivy',
    description: 'How many seconds one Trivy run may take, and one question to a registry with all its tries.',
  },
  quiet: {
    kind: 'flag',
    default: false,
    doors: ['cli'],
    group: 'Other',
    description: 'No progress messages.',
  },
  colour: {
    kind: 'choice',
    placeholder: 'MODE',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    doors: ['cli'],
    group: 'Other',
    description: 'Colours: on a terminal, always, or never. NO_COLOR is honoured.',
  },
});

export type Schema = typeof schema;
export type SettingName = keyof Schema;

type ValueOf<D extends Definition> = D extends { kind: 'choice'; choices: readonly (infer C)[] }
  ? C
  : D extends { kind: 'flag' }
    ? boolean
    : D extends { kind: 'list' }
      ? readonly string[]
      : D extends { kind: 'seconds' }
        ? number
        : D extends { default: string }
          ? string
          : string | undefined;

/** Every value of a run, checked and frozen. Waivers and severity overrides come from the config file. */
export type SettingValues = { readonly [K in SettingName]: ValueOf<Schema[K]> };
