import { judgesServices } from '../lines.ts';

judgesServices('container/heap-fits-limit', {
  found: [
    ['mem_limit: 1g\ncommand: java -Xmx1g -jar a.jar', '`-Xmx`'],
    'mem_limit: 1g\ncommand: [java, "-Xmx1024m"]',
    'mem_limit: 1g\nentrypoint: [java, "-Xmx1073741824"]',
    'mem_limit: 1gb\ncommand: [java, "-Xmx2g"]',
    'mem_limit: 1GiB\ncommand: [java, "-Xmx2g"]',
    'mem_limit: "0.25g"\ncommand: [java, "-Xmx256m"]',
    'mem_limit: " 512 m "\ncommand: [java, "-Xmx512M"]',
    'mem_limit: 1048576\ncommand: [java, "-Xmx1024k"]',
    ['mem_limit: 512m\nenvironment: { NODE_OPTIONS: "--max-old-space-size=512" }', '`--max-old-space-size`'],
    'mem_limit: 512m\nenvironment: { NODE_OPTIONS: "--max_old_space_size=1024" }',
    'mem_limit: 512m\nenvironment: { JAVA_OPTS: "-server -Xmx1g" }',
    'mem_limit: 512m\nenvironment: { JAVA_TOOL_OPTIONS: "-Xmx1g" }',
    'mem_limit: 512m\ncommand: ["node", "--max-old-space-size=512", "a.js"]',
  ],
  passed: [
    'command: java -Xmx1g -jar a.jar',
    'mem_limit: 0\ncommand: [java, "-Xmx1g"]',
    'mem_limit: ${LIMIT}\ncommand: [java, "-Xmx1g"]',
    'mem_limit: 1g\ncommand: [java, "-Xmx1023m"]',
    'mem_limit: 1g\ncommand: [java, "x-Xmx2g"]',
    'mem_limit: 1g\ncommand: [java, "-Xmx"]',
    'mem_limit: 512m\nenvironment: { JAVA_OPTS_APPEND: "-Xmx1g" }',
    'mem_limit: 512m\nenvironment: { NODE_OPTIONS: "--max-old-space-size=511" }',
    'mem_limit: 512m\nenvironment: { OTHER: "-Xmx1g" }',
    'mem_limit: 512m\nenvironment: { JAVA_OPTS: "${A:--Xmx1g}" }',
  ],
});

const owner = (script: string): string => `FROM alpine:3.22\n${script}\nUSER app\nCMD ["/app"]\n`;
judgesServices(
  'container/volume-owned',
  {
    found: [
      ['volumes: ["data:/data"]', 'runs as app, and nothing in its image makes `/data`'],
      'volumes: ["data:/data/"]',
      'volumes: ["data:/var/lib/application"]',
    ],
    passed: [
      'volumes: ["data:/data:ro"]',
      'volumes: ["./data:/data"]',
      'volumes: ["/data"]',
      'volumes: ["data:/var/lib/app"]',
      'volumes: ["data:/var/lib/app//"]',
      'volumes: ["data:/var/lib"]',
      'volumes: ["data:/srv/copied"]',
      'volumes: ["data:/srv/added"]',
      'volumes: ["data:/srv/worked"]',
      'user: "0"\nvolumes: ["data:/data"]',
      'user: ${USER}\nvolumes: ["data:/data"]',
      'image: alpine:3.22\nuser: app\nvolumes: ["data:/data"]',
    ],
  },
  owner(
    'LABEL a=/data\nENV A=/data\nRUN adduser -D app && mkdir -p "/var/lib/app"\nCOPY a /srv/copied/\nADD b /srv/added/\nWORKDIR /srv/worked',
  ),
);

judgesServices(
  'container/build-secret-given',
  {
    found: [
      ['build: { context: ., target: first }', 'the secret `first`'],
      'build: .',
      'build: { context: . }',
      'build: { context: ., secrets: [other] }',
    ],
    passed: [
      'build: { context: ., secrets: [npm] }',
      'build: { context: ., secrets: ["${SECRET}"] }',
      'image: example/web:1',
      'docker run example/web:1',
    ],
  },
  'FROM a AS first\nRUN --mount=type=secret,id=first ls\nFROM b\nENV A=1\nRUN --mount=type=cache,id=cache,target=/x ls\nRUN --mount=type=secret,id=npm ls\nRUN --mount=type=secret,id=npm ls\nRUN --mount=type=secret,id=$WHICH ls\nUSER app\n',
);

judgesServices(
  'container/build-secret-given',
  { found: [['build: .', 'the secret `npmrc`']], passed: ['build: { context: ., secrets: [npmrc] }'] },
  'FROM b\nRUN --mount=type=secret,target=/root/npmrc ls\nUSER app\n',
);

judgesServices('container/read-only-bearable', {
  found: [
    ['image: nginx:1.29\nread_only: true', '`nginx` writes to'],
    'image: nginx:1.29\nread_only: true\ntmpfs: [/tmp]',
    'image: nginx:1.29\nread_only: true\ncommand: [nginx, -t]',
  ],
  passed: [
    'image: nginx:1.29',
    'image: nginx:1.29\nread_only: false',
    'image: nginx:1.29\nread_only: ${RO}',
    'image: ${IMAGE}\nread_only: true',
    'image: "??"\nread_only: true',
    'image: nginx:1.29\nread_only: true\nentrypoint: [sh]',
    'image: nginx:1.29\nread_only: true\nentrypoint: ${ENTRY}',
    'image: nginx:1.29\nread_only: true\ntmpfs: ["${TMP}"]',
    'image: nginx:1.29\nread_only: true\nvolumes: ["${A}"]',
    'image: nginx:1.29\nread_only: true\ntmpfs: [/var/cache/nginx, /var/run]',
  ],
});

judgesServices('container/capabilities-for-entrypoint', {
  found: [
    ['image: postgres:17\ncap_drop: [ALL]', 'which needs SETGID and SETUID'],
    ['image: postgres:17\ncap_drop: [CHOWN, ALL]\ncap_add: [SETGID]', 'which needs SETUID'],
    'image: postgres:17\ncap_drop: [ALL]\nuser: ""',
    'image: postgres:17\ncap_drop: [ALL]\nuser: root',
  ],
  passed: [
    'image: postgres:17',
    'image: postgres:17\ncap_drop: [CHOWN]',
    'image: postgres:17\ncap_drop: [ALL]\ncap_add: [SETGID, SETUID]',
    'image: postgres:17\ncap_drop: [ALL]\ncap_add: [ALL]',
    'image: postgres:17\ncap_drop: [ALL]\ncap_add: ["${CAP}"]',
    'image: postgres:17\ncap_drop: [ALL]\nuser: "999"',
    'image: postgres:17\ncap_drop: [ALL]\nuser: ${USER}',
    'image: ${IMAGE}\ncap_drop: [ALL]',
    'image: example/web:1\ncap_drop: [ALL]',
  ],
});

const gains = 'security_opt: ["no-new-privileges:true"]';
judgesServices('container/no-sudo-without-privileges', {
  found: [
    `${gains}\nuser: app\ncommand: sudo /app`,
    `${gains}\nuser: app\ncommand: ["/usr/bin/sudo", "/app"]`,
    `${gains}\nuser: app\nentrypoint: sh -c "cd /a;sudo /app"`,
    `${gains}\nuser: app\ncommand: sh -c "(sudo /app)"`,
    `${gains}\ncommand: sudo`,
  ],
  passed: [
    'user: app\ncommand: sudo /app',
    'security_opt: ["no-new-privileges:false"]\nuser: app\ncommand: sudo /app',
    'security_opt: ["${OPTION}"]\nuser: app\ncommand: sudo /app',
    `${gains}\nuser: root\ncommand: sudo /app`,
    `${gains}\nuser: app\ncommand: /app`,
    `${gains}\nuser: app\ncommand: pseudo /app`,
    `${gains}\nuser: app\ncommand: sudoers /app`,
    `${gains}\nuser: app`,
  ],
});
judgesServices(
  'container/no-sudo-without-privileges',
  { found: [gains], passed: [`${gains}\ncommand: /app`, `${gains}\nentrypoint: /app`] },
  'FROM a\nUSER app\nCMD exec sudo /app\n',
);

judgesServices('container/user-not-root', {
  found: [['user: root', 'runs as root.'], ['user: "0:0"', 'runs as root.'], 'docker run --user 0 example/web:1'],
  passed: ['user: app', 'user: "1000:0"', 'user: ""', 'user: ${USER}'],
});
judgesServices(
  'container/user-not-root',
  { found: [['user: root', 'runs as root, which undoes the user app of its image']] },
  'FROM a\nUSER app\n',
);
judgesServices('container/user-not-root', { found: [['user: root', 'runs as root.']] }, 'FROM a\nUSER root\n');
