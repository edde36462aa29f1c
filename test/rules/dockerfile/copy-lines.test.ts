import { expect, test } from 'vitest';
import { ruleNamed } from '../../../src/rules/choice.ts';
import { judged } from '../judged.ts';
import { judgesLines } from '../lines.ts';

judgesLines('dockerfile/copy-not-add', {
  found: [
    ['ADD app.py /app/', '`ADD app.py` copies files only'],
    'ADD a b /app/',
    'ADD app.tar.txt /app/',
    'ADD tar /app/',
    'ADD xgit@example.com /app/',
    'ADD app/.gitignore /app/',
    'ADD app/x.git/y /app/',
    'ADD x.git /app/',
    'ADD file:zz /app/',
    'ADD file:ab /app/',
    'ADD xfile:abc1 /app/',
  ],
  passed: [
    'COPY app.py /app/',
    ...['tar', 'tar.gz', 'tar.bz2', 'tar.xz', 'tar.zst', 'tgz', 'tbz', 'tbz2', 'txz', 'tZ', 'gz', 'xz', 'TAR.GZ'].map(
      (ending) => `ADD a.${ending} /app/`,
    ),
    'ADD "a.tar" /app/',
    'ADD ["a.tar", "/app/"]',
    'ADD readme a.tar /app/',
    'ADD https://example.com/a /app/',
    'ADD "https://example.com/a" /app/',
    'ADD git@example.com:a/b.git /app/',
    'ADD example.com/a/b.git /app/',
    'ADD example.com/a/b.git#v1 /app/',
    'ADD file:8b88f1 in /',
    'ADD multi:8b88f1 in /',
    'ADD $FILE /app/',
  ],
});

judgesLines('dockerfile/no-whole-context', {
  found: [
    ['COPY . /app', '`COPY .` takes in the whole build folder'],
    ['COPY ./ /app', 'the whole build folder'],
    ['COPY / /app', 'the whole build folder'],
    ['COPY ././/. /app', 'the whole build folder'],
    ['COPY .. /app', 'the whole build folder'],
    ['ADD * /app/', '`ADD *` takes in everything at the top'],
    ['COPY */* /app/', 'everything at the top'],
    ['COPY ** /app/', 'everything at the top'],
    ['COPY *.* /app/', 'everything at the top'],
    ['COPY conf* /app/', 'every file and folder whose name begins so'],
    'COPY --chown=app . /app',
  ],
  passed: [
    'COPY src /app',
    'COPY src/. /app',
    'COPY src/* /app/',
    'COPY package*.json /app/',
    'COPY *.json /app/',
    'COPY --from=build . /app',
    'ADD https://example.com/* /app/',
    'ADD git+ssh://example.com/a* /app/',
    'ADD git@example.com:a* /app/',
  ],
});

judgesLines('dockerfile/no-remote-login-port', {
  found: [
    ['EXPOSE 22', 'Port 22 is that of'],
    ['EXPOSE 22/tcp', 'Port 22'],
    ['EXPOSE 20-30', 'Port 2'],
    ['EXPOSE 0-99', 'Port 2'],
    ['EXPOSE 8080:22', 'Port 22'],
    ['EXPOSE 127.0.0.1:8080:22', 'Port 22'],
  ],
  passed: ['EXPOSE 22/udp', 'EXPOSE 0-100', 'EXPOSE 2222', 'EXPOSE 22x', 'EXPOSE x22', 'EXPOSE 22:80', 'EXPOSE 24-30'],
});

judgesLines('dockerfile/no-credential-file', {
  found: [
    ['COPY .npmrc /root/', '`.npmrc` holds'],
    ['COPY npmrc /root/.npmrc', '`/root/.npmrc` holds'],
    ['COPY a .npmrc /root/', '`.npmrc` holds'],
    'COPY id_rsa.public /root/.ssh',
    'ENV C=.npmrc\nCOPY $C /root/',
    'COPY config $AWS_CONFIG_FILE',
    ['WORKDIR /app\nCOPY config ./\nENV KUBECONFIG=/app/kube', '`KUBECONFIG` looks for credentials'],
    'WORKDIR /app\nCOPY config ./\nARG KUBECONFIG=/app/kube',
    'WORKDIR /app\nCOPY config .\nENV KUBECONFIG=kube',
    'COPY config /etc/kube\nENV KUBECONFIG=/etc/kube',
    'ADD config /etc/\nENV KUBECONFIG=/etc/./kube',
    'COPY config /\nENV KUBECONFIG=etc/kube',
    'WORKDIR /a\nWORKDIR b\nCOPY config /a/b/\nENV KUBECONFIG=kube',
  ],
  passed: [
    'COPY id_rsa.pub /root/.ssh/authorized_keys',
    'COPY .env.example .env',
    'COPY .env.sample .env',
    'COPY a.pub id_rsa /root/',
    'COPY a /root/',
    'COPY config /\nENV KUBECONFIG=/etc/kube',
    'COPY config /etcetera/\nENV KUBECONFIG=/etc/kube',
    'COPY config /app/\nENV KUBECONFIG=',
    'COPY config /app/\nARG KUBECONFIG',
    'WORKDIR /app\nCOPY config ./\nENV KUBECONFIG=$WHERE/kube',
    'WORKDIR /app\nCOPY config ./\nENV PORT=/app/kube',
    'RUN echo a > /app/a\nENV KUBECONFIG=/app/kube',
    'FROM a AS one\nCOPY config /app/\nFROM b\nENV KUBECONFIG=/app/kube',
    'COPY config /app/\nENV KUBECONFIG=kube\nWORKDIR /app',
  ],
});

judgesLines('dockerfile/copies-merged', {
  found: [
    ['COPY a /app/\nCOPY b /app/', '2 COPY instructions'],
    ['COPY a /app/\nCOPY b /app/\nCOPY c /app/\nRUN ls', '3 COPY instructions'],
    ['ADD a /app/\nADD b /app/', '2 ADD instructions'],
    'COPY --chown=a --link a /app/\nCOPY --link --chown=a b /app/',
  ],
  passed: [
    'COPY a /app/',
    'COPY a /app/\nRUN ls\nCOPY b /app/',
    'COPY a /app/\nADD b /app/',
    'COPY a /app/\nCOPY b /srv/',
    'COPY --chown=a a /app/\nCOPY b /app/',
    'COPY --chown=a a /app/\nCOPY --chown=b b /app/',
    'COPY --link a /app/\nCOPY --chown=a b /app/',
  ],
});

judgesLines('dockerfile/no-secret-argument', {
  found: [
    ['ARG NPM_TOKEN', 'looks like a secret and is a build argument'],
    ['ENV API_KEY=$INPUT', 'looks like a secret and is a variable of the image'],
    ['ARG AWS_ACCESS_KEY_ID', 'is half of a login'],
    'ARG "NPM_TOKEN"',
    'ARG NPM_TOKEN=""',
    'ARG AWS_ACCESS_KEY_ID=abc',
  ],
  passed: [
    'ARG NODE_VERSION',
    'ARG NPM_TOKEN=hunter2',
    'ARG AWS_ACCESS_KEY_ID=AKIAQ3EGRPTYZ7H2MNB4',
    'ENV USE_PASSWORD=true',
    'ENV API_KEY=off',
    'ENV API_KEY=/run/secrets/key',
    'ENV API_KEY=./key',
    'ENV API_KEY=../key',
    'LABEL API_KEY=',
  ],
});

judgesLines('dockerfile/workdir-absolute', {
  found: ['WORKDIR app', 'ENV A=app\nWORKDIR $A', 'FROM a AS one\nWORKDIR x\nFROM b\nWORKDIR /app'],
  passed: [
    'WORKDIR /app',
    'WORKDIR $APP',
    'WORKDIR C:\\app',
    '# escape=`\nFROM a\nWORKDIR \\app',
    'WORKDIR %APP%',
    'ENV A=/app\nWORKDIR $A',
  ],
});

judgesLines('dockerfile/workdir-in-full', {
  found: [
    'WORKDIR /app\nWORKDIR src',
    'FROM a AS one\nWORKDIR /app\nFROM one\nWORKDIR src',
    'FROM a AS one\nWORKDIR /app\nFROM one AS two\nFROM two\nWORKDIR src',
    'WORKDIR $APP\nWORKDIR src',
  ],
  passed: [
    'WORKDIR src',
    'WORKDIR /app\nWORKDIR /app/src',
    'FROM a AS one\nWORKDIR /app\nFROM b\nWORKDIR src',
    'FROM a AS one\nFROM one\nWORKDIR src',
    'FROM a AS one\nWORKDIR src\nFROM one\nWORKDIR more',
  ],
});

test('a comment above an instruction switches a check off through other comments, and only where it says so', async () => {
  const rule = ruleNamed('dockerfile/as-casing');
  if (rule === undefined) throw new Error('There is no such rule');
  const told = async (text: string): Promise<number> => (await judged({ Dockerfile: text }, [rule])).findings.length;
  const above = (comment: string): string => `FROM a\n# ${comment}\n# another\nFROM scratch as base\n`;
  expect(await told(above('check=skip=FromAsCasing'))).toBe(0);
  expect(await told(above('check = skip = FromAsCasing'))).toBe(0);
  expect(await told(above('check=error=true; skip=fromascasing'))).toBe(0);
  expect(await told(above('check=skip=all'))).toBe(0);
  expect(await told(above('check=skip=Other'))).toBe(1);
  expect(await told(above('check=noskip=FromAsCasing'))).toBe(1);
  expect(await told(above('recheck=skip=FromAsCasing'))).toBe(1);
  expect(await told(above('check'))).toBe(1);
  expect(await told('FROM scratch as base\n# check=skip=FromAsCasing\n')).toBe(1);
});

judgesLines(
  'dockerfile/no-whole-context',
  { found: ['COPY . /app'] },
  { '.dockerignore': 'node_modules/**\n*.md\n!**\n', 'a.js': '' },
);
for (const all of ['*', '**', '**/*', '*/**'])
  judgesLines('dockerfile/no-whole-context', { passed: ['COPY . /app'] }, { '.dockerignore': `${all}\n!src\n`, 'src/a': '' });

judgesLines(
  'dockerfile/copy-not-ignored',
  {
    found: ['COPY dist /app/', 'COPY made /app/', 'COPY logs/*.txt /app/', 'COPY kept/no /app/', 'COPY dist/ /app/'],
    passed: ['COPY . /app/', 'COPY src /app/', 'COPY kept /app/', 'COPY mixed/* /app/', 'COPY later /app/'],
  },
  {
    'compose.yaml': 'services: { web: { build: . } }\n',
    '.dockerignore': 'dist\nmade\nlogs\nkept\n!kept/yes\nmixed/a\nlater\n!later/this\n',
    'dist/a.js': '',
    'src/a.js': '',
    'logs/a.txt': '',
    'kept/yes': '',
    'kept/no': '',
    'mixed/a': '',
    'mixed/b': '',
  },
);

judgesLines(
  'dockerfile/copy-not-ignored',
  { found: ['COPY dist /app/'], passed: ['COPY made /app/'] },
  {
    'compose.yaml': 'services: { web: { build: . } }\n',
    '.dockerignore': 'dist\nmade\n!*/kept\n',
    'dist/a.js': '',
  },
);

const long = 'x'.repeat(120);
judgesLines('dockerfile/run-split', {
  found: [
    [`RUN ${long}`, 'This line has 124 characters.'],
    [`RUN a \\\n && ${long}`, 'This line has 124 characters.'],
    [`RUN ${long}   `, 'This line has 124 characters.'],
    `ONBUILD RUN ${long}`,
  ],
  passed: [`RUN ${long.slice(4)}`, `RUN ${long.slice(4)}      `, `LABEL a=${long}`, `RUN a\nLABEL a=${long}`, `RUN a \\\n b`],
});

judgesLines('dockerfile/no-empty-continuation', {
  found: ['RUN a \\\n\n && b', 'RUN a \\\n  \t\n && b', 'RUN a \\\n\n\n && bb cc', 'ENV A=1 \\\n\n B=2'],
  passed: [
    'RUN a',
    'RUN a \\\n && b',
    'RUN a \\\n# why\n && b',
    'RUN <<EOF\na\n\nb\nEOF',
    'RUN a\n\nRUN b',
    '# check=skip=NoEmptyContinuation\nFROM a\nRUN a \\\n\n && b',
  ],
});

judgesLines('dockerfile/port-valid', {
  found: ['EXPOSE 65536', 'EXPOSE 80-70000', 'EXPOSE 70000/tcp', 'EXPOSE -1'],
  passed: ['EXPOSE 0', 'EXPOSE 65535', 'EXPOSE 80-90/udp', 'EXPOSE x70000', 'EXPOSE $PORT'],
});

judgesLines('dockerfile/no-privileged-port', {
  found: [['FROM a\nUSER app\nEXPOSE 80', 'port 80'], 'FROM a\nUSER app\nEXPOSE 1023/tcp', 'FROM a\nUSER app\nEXPOSE 1-2'],
  passed: [
    'FROM a\nUSER app\nEXPOSE 1024',
    'FROM a\nUSER app\nEXPOSE 0',
    'FROM a\nUSER app\nEXPOSE $PORT',
    'FROM a\nUSER app\nEXPOSE x80',
    'FROM a\nUSER app',
    'FROM a\nRUN setcap cap_net_bind_service=+ep /app\nUSER app\nEXPOSE 80',
  ],
});
