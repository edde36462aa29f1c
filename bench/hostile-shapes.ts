const size = 1_000_000;

/** Texts of about a megabyte that are made to keep a reader busy, by what they are made of. */
export const hostileShapes: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  Dockerfile: {
    'one long line': () => `FROM a\nRUN echo ${'x'.repeat(size)}\n`,
    'one long line of words': () => `FROM a\nRUN echo ${filled(() => 'word ')}\n`,
    'a line that opens quotes': () => `FROM a\nRUN echo ${filled((at) => (at % 2 === 0 ? '"$(' : "'`"))}\n`,
    'commands joined by &&': () => `FROM a\nRUN true${filled((at) => ` && apt-get install -y p${at}`)}\n`,
    'lines joined by continuations': () => `FROM a\nRUN true${filled((at) => ` \\\n && curl http://h/${at}`)}\n`,
    'continuations with comments': () => `FROM a\nRUN true${filled((at) => ` \\\n # comment ${at}\n`)}\n`,
    pipes: () => `FROM a\nRUN cat${filled((at) => ` | sh -c 'a${at}'`)}\n`,
    'nested subshells': () => `FROM a\nRUN ${'('.repeat(size / 2)}true${')'.repeat(size / 2)}\n`,
    'nested substitutions': () => `FROM a\nRUN echo ${'$('.repeat(size / 3)}true${')'.repeat(size / 3)}\n`,
    'stages from stages': () => `FROM a AS s0\n${filled((at) => `FROM s${at} AS s${at + 1}\nUSER u${at}\n`)}`,
    '5,000 stages from stages': () =>
      `FROM a AS s0\n${[...Array(5_000).keys()].map((at) => `FROM s${at} AS s${at + 1}\nRUN true\n`).join('')}`,
    'stages beside each other': () => filled((at) => `FROM debian:${at} AS s${at}\nRUN apt-get update\n`),
    'copies from stages': () => `FROM a AS s0\n${filled((at) => `FROM b AS s${at + 1}\nCOPY --from=s${at} /a /b\n`)}`,
    heredocs: () => `FROM a\n${filled((at) => `RUN <<E${at}\necho ${at}\nE${at}\n`)}`,
    'heredocs of one line': () => {
      const names = [...Array(50_000).keys()].map((at) => `E${at}`);
      return `FROM a\nRUN cat ${names.map((name) => `<<${name}`).join(' ')}\n${names.map((name) => `x\n${name}\n`).join('')}`;
    },
    'variables that double': () =>
      `FROM a\nENV A=aaaaaaaaaa\n${filled((at) => `ENV A${at + 1}=$A${at === 0 ? '' : at}$A${at === 0 ? '' : at}\n`)}`,
    'variables of variables': () => `FROM a\nENV A0=a\n${filled((at) => `ENV A${at + 1}=\${A${at}:-\${A${at}}}\n`)}`,
    'one ENV of many': () => `FROM a\nENV ${filled((at) => `N${at}=value `)}\n`,
    'ENV by ENV': () => `FROM a\n${filled((at) => `ENV N${at}=value\n`)}`,
    'references to one ARG': () => `ARG A=1\nFROM a:$A\nARG A\n${filled(() => 'RUN echo $A ${A} "$A"\n')}`,
    'references to many ARGs': () => `FROM a\n${filled((at) => `ARG N${at}\nRUN echo $N${at}\n`)}`,
    'a label of escapes': () => `FROM a\nLABEL a="${filled(() => '\\"\\\\')}"\n`,
    labels: () => `FROM a\nLABEL ${filled((at) => `n${at}="a b" \\\n `)}\n`,
    users: () => `FROM a\n${filled((at) => `USER u${at}\n`)}`,
    'an array of words': () => `FROM a\nCMD [${filled((at) => `"w${at}", `)}"last"]\n`,
    'sources of one copy': () => `FROM a\nCOPY ${filled((at) => `f${at} `)}/to/\n`,
    comments: () => `FROM a\n${filled((at) => `# hadolint ignore=DL300${at % 10}\n`)}RUN apt-get update\n`,
    waivers: () => `FROM a\n${filled(() => '# container-guard ignore=dockerfile/user-set reason="r"\nUSER a\n')}`,
    'an address that never comes': () => `FROM a\n${longLines('RUN echo ', 'a-', '://@')}`,
    'a token that never ends': () => `FROM a\n${longLines('RUN echo ', '-eyJ')}`,
    'names in capitals': () => `FROM a\n${longLines('ENV a', 'A', '=x')}`,
    slashes: () => `FROM a\n${longLines('COPY a', '/', 'x /b')}`,
    'open braces': () => `FROM a\n${longLines('RUN apt-get update && rm ', '{')}`,
    'very many commands': () => `FROM a\n${longLines('RUN a', ';a')}`,
    'eval of eval': () => `FROM a\n${longLines('RUN eval ', 'eval ', 'a')}`,
    'pipes to a shell': () => `FROM a\nRUN curl http://h${filled(() => ' \\\n | bash')}\n`,
    'secrets written to a file': () => `FROM a\nRUN true${filled(() => ' \\\n && echo $TOKEN > ~/.npmrc')}\n`,
    'credentials named and copied': () => `FROM a\n${filled((at) => `ENV KUBECONFIG=c${at}\nCOPY a b${at}\nWORKDIR a\n`)}`,
    'stages from what is not declared': () => filled((at) => `FROM a:$X${at}\nARG X${at}\n`),
    'ports below comments': () => `FROM a\n${'# c\n'.repeat(100_000)}EXPOSE 1${filled((at) => ` \\\n${at}:1`).slice(size / 2)}\n`,
    'a shell for each RUN': () => `FROM a\n${filled(() => 'SHELL ["/bin/sh", "-c"]\nRUN curl a | sh\n')}`,
    'empty lines in a RUN': () => `FROM a\nRUN true \\\n${'\n'.repeat(size)}\n`,
    'patterns for a long value': () => `FROM a\nENV A=${'a'.repeat(20_000)}\n${filled(() => 'LABEL a=${A//a*a*a*b/x}\n')}`,
    'keywords nobody knows': () => `FROM a\n${filled((at) => `NO${at} thing\n`)}`,
  },
  'compose.yaml': {
    'one long line': () => `services: {a: {image: "${'x'.repeat(size)}"}}\n`,
    'one long plain value': () => `services:\n  a:\n    image: a\n    command: ${filled(() => 'word ')}\n`,
    '20,000 keys': () =>
      `services:\n  a:\n    image: a\n    environment:\n${[...Array(20_000).keys()].map((at) => `      N${at}: v\n`).join('')}`,
    keys: () => `services:\n  a:\n    image: a\n    environment:\n${filled((at) => `      N${at}: v\n`)}`,
    'one key, over and over': () => `services:\n  a:\n    image: a\n${filled(() => '    user: root\n')}`,
    '5,000 nestings': () => `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}\nservices: {a: {image: a}}\n`,
    'nestings in blocks': () => `services:\n${[...Array(1_400).keys()].map((at) => `${' '.repeat(at + 1)}a:\n`).join('')}`,
    'nestings of dashes': () => `services:\n  ${'- '.repeat(size / 2)}a\n`,
    'nestings of braces': () => `services: ${'{a: '.repeat(size / 5)}1${'}'.repeat(size / 5)}\n`,
    'a long list': () => `services:\n  a:\n    image: a\n    ports:\n${filled((at) => `      - "${at % 60_000}:80"\n`)}`,
    'a long list in brackets': () => `services:\n  a:\n    image: a\n    cap_add: [${filled((at) => `C${at}, `)}]\n`,
    volumes: () => `services:\n  a:\n    image: a\n    volumes:\n${filled((at) => `      - /etc/${at}:/c${at}\n`)}`,
    services: () => `services:\n${filled((at) => `  s${at}:\n    image: a:${at}\n`)}`,
    'services that extend one another': () =>
      `services:\n  s0: {image: a}\n${filled((at) => `  s${at + 1}:\n    extends: s${at}\n    cap_add: [A${at}]\n`)}`,
    'services that depend on one another': () =>
      `services:\n  s0: {image: a}\n${filled((at) => `  s${at + 1}:\n    image: a\n    depends_on: [s${at}]\n`)}`,
    'services that share a volume': () =>
      `services:\n${filled((at) => `  s${at}:\n    image: a\n    volumes: ["data:/d"]\n`)}volumes: {data: }\n`,
    'aliases of aliases': () =>
      `x-0: &a0 [1,1]\n${[...Array(60).keys()].map((at) => `x-${at + 1}: &a${at + 1} [*a${at},*a${at}]\n`).join('')}services: {a: {image: a, x-b: *a60}}\n`,
    'aliases to one anchor': () => `x-a: &a {image: a, user: root}\nservices:\n${filled((at) => `  s${at}: *a\n`)}`,
    'merges of one anchor': () => `x-a: &a {image: a, user: root}\nservices:\n${filled((at) => `  s${at}: {<<: *a}\n`)}`,
    'merges of merges': () =>
      `x-0: &a0 {k0: v}\n${[...Array(400).keys()].map((at) => `x-${at + 1}: &a${at + 1} {<<: *a${at}, k${at + 1}: v}\n`).join('')}services: {a: {image: a, <<: *a400}}\n`,
    anchors: () => `services: {a: {image: a}}\n${filled((at) => `x-${at}: &a${at} v\n`)}`,
    'variables with defaults': () =>
      `services:\n  a:\n    image: a\n    environment:\n${filled((at) => `      N${at}: "\${A${at}:-b}"\n`)}`,
    'nested defaults': () => `services:\n  a:\n    image: a\n    command: "${'${A:-'.repeat(size / 6)}${'}'.repeat(size / 6)}"\n`,
    documents: () => filled((at) => `---\nservices:\n  s${at}:\n    image: a\n`),
    comments: () => `services:\n  a:\n    image: a\n${filled((at) => `    # trivy:ignore:AVD-DS-${at}\n`)}`,
    faults: () => `services:\n${filled(() => '\t- "a\n')}`,
    'a block of text': () => `services:\n  a:\n    image: a\n    command: |\n${filled((at) => `      run ${at}\n`)}`,
    'a name in capitals': () => `services:\n  a:\n    image: a\n    environment:\n      a${'A'.repeat(size)}: x\n`,
    'a token that never ends': () => `services:\n  a:\n    image: a\n    environment:\n      A: "${'-eyJ'.repeat(size / 4)}"\n`,
    'an address that never comes': () =>
      `services:\n  a:\n    image: a\n    environment:\n      A: "${'a-'.repeat(size / 2)}://@"\n`,
    'Dockerfiles within': () =>
      `services:\n${filled((at) => `  s${at}:\n    build:\n      dockerfile_inline: |\n        FROM a:${at}\n        RUN apt-get update\n`)}`,
  },
  'run.sh': {
    'lines that start containers': () => `#!/bin/sh\n${filled((at) => `docker run --rm -v /a:/b image:${at}\n`)}`,
  },
  Makefile: {
    'recipes that start containers': () => `all:\n${filled((at) => `\tdocker run --rm -v /a:/b image:${at}\n`)}`,
  },
  '.github/workflows/ci.yml': {
    'steps that start containers': () => `${jobHead}${filled((at) => `      - run: docker run --rm image:${at}\n`)}`,
    'one step of containers': () => `${jobHead}      - run: |\n${filled((at) => `          docker run --rm image:${at}\n`)}`,
    'jobs in containers': () =>
      `on: push\njobs:\n${filled((at) => `  j${at}:\n    runs-on: a\n    container: image:${at}\n    steps: []\n`)}`,
  },
  'README.md': {
    'fences of containers': () => filled((at) => `\`\`\`sh\ndocker run --rm image:${at}\n\`\`\`\n`),
  },
};

const jobHead = 'on: push\njobs:\n  a:\n    runs-on: a\n    steps:\n';

/** Lines as long as BuildKit reads them, each of a head and one piece over and over. */
function longLines(head: string, piece: string, tail = ''): string {
  return filled(() => `${head}${piece.repeat(Math.floor(60_000 / piece.length))}${tail}\n`);
}

/** Pieces one after another until there is a megabyte. */
function filled(piece: (index: number) => string): string {
  const parts: string[] = [];
  for (let length = 0; length < size;) {
    const part = piece(parts.length);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}
