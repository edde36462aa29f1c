import { expect, test } from 'vitest';
import { join } from 'node:path';
import { rulesFor } from '../../src/rules/choice.ts';
import { judged } from './judged.ts';

const keys = [
  'user privileged read_only network_mode pid ipc uts userns_mode cgroup cgroup_parent mem_limit mem_reservation cpus pids_limit',
  'restart container_name command entrypoint use_api_socket working_dir hostname shm_size',
].flatMap((line) => line.split(' '));
const lists =
  'cap_add cap_drop security_opt volumes tmpfs ports networks devices environment labels env_file secrets group_add sysctls'.split(
    ' ',
  );

/** Services that give every key a variable, nothing, an empty text, or what the key does not take. */
const compose = [
  'services:',
  ...[
    ['variable', '${V}', ['${V}']],
    ['inside', 'a${V}b', ['a${V}b', '${V}:${V}', '${V}=1', 'A=${V}']],
    ['fallback', '${V:-x}', ['${V:-x}', '${V:-/x}:/y', 'PASSWORD=${V:-x}']],
    ['empty', '', ['']],
    ['number', '1', ['1']],
  ].flatMap(([name, value, items]) => [
    `  ${String(name)}:`,
    `    image: "${String(value)}"`,
    ...keys.map((key) => `    ${key}: "${String(value)}"`),
    ...lists.map((key) => `    ${key}: ${JSON.stringify(items)}`),
  ]),
  '  nothing:',
  ...['image', 'build', ...keys, ...lists].map((key) => `    ${key}:`),
  '  mixed:',
  '    image: example/app:1@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f',
  '    build: { context: ., dockerfile: "${V}", target: "${V}", args: { TOKEN: "${V}", A: 1 } }',
  '    deploy: { resources: { limits: { memory: "${V}", cpus: 0, pids: -1 } } }',
  '    healthcheck: { test: ["${V}"], disable: "${V}" }',
  '    logging: { driver: "${V}" }',
  '    ulimits: { nofile: "${V}", nproc: { soft: 1, hard: "${V}" } }',
  '    volumes: [{ type: bind, source: "${V}", target: /x }, { type: volume, target: /y }, { type: tmpfs, target: /z }]',
  '    ports: [{ target: "${V}", published: "${V}" }, { target: 80 }]',
  '',
].join('\n');

const dockerfile = `ARG BASE
ARG TAG=
FROM $BASE AS one
ARG V
ENV A=$V TOKEN=$V EMPTY= PORT=\${V:-80}
USER $V
WORKDIR $V
EXPOSE $V 80-\${V}
VOLUME $V
ADD $V $V/
COPY --from=$V --chown=$V --chmod=$V a b
COPY --from=7 a b
RUN --mount=type=secret,id=$V,mode=$V $V
RUN $V | $V > $V && \${V} install $V; chmod $V /x; curl $V | $V
HEALTHCHECK CMD $V
ENTRYPOINT $V
CMD ["$V"]
FROM node:$TAG
SHELL ["$V"]
RUN
ONBUILD $V
FROM one
STOPSIGNAL $V
LABEL a=$V $V=b
`;

const script = `docker run $OPTS example/app:1
docker run --user $V --privileged=$V --cap-add $V --security-opt $V -v $V -v $V:$V -p $V -p $V:80 --network $V -e $V -e PASSWORD=$V --memory $V --restart $V $V $V
docker run -v /:/x "$@"
docker exec --user $V --privileged=$V $V $V
docker login -u $V -p $V $V
docker login --password
docker build --build-arg $V --build-arg TOKEN=$V --secret $V -f $V $V
docker compose -f $V up
docker
curl $V | $V
`;

const workflow = `on: push
jobs:
  one:
    runs-on: \${{ matrix.os }}
    container:
      image: \${{ matrix.image }}
      options: \${{ matrix.options }}
      credentials: { username: \${{ secrets.U }}, password: \${{ secrets.P }} }
    services:
      db: { image: "\${{ matrix.db }}", env: { PASSWORD: "\${{ secrets.P }}" }, ports: ["\${{ matrix.port }}"] }
    steps:
      - uses: \${{ matrix.action }}
      - uses: docker/login-action@\${{ matrix.ref }}
        with: { password: "\${{ secrets.P }}", registry: }
      - uses: docker/build-push-action@v6
        with: { build-args: "\${{ matrix.args }}", context: "\${{ matrix.context }}" }
      - run: docker run \${{ matrix.options }} \${{ matrix.image }} --token \${{ secrets.T }}
`;

test('what nobody knows, what is empty and what makes no sense throws in no rule, and is told as it was', async () => {
  const { findings, gaps } = await judged(
    { 'compose.yaml': compose, Dockerfile: dockerfile, 'run.sh': script, '.github/workflows/ci.yml': workflow },
    rulesFor('all', []),
  );
  expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([]);
  const told = findings.map(
    ({ rule, location: { path, startLine }, confidence, message }) => `${path}:${startLine} ${rule} ${confidence}: ${message}`,
  );
  await expect(`${told.toSorted().join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'odd/findings.txt'));
});
