import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { toTable } from '../../src/report/table.ts';
import { clip, columnsOf, wrap } from '../../src/report/wrap.ts';
import { at, cleanReport, finding, hostileReport, sampleReport, posture } from './sample-report.ts';

const plain = { colour: false, width: 100, unicode: true };

describe('the report for a terminal', () => {
  test('groups findings by file and says the verdict last', () => {
    expect(toTable(sampleReport, plain)).toBe(`Dockerfile
  1:6  critical  libssl3 3.0.1 in node:18 has CVE-2026-1234: a crafted certificate runs code.
                 image/CVE-2026-1234
                 → Update \`libssl3\` to 3.0.3.
  1:6  high      openssl 3.0.1 in node:18 has CVE-2026-1234: a crafted certificate runs code.
                 image/CVE-2026-1234
                 → Update \`openssl\` to 3.0.3.
  1:6  medium    zlib1g 1.2 in node:18 has CVE-2026-9999: a long name is read past its end.
                 image/CVE-2026-9999
                 → Wait for a fixed version.
  1:6  low       Image \`node:18\` is not pinned by digest. (waiver lapsed on 2026-01-31,
                 container-guard.yaml:20)  image/pinned
                 → Write the digest behind the tag.

compose.yaml
  6:5  critical  Service \`web\` is privileged.  container/no-privileged
                 see compose.override.yaml:4:5 It is set here, too.
                 → Remove \`privileged: true\` and add the capabilities that are needed.
  3:3  high      Service \`web\` runs as root.  container/user
                 → Set \`user:\` to somebody without rights on the host.
  3:3  medium    Service \`web\` can gain privileges after it starts.  container/no-new-privileges
                 → Add \`no-new-privileges:true\` to \`security_opt\`.
  3:3  info      Service \`web\` has no owner label.  container/label
                 → Add a label.

Not looked at (2)
  ghcr.io/acme/api:2 at compose.yaml:30:12: unreachable, which leaves the verdict open. the registry
  asks for a login.
  deploy.sh: unresolved. \`$IMAGE\` is set outside of the script.

What 3 containers really run as
  Container           User            Capabilities   Writable    Limits       Published       Mounts
  web                 root            14 by default  everything  memory 512m  127.0.0.1:8080  none
  worker              unknown: $WOR…  14 by default  everything  memory 512m  127.0.0.1:8080  none
  docker run redis:8  root            14 by default  everything  memory 512m  –               none

note: 3 images of Compose files were not scanned for packages: \`--scan-compose-images\` does it.

1 waiver covers nothing: dockerfile/healthcheck (Dockerfile:3)
2 findings are gone in a newer version of a package
Looked at 2 Dockerfiles, 1 Compose project, 3 container commands, 1 image.
9 findings: 2 critical, 3 high, 2 medium, 1 low, 1 info; 1 known, not shown; 1 waived; 2 fixed since the baseline.
FAIL: 2 critical and 2 high new findings at or above high, and 1 thing could not be looked at
`);
  });

  test('is short where nothing is found', () => {
    expect(toTable(cleanReport, plain)).toBe(
      'Looked at 2 Dockerfiles, 1 Compose project, 3 container commands, 1 image.\n0 findings.\nPASS: no findings\n',
    );
  });

  test('tells a remedy once in a file', () => {
    const findings = [1, 2, 3].map((line) => finding({ rule: 'container/user', severity: 'high', location: at('a.yaml', line) }));
    const text = toTable(
      {
        ...cleanReport,
        findings: [...findings, { ...findings[0], location: at('b.yaml', 1) }].map((one) =>
          finding({ rule: 'container/user', severity: 'high', ...one }),
        ),
      },
      plain,
    );
    expect(text.match(/→/g)).toHaveLength(2);
    expect(text.match(/container\/user/g)).toHaveLength(4);
  });

  test('shows known findings where they count', () => {
    const report = { ...sampleReport, gate: { failOn: 'high', judge: 'all', onlyFixed: false } as const };
    expect(toTable(report, plain)).toContain('12:3  high      Service `worker` runs as root. (known)  container/user');
    expect(toTable(sampleReport, plain)).not.toContain('12:3');
  });

  test('marks the source, once for findings on one place, and under tabs and wide characters too', () => {
    const report = {
      ...cleanReport,
      findings: [
        finding({ rule: 'a', severity: 'low', location: at('x', 3, 7, 10), remedy: '' }),
        finding({ rule: 'b', severity: 'low', location: at('x', 3, 7, 10), remedy: '' }),
      ],
    };
    const snippet = (): string => '\t漢\tab "x" # c';
    expect(
      toTable(report, { ...plain, snippet })
        .split('\n')
        .slice(1, 5),
    ).toEqual([
      '  3:7  low       Service `web` runs as root.  a',
      '                 | 漢 ab "x" # c',
      '                 |       ^^^',
      '  3:7  low       Service `web` runs as root.  b',
    ]);
    expect(toTable(report, { ...plain, width: 50, snippet: () => `${' '.repeat(3)}${'y'.repeat(500)}` })).toContain(
      `| ${'y'.repeat(30)}…\n`,
    );
  });

  test('wraps to the width and loses nothing of a long list', () => {
    const findings = Array.from({ length: 5000 }, (_, index) =>
      finding({ rule: 'container/user', severity: 'low', location: at('a.yaml', index + 1) }),
    );
    const text = toTable({ ...cleanReport, findings }, { ...plain, width: 60 });
    expect(text.match(/container\/user/g)).toHaveLength(5000);
    for (const line of toTable(sampleReport, { ...plain, width: 60 })
      .split('\n')
      .slice(0, -5))
      expect(columnsOf(line)).toBeLessThanOrEqual(60);
  });

  test('tells of containers what there is room for, and of so many', () => {
    const postures = Array.from({ length: 25 }, (_, index) => posture({ subject: `s${index}` }));
    const told = (width: number): string => toTable({ ...cleanReport, posture: postures }, { ...plain, width });
    expect(told(140)).toMatch(/^ {2}Container +User +Capabilities +No new privileges +Writable +Limits +Published +Mounts$/m);
    expect(told(100)).toMatch(/^ {2}Container +User +Capabilities +Writable +Limits +Published +Mounts$/m);
    expect(told(60)).toMatch(/^ {2}Container +User +Capabilities +Published$/m);
    expect(told(100)).toContain('What 25 containers really run as\n');
    expect(told(100)).toContain('\n  5 more in the JSON and HTML reports\n');
    expect(toTable(cleanReport, plain)).not.toContain('really');
  });

  test('colours only when asked, and without colours says the same', () => {
    const coloured = toTable(sampleReport, { ...plain, colour: true });
    expect(coloured).toContain('\u001B[');
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(toTable(sampleReport, plain));
    expect(toTable(sampleReport, plain)).not.toContain('\u001B');
  });

  test('is ASCII where the terminal shows no more', () => {
    expect(toTable({ ...hostileReport }, { ...plain, unicode: false })).toMatch(/^[\n\x20-\x7E]*$/);
    expect(toTable(sampleReport, { ...plain, unicode: false })).toContain('-> Add a label.');
    const notes = ['the container’s `ADD --checksum=sha256:…` – “quoted” → ü'];
    expect(toTable({ ...sampleReport, notes }, { ...plain, unicode: false })).toContain(
      'the container\'s `ADD --checksum=sha256:...` - "quoted" \\u{2192} \\u{fc}',
    );
  });

  test('lets text of others colour, move, hide or command nothing', () => {
    for (const colour of [false, true]) {
      const text = toTable(hostileReport, { ...plain, colour, snippet: () => '::error::x ##[error]y \u001B[2J' });
      expect(text.replace(/\u001B\[\d+m/g, '')).not.toMatch(/##\[|^\s*::|[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u202E]/m);
      expect(text.match(/\u001B(?!\[\d{1,2}m)/g)).toBeNull();
    }
  });
});

describe('wrapping', () => {
  test('counts wide characters twice and marks not at all', () => {
    expect(columnsOf('ab')).toBe(2);
    expect(columnsOf('漢字🦀')).toBe(6);
    expect(columnsOf('e\u0301')).toBe(1);
  });

  test('keeps all words in order, and lines within the width but for longer words', () => {
    const words = fc.array(
      fc.string({ minLength: 1, maxLength: 12 }).map((word) => word.replaceAll(' ', '_')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (some, width) => {
        const lines = wrap(some.join(' '), width);
        expect(lines.join(' ')).toBe(some.join(' '));
        for (const line of lines) expect(columnsOf(line) <= width || !line.includes(' ')).toBe(true);
      }),
    );
  });

  test('clips to the width', () => {
    expect(clip('abcdef', 4, '…')).toBe('abc…');
    expect(clip('abcd', 4, '…')).toBe('abcd');
    expect(clip('漢字漢字', 4, '…')).toBe('漢…');
  });
});

describe('what is found in images', () => {
  const exposed = (level: 'open' | 'shielded' | 'closed', path: string, line: number): ReturnType<typeof finding> =>
    finding({
      rule: `image/CVE-${level}-${line}`,
      severity: 'high',
      message: `Package ${line} has a hole.`,
      remedy: '',
      location: at(path, line),
      exposure: { level, container: level, why: `Service \`${level}\` is ${level}` },
    });
  const plainOne = finding({ rule: 'dockerfile/a', severity: 'low', message: 'A.', remedy: '', location: at('b.Dockerfile', 2) });

  test('stands first where strangers reach it and last where nobody does, and says why once', () => {
    const findings = [
      exposed('closed', 'a.Dockerfile', 1),
      exposed('shielded', 'b.Dockerfile', 1),
      plainOne,
      exposed('open', 'b.Dockerfile', 3),
      exposed('open', 'b.Dockerfile', 4),
    ];
    const table = toTable({ ...cleanReport, findings }, plain);
    expect(
      table
        .split('\nLooked at')[0]
        ?.split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      'b.Dockerfile',
      '3:1  high      Package 3 has a hole.  image/CVE-open-3',
      'open: Service `open` is open',
      '4:1  high      Package 4 has a hole.  image/CVE-open-4',
      '1:1  high      Package 1 has a hole.  image/CVE-shielded-1',
      'shielded: Service `shielded` is shielded',
      '2:1  low       A.  dockerfile/a',
      '',
      'a.Dockerfile',
      '1:1  high      Package 1 has a hole.  image/CVE-closed-1',
      'closed: Service `closed` is closed',
      '',
    ]);
  });
});
