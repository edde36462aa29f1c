import { judgesLines } from '../lines.ts';

judgesLines('dockerfile/no-engine-socket', {
  found: [
    ['VOLUME /run/containerd.sock', 'gives the container power over the host'],
    ['COPY docker.sock /var/run/docker.sock', '`docker.sock` is the socket'],
    ['ADD a run/podman.sock /tmp/', '`run/podman.sock` is the socket'],
    ['RUN --mount=type=bind,source=/var/run/docker.sock,target=/a docker ps', '`/var/run/docker.sock` gives the build power'],
    ['RUN --mount=type=bind,source=/a,target=/var/run/crio.sock docker ps', '`/var/run/crio.sock` gives the build power'],
  ],
  passed: [
    'VOLUME /run/notdocker.sock',
    'VOLUME /run/docker.sock.d',
    'COPY a /tmp/',
    'RUN --mount=type=bind,source=/a,target=/b ls',
    'RUN --mount=type=cache,target=/b ls',
    'ENV A=/var/run/docker.sock',
  ],
});

judgesLines('dockerfile/base-tag-not-empty', {
  found: [
    'FROM alpine$TAG',
    'FROM alpine:$TAG',
    'FROM alpine${TAG}',
    'FROM registry.example.com:5000/app$TAG',
    'FROM scratch AS one\nARG TAG=latest\nFROM alpine:$TAG',
    'FROM scratch AS one\nARG TAG="latest"\nFROM alpine:$TAG',
    'FROM scratch AS one\nARG TAG=latest OTHER=1\nFROM alpine:$TAG',
    'FROM scratch AS one\nARG TAG=3\nARG TAG=latest\nFROM alpine:$TAG',
    'FROM alpine:$TAG AS one\nARG TAG=3.20',
    'ARG OTHER=3\nFROM alpine:$TAG',
  ],
  passed: [
    'FROM alpine:3.20',
    'FROM alpine',
    'FROM $BASE',
    'FROM $BASE:$TAG',
    'ARG TAG\nFROM alpine:$TAG',
    'ARG TAG=3.20\nFROM alpine:$TAG',
    'ARG OTHER\nARG TAG\nFROM $OTHER$TAG',
    'FROM alpine:$TARGETARCH',
    'FROM alpine:$TARGETARCH$TAG',
    'FROM alpine@$DIGEST',
    'FROM scratch AS one\nARG TAG=3.20\nFROM alpine:$TAG',
    'FROM scratch AS one\nARG TAG=latest\nARG TAG=3.20\nFROM alpine:$TAG',
    'FROM scratch AS one\nARG TAG=3.20\nARG TAG\nFROM alpine:$TAG',
    'FROM scratch AS one\nENV TAG=latest\nARG TAG=3.20\nFROM alpine:$TAG',
  ],
});

judgesLines('dockerfile/archive-by-add', {
  found: [
    'COPY a.tar.gz /tmp/\nRUN tar -xzf /tmp/a.tar.gz',
    'COPY a.tar.gz /tmp/\nRUN tar xzf /tmp/a.tar.gz',
    'COPY a.tar.gz /tmp/\nRUN tar --extract --file /tmp/a.tar.gz',
    'COPY a.tar.gz /tmp/\nRUN tar -C /opt -xzf /tmp/a.tar.gz',
    'COPY a.tar.gz /tmp/\nRUN tar --get -f /tmp/a.tar.gz',
    'COPY a.tar.gz /tmp/b.tgz\nRUN tar -xzf /tmp/b.tgz',
    'COPY "a.tar.gz" /tmp/\nRUN tar -xf "/tmp/a.tar.gz"',
    'COPY readme a.zip /tmp/\nRUN unzip /tmp/a.zip',
    'COPY a.Z /tmp/\nRUN uncompress /tmp/a.Z',
    'COPY a.z /tmp/\nRUN zcat /tmp/a.z > /a',
    'COPY a.gz /tmp/\nRUN gunzip /tmp/a.gz',
    'COPY --chown=app a.gz /tmp/\nRUN gunzip /tmp/a.gz',
  ],
  passed: [
    'COPY a.tar.gz /tmp/\nRUN tar -czf /tmp/a.tar.gz /b',
    'COPY a.tar.gz /tmp/\nRUN tar -tf /tmp/a.tar.gz --exclude=x',
    'COPY a.tar.gz /tmp/\nRUN ls /tmp/a.tar.gz -x',
    'COPY a.tar.gz /tmp/\nRUN tar -xzf /tmp/b.tar.gz',
    'COPY a.tar.gz /tmp/b.tgz\nRUN tar -xzf /tmp/a.tar.gz',
    'COPY a.txt /tmp/\nRUN unzip /tmp/a.txt',
    'RUN unzip /tmp/a.zip\nCOPY a.zip /tmp/',
    'COPY --from=build a.zip /tmp/\nRUN unzip /tmp/a.zip',
    'ADD a.zip /tmp/\nRUN unzip /tmp/a.zip',
    'COPY unzip.zip /tmp/\nRUN unzip /tmp/a.zip',
    'FROM a AS one\nCOPY a.zip /tmp/\nFROM b\nRUN unzip /tmp/a.zip',
  ],
});

judgesLines('dockerfile/copy-many-into-folder', {
  found: [['COPY a b /app', '`/app` gets 2 sources'], 'COPY a in /app', 'COPY file:1 b /app', 'COPY in file:1 /app'],
  passed: [
    'COPY a /app',
    'COPY a b /app/',
    'COPY a b .',
    'COPY a b ..',
    'COPY a b $APP',
    'COPY a b /app/${FOLDER}',
    'COPY file:8b88 in /app',
    'COPY dir:8b88 in /app',
    'COPY multi:8b88 in /app',
    'ADD a b /app',
  ],
});

judgesLines('dockerfile/exec-form-valid', {
  found: [
    ["CMD ['node', 'server.js']", 'This CMD looks like'],
    ["ENTRYPOINT ['/app']", 'This ENTRYPOINT looks like'],
    ["HEALTHCHECK CMD ['/app', 'check']", 'looks like'],
    ['RUN ["npm" "ci"]', 'This RUN looks like'],
    'RUN ["npm", \'ci\']',
    'CMD [“node”, “server.js”]',
    'CMD [node, server.js]',
    'CMD [ node ] x',
    'CMD [node]',
  ],
  passed: [
    'CMD ["node", "server.js"]',
    'CMD node server.js',
    'CMD [[ -f /a ]] && /a',
    'CMD [ -f /a ] && /a',
    'CMD [ -f /a ] || /a',
    'CMD [ -f /a ]; /a',
    'CMD [ -f /a ]',
    'RUN [ -f /a ] && /a',
    'RUN [ "$A" = b ] && /a',
    'RUN [[ "$A" == b ]] && /a',
    'HEALTHCHECK NONE',
    'HEALTHCHECK CMD /app check',
  ],
});

judgesLines('dockerfile/no-inline-ignore', {
  found: [
    ['LABEL a=b\n# hadolint ignore=DL3008', 'silences `hadolint`'],
    ['LABEL a=b\n# hadolint global ignore=DL3008', 'silences `hadolint`'],
    ['LABEL a=b\n# hadolint  global  ignore = DL3008', 'silences `hadolint`'],
    ['LABEL a=b\n# trivy:ignore:DS-0002', 'silences `trivy`'],
    ['LABEL a=b\n# checkov:skip=CKV_DOCKER_2', 'silences `checkov`'],
    ['LABEL a=b\n# checkov : skip=CKV_DOCKER_2', 'silences `checkov`'],
    ['LABEL a=b\n# kics-scan ignore-line', 'silences `kics-scan`'],
    ['LABEL a=b\n# kics-scan  ignore-block', 'silences `kics-scan`'],
    ['LABEL a=b\n# nosemgrep', 'silences `nosemgrep`'],
  ],
  passed: [
    'LABEL a=b\n# see hadolint ignore=DL3008',
    'LABEL a=b\n# hadolint has nothing to say',
    'LABEL a=b\n# nosemgrepping',
    'LABEL a=b\n# trivy checks it',
  ],
});

judgesLines('dockerfile/pipefail-set', {
  found: [
    ['curl https://example.com/a | tar -x', 'Whether `curl` fails'],
    ['A=1 | cat', 'its first program'],
    'echo "$(curl https://example.com/a)" | tee /a',
    'printf `date` | tee /a',
    'echo a | sort | tee /a',
    'SHELL ["/bin/bash", "-c"]\nRUN cat /a | sort',
    'SHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN cat /a | sort',
    'cat /a | sort; set -o pipefail',
    'bash -c "cat /a | sort"',
    'echo set -o pipefail; cat /a | sort',
  ],
  passed: [
    'cat /a',
    'echo a | tee /a',
    'printf "%s" "$A" | tee /a',
    'yes | apt-get install a',
    'echo a | yes | tee /a',
    'set -o pipefail; cat /a | sort',
    'set -euo pipefail && cat /a | sort',
    'bash -o pipefail -c "cat /a | sort"',
    'RUN ["sh", "-c", "cat /a | sort"]',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat /a | sort',
    'SHELL ["/bin/bash", "-eo pipefail", "-c"]\nRUN cat /a | sort',
    'SHELL ["/bin/bash", "-e  -o pipefail", "-c"]\nRUN cat /a | sort',
    'SHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN cat /a | sort',
  ],
});
