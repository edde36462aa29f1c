import type { Finding, Waiver } from '../../src/model/finding.ts';
import type { Location } from '../../src/model/place.ts';
import type { Posture, PostureValue, Report, RuleFacts } from '../../src/model/report.ts';

/** Text of somebody who would like to run a command, mention a team, break a table and hide what is written. */
export const hostile =
  '::error::owned ##[set-env name=PATH]x\n::set-output name=a::b | cell `code` **bold** <script>alert(1)</script>' +
  ' [link](https://evil.example) ![i](https://evil.example/p.png) @octocat #123 GH-7 $x$ \u001B[31mred\u001B]0;title\u0007 \u202Eesrever\u200B \uD800 \r\n## head';

export function at(path: string, startLine: number, startColumn = 1, endColumn = startColumn + 8): Location {
  return { path, startLine, startColumn, endLine: startLine, endColumn };
}

export function finding(parts: Partial<Finding> & Pick<Finding, 'rule' | 'severity'>): Finding {
  return {
    confidence: 'certain',
    message: 'Service `web` runs as root.',
    remedy: 'Set `user:` to somebody without rights on the host.',
    location: at('compose.yaml', 3, 3),
    subject: {},
    related: [],
    fingerprint: '0123456789abcdef',
    standing: 'new',
    sources: ['container-guard'],
    ...parts,
  };
}

const value = (text: string, state: PostureValue['state'] = 'known', trail: readonly string[] = []): PostureValue => ({
  value: text,
  state,
  trail,
});

export function posture(parts: Partial<Posture> & Pick<Posture, 'subject'>): Posture {
  return {
    kind: 'service',
    location: at('compose.yaml', 2, 3),
    image: value('node:22-alpine'),
    user: value('root', 'unset', ['compose.yaml:2 sets no user', 'Dockerfile:1 sets no USER', 'node:22-alpine runs as root']),
    capabilities: value('14 by default', 'known'),
    noNewPrivileges: value('no', 'unset'),
    readOnly: value('no', 'unset'),
    groups: value('unknown', 'unknown'),
    writable: value('everything', 'unset'),
    limits: value('memory 512m'),
    healthCheck: value('none', 'unset'),
    published: value('127.0.0.1:8080'),
    networks: value('default, alone', 'unset'),
    mounts: value('none', 'unset'),
    devices: value('none', 'unset'),
    namespaces: value('own', 'unset'),
    ...parts,
  };
}

export function rule(parts: Partial<RuleFacts> & Pick<RuleFacts, 'id'>): RuleFacts {
  return {
    title: 'Container runs as root',
    severity: 'high',
    profile: 'default',
    why: 'A process that breaks out of the container is root on the host.',
    remedy: 'Set `user:` to somebody without rights on the host.',
    references: ['CIS Docker 1.6.0, 4.1', 'https://docs.docker.com/engine/security/'],
    tags: ['docker', 'cis'],
    page: '# Container runs as root\n\nA process that breaks out of the container is root on the host.\n',
    ...parts,
  };
}

export const waiver: Waiver = {
  rule: 'container/read-only',
  path: 'compose.yaml',
  reason: 'The cache writes beside its binary until the next release.',
  owner: 'platform',
  until: '2027-03-31',
  source: 'container-guard.yaml:14',
};

const lapsed: Waiver = {
  rule: 'image/pinned',
  reason: 'Renovate will do it.',
  until: '2026-01-31',
  source: 'container-guard.yaml:20',
};

/** Nothing found, everything looked at. */
export const cleanReport: Report = {
  tool: {
    name: 'container-guard',
    version: '1.2.3',
    trivy: {
      version: '0.66.0',
      sha256: 'ab'.repeat(32),
      verified: 'signature verified',
      verifiedBy: 'signature',
      databaseUpdatedAt: '2026-11-23T06:12:00Z',
    },
  },
  profile: 'default',
  findings: [],
  gaps: [],
  images: [],
  posture: [],
  waivers: { used: [], lapsed: [], unused: [] },
  gate: { failOn: 'high', judge: 'new', onlyFixed: false },
  verdict: 'pass',
  coverage: { dockerfiles: 2, composeProjects: 1, commands: 3, images: 1, files: 412 },
  notes: [],
  rules: [],
};

/** A run as people have it: some of everything. */
export const sampleReport: Report = {
  ...cleanReport,
  verdict: 'fail',
  findings: [
    finding({
      rule: 'image/CVE-2026-1234',
      severity: 'critical',
      message: 'libssl3 3.0.1 in node:18 has CVE-2026-1234: a crafted certificate runs code.',
      remedy: 'Update `libssl3` to 3.0.3.',
      location: at('Dockerfile', 1, 6, 13),
      subject: {
        stage: 'final',
        image: 'node:18',
        package: 'libssl3',
        version: '3.0.1',
        fixedVersion: '3.0.3',
        advisory: 'CVE-2026-1234',
      },
      fingerprint: '1111111111111111',
      sources: ['trivy'],
    }),
    finding({
      rule: 'image/CVE-2026-1234',
      severity: 'high',
      message: 'openssl 3.0.1 in node:18 has CVE-2026-1234: a crafted certificate runs code.',
      remedy: 'Update `openssl` to 3.0.3.',
      location: at('Dockerfile', 1, 6, 13),
      subject: {
        stage: 'final',
        image: 'node:18',
        package: 'openssl',
        version: '3.0.1',
        fixedVersion: '3.0.3',
        advisory: 'CVE-2026-1234',
      },
      fingerprint: '2222222222222222',
      sources: ['trivy'],
    }),
    finding({
      rule: 'image/CVE-2026-9999',
      severity: 'medium',
      message: 'zlib1g 1.2 in node:18 has CVE-2026-9999: a long name is read past its end.',
      remedy: 'Wait for a fixed version.',
      location: at('Dockerfile', 1, 6, 13),
      subject: { stage: 'final', image: 'node:18', package: 'zlib1g', version: '1.2', advisory: 'CVE-2026-9999' },
      fingerprint: '3333333333333333',
      sources: ['trivy'],
    }),
    finding({
      rule: 'image/pinned',
      severity: 'low',
      message: 'Image `node:18` is not pinned by digest.',
      remedy: 'Write the digest behind the tag.',
      location: at('Dockerfile', 1, 6, 13),
      subject: { image: 'node:18' },
      fingerprint: '4444444444444444',
      standing: 'lapsed',
      waiver: lapsed,
    }),
    finding({
      rule: 'container/no-privileged',
      severity: 'critical',
      message: 'Service `web` is privileged.',
      remedy: 'Remove `privileged: true` and add the capabilities that are needed.',
      location: at('compose.yaml', 6, 5, 21),
      subject: { service: 'web' },
      fingerprint: '5555555555555555',
      related: [{ location: at('compose.override.yaml', 4, 5, 21), note: 'It is set here, too.' }],
      fix: { title: 'Remove it', safety: 'suggest', edits: [{ path: 'compose.yaml', start: 60, end: 80, text: '' }] },
      sources: ['container-guard', 'trivy'],
    }),
    finding({
      rule: 'container/user',
      severity: 'high',
      confidence: 'likely',
      subject: { service: 'web' },
      fingerprint: '6666666666666666',
    }),
    finding({
      rule: 'container/user',
      severity: 'high',
      confidence: 'possible',
      message: 'Service `worker` runs as root.',
      location: at('compose.yaml', 12, 3),
      subject: { service: 'worker' },
      fingerprint: '7777777777777777',
      standing: 'known',
    }),
    finding({
      rule: 'container/read-only',
      severity: 'low',
      message: 'The root file system of service `cache` is writable.',
      remedy: 'Set `read_only: true`.',
      location: at('compose.yaml', 20, 3),
      subject: { service: 'cache' },
      fingerprint: '8888888888888888',
      standing: 'waived',
      waiver,
    }),
    finding({
      rule: 'container/no-new-privileges',
      severity: 'medium',
      message: 'Service `web` can gain privileges after it starts.',
      remedy: 'Add `no-new-privileges:true` to `security_opt`.',
      location: at('compose.yaml', 3, 3),
      subject: { service: 'web' },
      fingerprint: '9999999999999999',
      fix: { title: 'Add it', safety: 'safe', edits: [] },
    }),
    finding({
      rule: 'container/label',
      severity: 'info',
      message: 'Service `web` has no owner label.',
      remedy: 'Add a label.',
      location: at('compose.yaml', 3, 3),
      subject: { service: 'web' },
      fingerprint: 'aaaaaaaaaaaaaaaa',
    }),
  ],
  gaps: [
    {
      artifact: 'ghcr.io/acme/api:2',
      reason: 'unreachable',
      detail: 'the registry asks for a login.',
      location: at('compose.yaml', 30, 12),
      blocking: true,
    },
    { artifact: 'deploy.sh', reason: 'unresolved', detail: '`$IMAGE` is set outside of the script.', blocking: false },
  ],
  images: [
    {
      reference: 'node:18',
      digest: `sha256:${'c'.repeat(64)}`,
      platform: 'linux/amd64',
      os: 'debian 12.5',
      location: at('Dockerfile', 1, 6, 13),
      findings: 4,
    },
    { reference: 'redis:8', findings: 0 },
  ],
  posture: [
    posture({ subject: 'web' }),
    posture({
      subject: 'worker',
      user: value('$WORKER_USER is not set', 'unknown', ['compose.yaml:14 takes it from $WORKER_USER']),
      location: at('compose.yaml', 12, 3),
    }),
    posture({
      subject: 'docker run redis:8',
      kind: 'command',
      location: at('.github/workflows/ci.yml', 40, 9),
      published: value('', 'unset'),
    }),
  ],
  waivers: {
    used: [waiver],
    lapsed: [lapsed],
    unused: [{ rule: 'dockerfile/healthcheck', reason: 'Batch job.', source: 'Dockerfile:3' }],
  },
  baseline: { known: 1, fixed: 2 },
  notes: ['3 images of Compose files were not scanned for packages: `--scan-compose-images` does it.'],
  rules: [
    rule({ id: 'container/label', title: 'Container has no owner', severity: 'info', tags: [] }),
    rule({ id: 'container/no-new-privileges', title: 'Container can gain privileges', severity: 'medium' }),
    rule({ id: 'container/no-privileged', title: 'Container is privileged', severity: 'critical' }),
    rule({ id: 'container/read-only', title: 'Root file system is writable', severity: 'low' }),
    rule({ id: 'container/user' }),
    rule({ id: 'image/pinned', title: 'Image is not pinned by digest', severity: 'low' }),
  ],
};

/** The sample with hostile text in every field that comes from outside. */
export const hostileReport: Report = {
  ...sampleReport,
  tool: {
    ...sampleReport.tool,
    trivy: { version: hostile, sha256: 'ab'.repeat(32), verified: hostile, databaseUpdatedAt: hostile },
  },
  findings: sampleReport.findings.map((one) => ({
    ...one,
    rule: one.rule.startsWith('image/CVE') ? `image/${hostile}` : one.rule,
    message: hostile,
    remedy: hostile,
    location: { ...one.location, path: hostile },
    subject: {
      service: hostile,
      stage: hostile,
      image: hostile,
      package: hostile,
      version: hostile,
      fixedVersion: hostile,
      advisory: hostile,
    },
    related: [{ location: { ...one.location, path: hostile }, note: hostile }],
    trail: [
      { location: { ...one.location, path: hostile }, note: hostile },
      { location: at(hostile, 7), note: hostile },
    ],
    ...(one.waiver ? { waiver: hostileWaiver(one.waiver) } : {}),
    sources: [hostile],
    ...(one.fix ? { fix: { ...one.fix, title: hostile } } : {}),
  })),
  gaps: sampleReport.gaps.map((gap) => ({ ...gap, artifact: hostile, detail: hostile, location: at(hostile, 1) })),
  images: sampleReport.images.map((image) => ({
    reference: hostile,
    digest: hostile,
    platform: hostile,
    os: hostile,
    location: at(hostile, 1),
    findings: image.findings,
  })),
  posture: Array.from(sampleReport.posture, (one) => ({
    subject: hostile,
    kind: one.kind,
    location: at(hostile, 1),
    when: hostile,
    image: hostileValue('known'),
    user: hostileValue('unknown'),
    groups: hostileValue('unknown'),
    capabilities: hostileValue('unset'),
    noNewPrivileges: hostileValue('known'),
    readOnly: hostileValue('known'),
    writable: hostileValue('known'),
    limits: hostileValue('unknown'),
    healthCheck: hostileValue('known'),
    published: hostileValue('known'),
    networks: hostileValue('unset'),
    mounts: hostileValue('known'),
    devices: hostileValue('known'),
    namespaces: hostileValue('unset'),
  })),
  waivers: {
    used: sampleReport.waivers.used.map(hostileWaiver),
    lapsed: sampleReport.waivers.lapsed.map(hostileWaiver),
    unused: sampleReport.waivers.unused.map(hostileWaiver),
  },
  notes: [hostile],
};

function hostileValue(state: PostureValue['state']): PostureValue {
  return { value: hostile, state, why: hostile, items: [hostile], trail: [hostile] };
}

function hostileWaiver(one: Waiver): Waiver {
  return { ...one, path: hostile, subject: hostile, reason: hostile, owner: hostile, until: hostile, source: hostile };
}
