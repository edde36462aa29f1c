import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from '../../../src/parse/compose/plain-yaml.ts';
import { valuesOf } from '../../../src/parse/compose/values.ts';
import { parseWithLibrary } from '../../../src/parse/compose/yaml.ts';

const sample = `# A shop
name: shop
x-common: &common
  restart: always
  logging: &log {driver: json-file, options: {max-size: "10m", max-file: '3'}}
services:
  web:
    <<: *common
    image: nginx:1.27   # the door
    ports: ["80:80", 443:443, "127.0.0.1:8080:8080/tcp" ]
    command:
      - nginx
      - -g
      - 'daemon off; # it''s a "quote"'
      - "a\\tb \\"c\\" \\\\"
    environment:
      EMPTY:
      URL: http://db:5432/x?y=#z
      TEXT: |
        one
          two

        three
    depends_on:
    - db
    healthcheck:
      test: [ "CMD", "curl", "-f",
              http://localhost/,

        # not yet

            ]
  db:
    image: "postgres:16"
    user: 0777
    logging: *log
    volumes:
      - type: bind
        source: ./data
        target: /data

      -   data:/var/lib
    command: >-
      postgres -c
      max_connections=200
    entrypoint:
      /entry.sh --fast
        --on the
       moon # for now
    labels: [
      a, # first
      # second
      b=c
    ]
    hostname: a long
      name
    annotations: >
      first
        - deeper

        - still

      back

      end
volumes:
  data: {}
  other: # nothing
`;

/** What is put into the sample at random. */
const changes =
  `~ ~  ~\n~\n  ~\n\n~- ~-~#~ #~: ~:~"~'~[~]~{~}~, ~&a ~*common~<<: ~|~|-\n~>~>-\n~!x ~? ~\\~%~@~a~a: b\n~\n    - x~\n   y: z~''~"a"~0~\t~\n    ]~\n   ~\n       `.split(
    '~',
  );

/** What a text comes to, by the library and by the fast reader, where that reads it. */
function both(text: string): { readonly library: unknown; readonly plain: unknown } | undefined {
  const file = { path: 'compose.yaml', text };
  const node = readPlainYaml(text);
  if (node === undefined) return undefined;
  return { library: valuesOf(parseWithLibrary(file)), plain: valuesOf({ file, documents: [node], problems: [] }) };
}

describe('YAML as nearly all Compose files have it', () => {
  it('is read without the library, places and all', () => {
    const read = both(sample);
    expect(read).toBeDefined();
    expect(read?.plain).toEqual(read?.library);
  });

  it.each([
    ['a tag', 'a: !reset 1\n'],
    ['an explicit key', '? a\n: b\n'],
    ['a second document', 'a: 1\n---\nb: 1\n'],
    ['a directive', '%YAML 1.2\n---\na: 1\n'],
    ['a tab behind a key', 'a:\t1\n'],
    ['a tab before a key', '\ta: 1\n'],
    ['a tab in a key', 'a\tb: 1\n'],
    ['a tab in a value', 'a: b\tc\n'],
    ['a tab in brackets', 'a: [b\tc]\n'],
    ['a carriage return', 'a: 1\r\n'],
    ['a text with an empty line', 'a: b\n\n  c\n'],
    ['a text that goes on behind a comment', 'a: b # c\n  d\n'],
    ['quotes over several lines', 'a: "b\n  c"\n'],
    ['an odd escape', 'a: "\\x41"\n'],
    ['a list in a list', 'a:\n  - - b\n'],
    ['an anchor of nothing', 'a: &b\n'],
    ['an anchor on a key', '&a b: c\n'],
    ['a map in the line of a key', 'a: b: c\n'],
    ['indentation that fits nothing', 'a:\n    b: 1\n  c: 1\n'],
    ['a quote that is not closed', 'a: "b\n'],
    ['a bracket that is not closed', 'a: [b\n'],
    ['text behind a quote', 'a: "b" c\n'],
    ['a text over several lines in brackets', 'a: [b\n  c]\n'],
    ['brackets that go on at their key', 'a: [b,\nc]\n'],
    ['a block that says how far it is indented', 'a: |2\n   b\n'],
    ['a block that keeps its end', 'a: |+\n  b\n\n'],
    ['no map and no list', 'a\n'],
    ['nothing', '\n# a\n'],
    ['deep blocks', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['deep brackets', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`],
    ['a large text', `a: ${'b'.repeat(300_000)}\n`],
  ])('leaves %s to the library', (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('comes to the same wherever the text is changed', () => {
    const pieces = fc.constantFrom(...changes);
    const change = fc.record({ at: fc.nat(sample.length), removed: fc.nat(6), piece: pieces });
    const lines = sample.split('\n');
    const window = fc.record({ from: fc.nat(lines.length), count: fc.integer({ min: 1, max: lines.length }) });
    let read = 0;
    fc.assert(
      fc.property(window, fc.array(change, { maxLength: 3 }), ({ from, count }, all) => {
        let text = lines.slice(from, from + count).join('\n');
        for (const { at, removed, piece } of all) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + piece + text.slice(start + removed);
        }
        const found = both(text);
        if (found === undefined) return;
        read += 1;
        expect(found.plain).toEqual(found.library);
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(200);
  });
});
