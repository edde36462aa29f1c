import * as fc from 'fast-check';

const word = fc.constantFrom(
  'a',
  'b:1',
  '/x',
  '.',
  '$A',
  '${A:-b}',
  '"a b"',
  "'c d'",
  'a=b',
  'a="b c"',
  "a='b' c=d",
  'a\\ b',
  'a\\',
  '`',
  '80/tcp',
  'root:0',
  '&&',
  '|',
  '<',
  '=',
  '=b',
  '#x',
  'é',
  '"',
  "'",
  '--',
  '\\"',
  'AS',
  'as',
  'CMD',
  'NONE',
  'none',
);
const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\t', ' \t ', '\f', '\v', '\u00a0', ' \\\n  ', ' \\\n', '\\\n', ' `\n ');
const inside = fc.constantFrom('', '', '', '\\\n# a comment\n', '\\\n\n', ' \\ \n\t# a comment \\\n', '\\\r\n', '\\\n   \n  ');

const flag = fc.constantFrom(
  '--from=a',
  '--from=0',
  '--chown=1:1',
  '--chmod=755',
  '--link',
  '--link=true',
  '--link=maybe',
  '--platform=$BUILDPLATFORM',
  '--mount=type=cache,target=/c',
  '--mount=type=secret,id=a',
  '--mount=type=bind,from=a,target=/b,ro',
  '--mount=type=bind,target=',
  '--network=none',
  '--network=ours',
  '--security=insecure',
  '--interval=5s',
  '--interval=5',
  '--retries=3',
  '--retries=x',
  '--start-period=1m30s',
  '--exclude=*.md',
  '--parents',
  '--checksum=sha256:a',
  '--keep-git-dir=true',
  '--unknown=x',
  '--',
  '--x="y z"',
  '--from="a b"',
  "--chown='1:1'",
);

const keyword = fc.constantFrom(
  'RUN',
  'RUN',
  'RUN',
  'COPY',
  'COPY',
  'ADD',
  'ENV',
  'ENV',
  'ARG',
  'LABEL',
  'USER',
  'WORKDIR',
  'EXPOSE',
  'VOLUME',
  'CMD',
  'ENTRYPOINT',
  'SHELL',
  'STOPSIGNAL',
  'MAINTAINER',
  'HEALTHCHECK',
  'HEALTHCHECK CMD',
  'ONBUILD RUN',
  'ONBUILD COPY',
  'ONBUILD ENV',
  'ONBUILD',
  'run',
  'Copy',
  'RUM',
);

const json = fc.constantFrom(
  '["a"]',
  '["a", "b c"]',
  '[]',
  '[ "a" , "\\u0041\\n" ]',
  '["a", 1]',
  "['a']",
  '["a",]',
  '["a"] b',
  '[1]',
  '["a" \\\n, "b"]',
  '["/a b", "/c"]',
  '{"a": "b"}',
  '[["a"]]',
  '["\\x"]',
  'null',
);

const marker = fc.constantFrom(
  '<<EOF',
  '<<EOF',
  '<<"EOF"',
  "<<'EOF'",
  '<<-EOF',
  '3<<EOF',
  '<<E"O"F',
  '<< EOF',
  '<<-"E O"',
  '<<<EOF',
  '<<',
  '"<<EOF"',
  '<<EOF<<EOF',
  '<<$A',
  '<<\\EOF',
  '<<EOF;b',
);
const heredocBody = fc.constantFrom(
  'echo a\n',
  'USER root\nFROM b\n',
  '\tb\n\t\tc\n',
  '',
  '\n\n',
  'a \\\n b\n',
  '# c\n',
  'a\r\nb\r\n',
  '  EOF\n',
  'EOF \n',
);
const ending = fc.constantFrom('EOF\n', 'EOF\n', 'EOF\n', '\tEOF\n', 'E O\n', 'EOF\r\n', 'EOF', '$A\n', 'EOF\nEOF\n', '');

const parts = fc.array(fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: json }), { maxLength: 6 });
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', ' \n', '\n# a comment\n', '\\\n', ' \\');

const instruction = fc
  .record({
    before: fc.constantFrom('', '', '', '', ' ', '\t', '\\\n', '\uFEFF'),
    keyword,
    flags: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(flag, { maxLength: 3 }) }),
    gap: fc.array(blank, { minLength: 8, maxLength: 8 }),
    inside,
    parts,
    lineEnd,
  })
  .map(({ before, keyword, flags, gap, inside, parts, lineEnd }) => {
    const all = [keyword, ...flags, ...parts];
    const text = all.map((part, index) => (index === 0 ? part : `${gap[index % 8] ?? ' '}${part}`));
    return `${before}${text.slice(0, 2).join('')}${inside}${text.slice(2).join('')}${lineEnd}`;
  });

/** Arguments as each instruction takes them. */
const sound = fc.constantFrom(
  'RUN apt-get update && apt-get install -y curl',
  'RUN echo \'<<EOF\' "$A"',
  'RUN --mount=type=cache,target=/c,sharing=locked --network=none make',
  'RUN ["sh", "-c", "echo a"]',
  'COPY a b /c/',
  'COPY --from=b --chown=1:1 --link /a /b',
  'COPY ["a b", "/c d"]',
  'ADD --checksum=sha256:a https://a/b.tar /c',
  'ENV A=1 B="2 3" C=\'4 5\' D=6\\ 7',
  'ENV A b c  d',
  'ARG A',
  'ARG A=1 B="$A" C',
  'LABEL a=b "c d"="e f" \\\n g=h',
  'LABEL a b c',
  'USER 1000:1000',
  'WORKDIR  /a b',
  'EXPOSE 80 443/tcp $P',
  'VOLUME /a /b',
  'VOLUME ["/a b"]',
  'CMD ["a", "b"]',
  'CMD a b | c',
  'ENTRYPOINT ["/a"]',
  'ENTRYPOINT exec a "$@"',
  'SHELL ["bash", "-o", "pipefail", "-c"]',
  'STOPSIGNAL SIGTERM',
  'MAINTAINER A B <a@b>',
  'HEALTHCHECK --interval=5s --retries=3 CMD curl -f http://a/ || exit 1',
  'HEALTHCHECK NONE',
  'HEALTHCHECK CMD ["a", "b"]',
  'ONBUILD COPY . /a',
  'ONBUILD RUN ["a"]',
  'ONBUILD ENV A=b C="d e"',
);
/** What may come between the words of an instruction without a change to what it says. */
const joint = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '  ',
  '\t',
  ' \\\n  ',
  ' \\\r\n',
  ' \\\n# a comment\n ',
  ' \\\n\n ',
  ' \\ \n\t# a\n\t# b\n',
);

const soundInstruction = fc
  .tuple(
    sound,
    fc.array(joint, { minLength: 4, maxLength: 4 }),
    fc.constantFrom('\n', '\n\n', ' \n', '\r\n', '\n# a comment\n', '\n\t'),
  )
  .map(([text, joints, end]) => {
    let at = 0;
    return `${text.replaceAll(' ', () => joints[at++ % joints.length] ?? ' ')}${end}`;
  });

const soundHeredoc = fc
  .tuple(
    fc.constantFrom(
      'RUN <<EOF',
      'RUN <<-EOF',
      'RUN a <<EOF && b',
      'COPY <<EOF /a',
      "COPY <<'EOF' b /c/",
      'RUN 3<<"EOF" a',
      'ONBUILD RUN <<EOF',
    ),
    fc.array(heredocBody, { maxLength: 3 }),
  )
  .map(([name, bodies]) => `${name}\n${bodies.join('')}EOF\n`);

const execForm = fc
  .tuple(fc.constantFrom('RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'VOLUME', 'ADD', 'HEALTHCHECK CMD', 'ONBUILD CMD'), json)
  .map(([name, array]) => `${name} ${array}\n`);

const heredoc = fc
  .tuple(
    fc.constantFrom('RUN', 'RUN', 'COPY', 'ADD', 'ONBUILD RUN', 'ENV', 'CMD', 'RUN a &&', 'RUN --mount=type=cache,target=/x'),
    fc.array(marker, { minLength: 1, maxLength: 2 }),
    fc.constantFrom('', ' /d', ' | b', ' > /c', ' \\\n /d', ' "', ' $((1<<2))'),
    fc.array(fc.tuple(heredocBody, ending), { minLength: 1, maxLength: 2 }),
  )
  .map(([name, markers, rest, bodies]) => `${name} ${markers.join(' ')}${rest}\n${bodies.map((body) => body.join('')).join('')}`);

const from = fc
  .tuple(
    fc.constantFrom('FROM', 'from', 'FROM --platform=linux/amd64'),
    fc.constantFrom('a', 'scratch', 'a:1', '${A:-b}', 'a@sha256:b', ''),
    fc.constantFrom('', '', ' AS b', ' as B', ' AS 1b', ' AS', ' b', ' # c', ' AS b c'),
  )
  .map(([name, image, rest]) => `${name} ${image}${rest}\n`);

const head = fc
  .array(
    fc.constantFrom(
      '# escape=`\n',
      '#escape = \\\n',
      '# syntax=docker/dockerfile:1\n',
      '# check=skip=all\n',
      '# check=error=true\n',
      '# a comment\n',
      '\n',
      'ARG A=1\n',
      'ARG A\n',
      '#!/usr/bin/env x\n',
      '\uFEFF',
      '# escape=x\n',
      '# ESCAPE=`\r\n',
      '# unknown=x\n',
    ),
    { maxLength: 3 },
  )
  .map((lines) => lines.join(''));

/** Files that BuildKit takes for the most part. */
const soundFiles = fc
  .tuple(
    fc.constantFrom(
      '',
      '',
      '# syntax=docker/dockerfile:1\n',
      '# check=skip=all\n',
      '\uFEFF',
      'ARG A=1\n',
      '# a comment\n\n',
      '# escape=\\\n',
    ),
    fc.constantFrom('FROM a\n', 'FROM a AS b\n', 'FROM --platform=$BUILDPLATFORM a:1 as b\r\n'),
    fc.array(
      fc.oneof(
        { weight: 8, arbitrary: soundInstruction },
        { weight: 3, arbitrary: soundHeredoc },
        { weight: 1, arbitrary: fc.constantFrom('FROM b\n', 'FROM scratch AS c\n') },
      ),
      { maxLength: 12 },
    ),
  )
  .map(([first, second, rest]) => `${first}${second}${rest.join('')}`);

/** Files of which most have a fault. */
const files = fc
  .tuple(
    head,
    fc.oneof({ weight: 9, arbitrary: fc.constant('FROM a\n') }, { weight: 1, arbitrary: from }),
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: instruction },
        { weight: 2, arbitrary: execForm },
        { weight: 3, arbitrary: heredoc },
        { weight: 1, arbitrary: from },
        { weight: 6, arbitrary: soundInstruction },
      ),
      { maxLength: 6 },
    ),
  )
  .map(([first, second, rest]) => `${first}${second}${rest.join('')}`);

const soup = fc
  .array(
    fc.oneof(
      word,
      blank,
      flag,
      keyword.map((name) => `\n${name} `),
      marker,
      ending.map((name) => `\n${name}`),
      json,
      lineEnd,
    ),
    { maxLength: 30 },
  )
  .map((pieces) => `FROM a\n${pieces.join('')}`);

/** Dockerfiles of every kind, whole and broken. */
export const dockerfileTexts = fc.oneof(
  { weight: 5, arbitrary: soundFiles },
  { weight: 4, arbitrary: files },
  { weight: 1, arbitrary: soup },
);
