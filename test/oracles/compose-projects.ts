import * as fc from 'fast-check';

/** A made-up Compose project: texts by path, and the files it is started with. */
export interface MadeProject {
  readonly texts: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

/** A line or block of YAML, without its indentation. */
type Block = readonly string[];

const word = fc.constantFrom('a', 'b', 'web', 'x-1');
const name = fc.constantFrom('A', 'B', 'C', 'D', 'E');

/** Texts with variables in all forms, as they stand in a YAML scalar. */
const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: word },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        name,
        fc.constantFrom(
          '$X',
          '${X}',
          '${X:-d}',
          '${X-d}',
          '${X:+p}',
          '${X+p}',
          '${X:-${B:-e}}',
          '$$X',
          '${X:-}',
          '${X-$C}',
          'v${X}w',
          '${X:?no}',
        ),
        name,
      )
      .map(([variable, form, other]) => form.replace('X', variable).replace('$C', `$${other}`)),
  },
);

/** A scalar in one of the styles of YAML. */
const scalar = fc
  .tuple(text, fc.constantFrom('plain', 'single', 'double'))
  .map(([value, style]) => (style === 'plain' ? value : style === 'single' ? `'${value}'` : JSON.stringify(value)));

const list = (items: fc.Arbitrary<string>, maxLength = 3): fc.Arbitrary<Block> =>
  fc
    .tuple(fc.uniqueArray(items, { minLength: 1, maxLength }), fc.boolean())
    .map(([all, flow]) => (flow ? [`[${all.join(', ')}]`] : all.map((item) => `- ${item}`)));

const key = (of: string, value: fc.Arbitrary<Block>): fc.Arbitrary<Block> => value.map((block) => keyed(of, block));

function keyed(of: string, block: Block): Block {
  const [first = ''] = block;
  const inLine = block.length === 1 && !first.startsWith('- ') && !/^[\w"<-][\w.<"-]*:(?: |$)/.test(first);
  return inLine ? [`${of}: ${first}`] : [`${of}:`, ...block.map((line) => `  ${line}`)];
}

const one = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<Block> => arbitrary.map((value) => [value]);
const map = (...entries: readonly fc.Arbitrary<Block>[]): fc.Arbitrary<Block> =>
  fc.subarray([...entries], { minLength: 1 }).chain((chosen) => fc.tuple(...chosen).map((all) => all.flat()));
const maybe = (items: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...items);

const yes = maybe([
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  '"true"',
  "'yes'",
  '${YES:-true}',
  '${NO:-false}',
  'True',
  'y',
  'n',
]);
const memory = maybe(['512m', '1g', '"64M"', '"1073741824"', '1.5gb', '${MEM:-128m}', '100kb']);
const environment = fc.oneof(
  list(
    fc
      .tuple(name, scalar)
      .map(([variable, value]) => (value.startsWith('"') || value.startsWith("'") ? `"${variable}=q"` : `${variable}=${value}`)),
  ),
  map(
    ...['A', 'B', 'C', 'Z'].map((variable) =>
      key(variable, one(fc.oneof(scalar, maybe(['1', '1.50', '0x10', 'true', 'null', '~', '""', '1e3', '010'])))),
    ),
  ),
  list(name),
);

const port = fc.oneof(
  one(
    maybe([
      '"80"',
      '80',
      '"8080:80"',
      '"127.0.0.1:8080:80/udp"',
      '"8000-8002:8000-8002"',
      '"127.0.0.1::80"',
      '"[::1]:80:80"',
      '"${PORT:-81}:80"',
      '"3000-3001"',
      '"53:53/udp"',
    ]),
  ),
  fc.constantFrom<Block>(
    ['target: 80', 'published: "8080"'],
    ['target: 81', 'published: 8081', 'protocol: udp', 'host_ip: 127.0.0.1'],
    ['target: 82', 'mode: host'],
  ),
);
const volume = fc.oneof(
  one(
    maybe([
      './a:/a',
      '/a:/b:ro',
      'data:/data',
      '/anon',
      '../x:/x:rw,z',
      '~/c:/c',
      './a:/a:ro,rshared',
      '"${DIR:-./d}:/d"',
      'data:/data:nocopy',
      './e:/e:cached',
      '.:/f',
    ]),
  ),
  fc.constantFrom<Block>(
    ['type: bind', 'source: ./s', 'target: /s', 'read_only: true'],
    ['type: volume', 'source: data', 'target: /v'],
    ['type: tmpfs', 'target: /t'],
    ['type: bind', 'source: /var/run/docker.sock', 'target: /sock', 'bind:', '  propagation: rslave'],
  ),
);
const blocks = (items: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc
    .array(items, { minLength: 1, maxLength: 3 })
    .map((all) => all.flatMap(([first = '', ...rest]) => [`- ${first}`, ...rest.map((line) => `  ${line}`)]));

const command = fc.oneof(one(maybe(['sh -c "a b"', '\'a "b c" $$D\'', 'a', '"${A:-run} now"', '[]', '""'])), list(scalar));
const resources = map(
  key(
    'limits',
    map(key('cpus', one(maybe(['"0.5"', '1', '"${CPU:-2}"']))), key('memory', one(memory)), key('pids', one(maybe(['10', '0'])))),
  ),
  key('reservations', map(key('memory', one(memory)))),
);
const condition = fc.oneof(
  list(maybe(['db'])),
  fc.constantFrom<Block>(['db:', '  condition: service_healthy'], ['db:', '  condition: service_started', '  required: false']),
);

/** The settings of a service; the database takes none that names another service. */
const settings: readonly (readonly [string, fc.Arbitrary<Block>])[] = [
  [
    'image',
    one(maybe(['a:1', '${IMG:-a}:2', 'reg.example/a@sha256:0000000000000000000000000000000000000000000000000000000000000000'])),
  ],
  ['user', one(maybe(['"1000"', 'root', '"${UID:-1}:${GID:-2}"', '0:0', '"${A}"']))],
  ['privileged', one(yes)],
  ['read_only', one(yes)],
  ['cap_add', list(maybe(['ALL', 'NET_ADMIN', 'CAP_SYS_ADMIN', '"${CAP:-CHOWN}"']))],
  ['cap_drop', list(maybe(['ALL', 'NET_RAW']))],
  ['security_opt', list(maybe(['no-new-privileges:true', 'seccomp:unconfined', 'label:disable', 'no-new-privileges']))],
  ['pid', one(maybe(['host', '"service:db"']))],
  ['ipc', one(maybe(['host', 'shareable', '"${IPC:-private}"']))],
  ['userns_mode', one(maybe(['host']))],
  ['uts', one(maybe(['host']))],
  ['cgroup', one(maybe(['host', 'private']))],
  ['mem_limit', one(memory)],
  ['mem_reservation', one(maybe(['32m']))],
  ['cpus', one(maybe(['0.5', '"1"', '2']))],
  ['pids_limit', one(maybe(['100', '-1', '"50"']))],
  ['restart', one(maybe(['"no"', 'always', 'on-failure:3', 'unless-stopped', '${R:-always}']))],
  [
    'deploy',
    map(
      key('resources', resources),
      key('restart_policy', fc.constantFrom<Block>(['condition: any'], ['condition: on-failure', 'max_attempts: 2'])),
    ),
  ],
  [
    'healthcheck',
    fc.constantFrom<Block>(
      ['disable: true'],
      ['test: curl x'],
      ['test: [CMD, a, "${A:-b}"]', 'interval: 5s'],
      ['test: ["NONE"]'],
      ['test: ["CMD-SHELL", "a || b"]'],
    ),
  ],
  ['ports', blocks(port)],
  ['expose', list(maybe(['"80"', '81', '"82/udp"', '"90-91"']))],
  ['volumes', blocks(volume)],
  ['tmpfs', fc.oneof(one(maybe(['/run'])), list(maybe(['/run', '/tmp:size=1m', '/tmp'])))],
  ['environment', environment],
  ['command', command],
  ['entrypoint', command],
  [
    'build',
    fc.oneof(
      one(maybe(['.', './b', '${CTX:-.}'])),
      map(
        key('context', one(maybe(['.', './b']))),
        key('dockerfile', one(maybe(['D', '${DF:-E}']))),
        key('target', one(scalar)),
        key('args', environment),
      ),
    ),
  ],
  ['container_name', one(maybe(['c1', '${CN:-c2}']))],
  ['depends_on', condition],
  [
    'networks',
    fc.oneof(list(maybe(['front', 'back']), 2), fc.constantFrom<Block>(['front:', '  aliases: [q]'], ['back:', 'front: {}'])),
  ],
  ['labels', fc.oneof(list(maybe(['a=1', 'b', '"c=${A:-d}"'])), fc.constantFrom<Block>(['a: "1"', 'b: ${A:-q}']))],
  ['logging', fc.constantFrom<Block>(['driver: none'], ['driver: json-file', 'options:', '  max-size: 1m'])],
  ['profiles', list(maybe(['dev', 'debug']))],
  ['secrets', fc.constantFrom<Block>(['- key'], ['- source: key', '  target: /k', '  mode: 0400'])],
  ['develop', fc.constantFrom<Block>(['watch:', '  - path: ./src', '    action: rebuild'])],
  [
    'env_file',
    fc.constantFrom<Block>(
      ['own.env'],
      ['- own.env', '- path: gone.env', '  required: false'],
      ['- path: own.env', '  format: raw'],
    ),
  ],
];

const lines = (chosen: readonly (readonly [string, fc.Arbitrary<Block>])[]): fc.Arbitrary<Block> =>
  fc.tuple(...chosen.map(([of, value]) => key(of, value))).map((all) => all.flat());

const own = (most: number): fc.Arbitrary<Block> => fc.subarray([...settings], { maxLength: most }).chain(lines);

/** Settings of an override, some of which take back what stands below. */
const laid = fc.subarray([...settings], { minLength: 1, maxLength: 5 }).chain((chosen) =>
  fc
    .tuple(
      ...chosen.map(([of, value]) =>
        fc.oneof(
          { weight: 7, arbitrary: key(of, value) },
          { weight: 1, arbitrary: fc.constant<Block>([`${of}: !reset null`]) },
          {
            weight: 1,
            arbitrary: key(of, value).map(([first = '', ...rest]) => [first.replace(/^(\w+):/, '$1: !override'), ...rest]),
          },
        ),
      ),
    )
    .map((all) => all.flat()),
);

const indented = (block: Block, by = 2): Block => block.map((line) => `${' '.repeat(by)}${line}`);
const service = (of: string, block: Block): Block => (block.length === 0 ? [] : [`${of}:`, ...indented(block)]);
const rest: Block = ['networks:', '  front:', '  back:', 'volumes:', '  data:', 'secrets:', '  key:', '    file: ./key.txt'];

const withOrigin = (block: Block): Block =>
  block.some((line) => /^(?:image|build|extends|<<):/.test(line)) ? block : ['image: base', ...block];

const dotenv = fc
  .array(
    fc.constantFrom(
      'A=env',
      'B="quoted $A"',
      "C='raw $A'",
      'export D=x # comment',
      'E=',
      'IMG=img',
      'PORT=82',
      'YES=no',
      '# c',
      'MEM=1g',
      'A=again',
      'CTX=./ctx',
      'UID=5',
      'DIR=/abs',
      'B=${A:-none}',
      'C=two words',
    ),
    { maxLength: 6 },
  )
  .map((all) => all.map((line) => `${line}\n`).join(''));

interface Parts {
  readonly anchor: Block;
  readonly web: Block;
  readonly db: Block;
  readonly second: Block;
  readonly over: Block;
  readonly prod: Block;
  readonly parent: Block;
  readonly included: Block;
  readonly env: string;
  readonly includedEnv: string;
  readonly shape: Readonly<Record<'merge' | 'documents' | 'extends' | 'include' | 'override' | 'production', boolean>>;
  readonly place: 'same' | 'other' | 'long';
}

const parts: fc.Arbitrary<Parts> = fc.record({
  anchor: own(4),
  web: own(7),
  db: own(4).map((block) => plainOnly(block)),
  second: own(3),
  over: laid,
  prod: laid,
  parent: own(5),
  included: own(4),
  env: dotenv,
  includedEnv: dotenv,
  shape: fc.record({
    merge: fc.boolean(),
    documents: fc.boolean(),
    extends: fc.boolean(),
    include: fc.boolean(),
    override: fc.boolean(),
    production: fc.boolean(),
  }),
  place: fc.constantFrom('same', 'other', 'long'),
});

/** Without the settings that name the database itself. */
function plainOnly(block: Block): Block {
  const kept: string[] = [];
  let skip = false;
  for (const line of block) {
    if (!line.startsWith(' ')) skip = /^(?:depends_on|pid):/.test(line);
    if (!skip) kept.push(line);
  }
  return kept;
}

/** Made-up projects: several files, merge keys, documents, `extends`, `include`, override files, profiles and variables. */
export const composeProjects: fc.Arbitrary<MadeProject> = parts.map((made) => {
  const { shape, place } = made;
  const merge = shape.merge && made.anchor.length > 0;
  const extended: Block = shape.extends
    ? place === 'same'
      ? ['extends: db']
      : ['extends:', `  file: ${place === 'other' ? './parent.yaml' : 'sub/parent.yaml'}`, '  service: parent']
    : [];
  const web = withOrigin([...(merge ? ['<<: *base'] : []), ...extended, ...made.web]);
  const include: Block = shape.include
    ? place === 'long'
      ? ['include:', '  - path: inc/compose.yaml', '    project_directory: ./inc', '    env_file: inc/other.env']
      : ['include:', '  - inc/compose.yaml']
    : [];
  const base: Block = [
    ...include,
    ...(merge ? ['x-base: &base', ...indented(withOrigin(made.anchor))] : []),
    'services:',
    ...indented([...service('web', web), ...service('db', withOrigin(made.db))]),
    ...rest,
    ...(shape.documents && made.second.length > 0 ? ['---', 'services:', ...indented(service('web', made.second))] : []),
  ];
  const joined = (block: Block): string => `${block.join('\n')}\n`;
  const laidOn = (block: Block): string => joined(['services:', ...indented(service('web', block))]);
  const parent = joined(['services:', ...indented(service('parent', withOrigin(plainOnly(made.parent)))), ...rest]);
  const included = joined(['services:', ...indented(service('inner', withOrigin(plainOnly(made.included)))), ...rest]);
  return {
    files: ['compose.yaml', ...(shape.override ? ['compose.override.yaml'] : []), ...(shape.production ? ['prod.yaml'] : [])],
    texts: {
      'compose.yaml': joined(base),
      'compose.override.yaml': laidOn(made.over),
      'prod.yaml': laidOn(made.prod),
      'parent.yaml': parent,
      'sub/parent.yaml': parent,
      'inc/compose.yaml': included,
      'inc/.env': made.includedEnv,
      'inc/other.env': made.includedEnv,
      '.env': made.env,
      'own.env': 'OWN=1\n',
      'sub/own.env': 'OWN=1\n',
      'inc/own.env': 'OWN=1\n',
      'key.txt': 'x\n',
    },
  };
});
