import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scriptOfRange } from '../../../src/parse/shell/mapping.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import { isElsewhere } from '../../../src/parse/shell/script.ts';
import { lines, named, parsed, slice, values, written } from './source.ts';

describe('which commands are found', () => {
  test.each([
    ['lists and pipelines', 'a && b || c; d & e | f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['subshells and groups', '(a; b) && { c; d; }', ['a', 'b', 'c', 'd']],
    ['loops', 'for x in 1 2; do a; done; while b; do c; done; until d; do e; done', ['a', 'b', 'c', 'd', 'e']],
    [
      'conditions',
      'if a; then b; elif c; then d; else e; fi; case x in x) f ;; *) g ;; esac',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    ],
    ['functions', 'f() { a; }\nfunction g { b; }\nf', ['a', 'b', 'f']],
    ['substitutions', 'a $(b) "$(c)" `d` <(e) ${X:-$(f)}', ['a ? ? ? ? ?', 'b', 'c', 'd', 'e', 'f']],
    ['tests', '[ -f x ] && [[ -n $(a) ]] && b', ['[ -f x ]', 'a', 'b']],
    ['assignments alone', 'X=$(a)\nY=1', ['', 'a', '']],
    ['continued lines', 'a \\\n  b \\\n  c', ['a b c']],
  ])('%s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
    expect(parsed(text).problems).toEqual([]);
  });

  test('comments hold no commands', () => {
    expect(lines('# docker run x\na # docker run y')).toEqual(['a']);
  });

  test('a program is named without its folder', () => {
    expect(parsed('/usr/bin/curl x; "$HOME/bin/tool" y; $TOOL z').commands.map((command) => command.name)).toEqual([
      'curl',
      'tool',
      '',
    ]);
  });
});

describe('the values of words', () => {
  test.each([
    ['a"b c"d', 'ab cd'],
    ["'$X'", '$X'],
    ['"a\\"b\\$c"', 'a"b$c'],
    ['a\\ b', 'a b'],
    ["$'a\\tb'", 'a\tb'],
    ['""', ''],
    ['--user=root', '--user=root'],
  ])('%s is static', (word, value) => {
    expect(parsed(`x ${word}`).commands[0]?.words[1]).toMatchObject({ raw: word, value });
  });

  test.each(['$X', '"$X"', '${X:-a}', '$(a)', '*.txt', '{a,b}', 'a?', '~/x', 'a$X', '$((1 + 2))'])('%s is not', (word) => {
    const found = parsed(`x ${word}`).commands[0]?.words[1];
    expect(found?.raw).toBe(word);
    expect(found?.value).toBeUndefined();
    expect(found?.pieces?.some((piece) => 'hole' in piece)).toBe(true);
  });

  test('a word keeps what is static in it, its fallbacks, and whether it may split', () => {
    const words = parsed('x a${T:-1}b "$X" $X "${A[@]}" "$@"').commands[0]?.words ?? [];
    expect(words.slice(1).map((word) => word.pieces)).toEqual([
      [{ text: 'a' }, { hole: '${T:-1}', fallback: '1', splits: true }, { text: 'b' }],
      [{ hole: '$X', splits: false }],
      [{ hole: '$X', splits: true }],
      [{ hole: '${A[@]}', splits: true }],
      [{ hole: '$@', splits: true }],
    ]);
  });
});

describe('wrappers', () => {
  test.each([
    ['sudo -E -u root docker run x', ['sudo'], 'docker run x'],
    ['env -u A B=1 C=$D docker run x', ['env'], 'docker run x'],
    ['exec docker run x', ['exec'], 'docker run x'],
    ['nohup nice -n 5 docker run x', ['nohup', 'nice'], 'docker run x'],
    ['timeout -k 5 --signal TERM 10m docker run x', ['timeout'], 'docker run x'],
    ['time docker run x', ['time'], 'docker run x'],
    ['$SUDO docker run x', ['sudo'], 'docker run x'],
    ['command docker run x', ['command'], 'docker run x'],
    ['gosu app docker run x', ['gosu'], 'docker run x'],
    ['xargs -r -n 1 docker run x', ['xargs'], 'docker run x'],
    ['/usr/bin/env -- docker run x', ['env'], 'docker run x'],
  ])('%s is looked through', (text, wrappers, command) => {
    const found = parsed(text).commands[0];
    expect(found?.name).toBe('docker');
    expect(found?.wrappers).toEqual(wrappers);
    expect(values(found).join(' ')).toBe(command);
    expect(slice(found?.at)).toContain('docker run x');
  });

  test('assignments of env and sudo count as the command’s own', () => {
    const found = parsed('A=1 sudo B=2 env C=$X docker ps').commands[0];
    expect(found?.assignments.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['C', undefined],
    ]);
  });

  test.each(['sudo -l', 'command -v docker', 'exec > log', 'env'])('%s wraps nothing', (text) => {
    const found = parsed(text).commands[0];
    expect(found?.name).toBe(text.split(' ')[0]);
    expect(found?.wrappers).toEqual([]);
  });

  test.each([
    'sudo -u root -E docker run x',
    'sudo -- env A=b docker run x',
    'env -i -u C A=b docker run x',
    'timeout -k 5 --signal KILL 10m docker run x',
    'nohup docker run x &',
    'nice -n 5 ionice -c 2 docker run x',
    'xargs -0 -n 1 -P 4 docker run x',
    'exec docker run x',
    'time -p docker run x',
    'stdbuf -oL docker run x',
    'setsid docker run x',
    'flock -w 5 /lock docker run x',
    'watch -n 5 docker run x',
    'chronic docker run x',
    'doas -u root docker run x',
    'command docker run x',
  ])('%s starts docker', (text) => {
    expect(values(parsed(text).commands[0])).toEqual(['docker', 'run', 'x']);
  });

  test('what ssh starts runs elsewhere, and what it gets as words is one script', () => {
    const { commands } = parsed("ssh host cd /app '&&' docker run a; docker run c; ssh host; ssh -p 22 host -v");
    expect(commands.map((command) => [values(command).slice(0, 3).join(' '), isElsewhere(command)])).toEqual([
      ['ssh host cd', false],
      ['cd /app', true],
      ['docker run a', true],
      ['docker run c', false],
      ['ssh host', false],
      ['ssh -p 22', false],
    ]);
  });

  test('the placeholder of xargs makes a word unknown', () => {
    expect(lines('a | xargs -I{} docker run x{} y')).toEqual(['a', 'docker run ? y']);
    expect(lines('a | xargs -I % docker run % y')).toEqual(['a', 'docker run ? y']);
  });
});

describe('scripts in scripts', () => {
  test.each([
    ['sh -c', 'sh -c "docker run \\"a b\\" x"'],
    ['bash with options', 'bash -euo pipefail -lc \'docker run "a b" x\''],
    ['su', 'su - app -c \'docker run "a b" x\''],
    ['eval', 'eval docker run \'"a b"\' x'],
    ['a here-document', 'bash <<EOF\ndocker run "a b" x\nEOF'],
    ['a quoted here-document', 'sudo bash -s -- y <<\'EOF\'\ndocker run "a b" x\nEOF'],
    ['a here-string', 'sh <<< \'docker run "a b" x\''],
    ['a here-document through cat', 'cat <<EOF | sh\ndocker run "a b" x\nEOF'],
    ['a shell in a shell', `sh -c "bash -c 'docker run \\"a b\\" x'"`],
    ['ssh', 'ssh -tt -p 22 -i key -o A=b "$USER@host" -v \'docker run "a b" x\''],
    ['ssh with a value at its option', 'ssh -p22 -oA=b -- host \'docker run "a b" x\''],
    ['ssh with a here-document', 'sshpass -p $P ssh host <<\'EOF\'\ndocker run "a b" x\nEOF'],
    ['sh over ssh', `ssh host sh -c '"docker run \\"a b\\" x"'`],
    ['find', 'find . -exec sh -c \'docker run "a b" x\' \\;'],
    ['backticks with escapes', 'echo `sh -c \\`echo\\`; docker run "a b" x`'],
  ])('%s', (_, text) => {
    const found = named(parsed(text), 'docker');
    expect(values(found)).toEqual(['docker', 'run', 'a b', 'x']);
    expect(written(found).filter((_, index) => index !== 2)).toEqual(['docker', 'run', 'x']);
    expect(written(found)[2]).toMatch(/a b/);
    expect(found?.inside).toBeDefined();
    expect(parsed(text).problems).toEqual([]);
  });

  test('what the outer shell expands is unknown to the inner one, and runs once', () => {
    const script = parsed('sh -c "docker run $IMAGE $(pick) x"');
    expect(script.commands.map((command) => values(command).join(' '))).toEqual(['sh -c ?', 'docker run ? ? x', 'pick']);
    expect(written(named(script, 'docker'))).toEqual(['docker', 'run', '$IMAGE', '$(pick)', 'x']);
  });

  test('an expansion in a here-document is unknown to its shell, and a substitution in it runs once', () => {
    const script = parsed('bash <<EOF\ndocker run $(pick) "$IMAGE" \\$LATER\nEOF');
    expect(script.commands.map((command) => values(command).join(' '))).toEqual(['bash', 'docker run ? ? ?', 'pick']);
    expect(written(named(script, 'docker'))).toEqual(['docker', 'run', '$(pick)', '"$IMAGE"', '\\$LATER']);
  });

  test('a here-document for another program holds no commands but its substitutions', () => {
    expect(lines('cat > x <<EOF\ndocker run\n$(whoami)\nEOF\npython <<EOF\nreboot\nEOF')).toEqual(['cat', 'whoami', 'python']);
  });

  test('find starts what stands behind -exec, as often as it stands there', () => {
    expect(lines("find /a -type d -exec chmod 755 {} + -o -exec sudo rm -r {} ';' -print")).toEqual([
      'find /a -type d -exec chmod 755 {} + -o -exec sudo rm -r {} ; -print',
      'chmod 755 {}',
      'rm -r {}',
    ]);
    expect(lines('find . -exec').length).toBe(1);
  });

  test('what find starts keeps its quotes, as a script of its own does', () => {
    const text = 'find . -type l -exec sh -c \'for x; do docker run "a b"; done\' _ {} +';
    const { commands, problems } = parsed(text);
    expect(commands.map(values).slice(1)).toEqual([
      ['sh', '-c', 'for x; do docker run "a b"; done', '_', '{}'],
      ['docker', 'run', 'a b'],
    ]);
    expect(problems).toEqual([]);
  });

  test('a script that is a file is not read from standard input', () => {
    expect(lines('sh run.sh <<EOF\ndocker run x\nEOF')).toEqual(['sh run.sh']);
  });
});

describe('pipelines', () => {
  test('members know their pipeline and their place in it', () => {
    const script = parsed('curl x | tee log | sudo bash -');
    const bash = named(script, 'bash');
    expect(bash?.pipeline.map((command) => command.name)).toEqual(['curl', 'tee', 'bash']);
    expect(bash?.position).toBe(2);
    expect(script.commands.every((command) => command.pipeline[command.position] === command)).toBe(true);
  });

  test('members of a group in front of a pipe count', () => {
    expect(named(parsed('{ curl x || wget y; } 2>&1 | sh'), 'sh')?.pipeline.map((command) => command.name)).toEqual([
      'curl',
      'wget',
      'sh',
    ]);
  });

  test('a command in a substitution has a pipeline of its own and knows whose word it is in', () => {
    const curl = named(parsed('bash -c "$(curl x)" | cat'), 'curl');
    expect(curl?.pipeline).toHaveLength(1);
    expect(curl?.inside?.name).toBe('bash');
  });

  test('redirections keep operator, descriptor and target', () => {
    expect(
      parsed('a > out 2>> "$LOG" < in').commands[0]?.redirections.map((one) => [one.operator, one.descriptor, one.target?.raw]),
    ).toEqual([
      ['>', undefined, 'out'],
      ['>>', 2, '"$LOG"'],
      ['<', undefined, 'in'],
    ]);
  });
});

describe('text that cannot be parsed', () => {
  test.each([
    ['a closing bracket too many', 'a )\ndocker run x', 'docker run x'],
    ['an operator too many', 'a && && b; c\ndocker run x', 'docker run x'],
    ['an open quote', 'echo "a\ndocker run x', 'docker run x'],
    ['a stray keyword', 'a\nfi\ndocker run x\ndone\nb', 'docker run x'],
    ['an open block', 'if a; then\ndocker run x', 'docker run x'],
  ])('%s is a problem, and the rest is read', (_, text, command) => {
    const script = parsed(text);
    expect(script.problems.length).toBeGreaterThan(0);
    const found = named(script, 'docker');
    expect(values(found).join(' ')).toBe(command);
    expect(slice(found?.at)).toBe(command);
  });

  test('nesting has a limit', () => {
    let text = 'docker run x';
    for (let depth = 0; depth < 12; depth += 1) text = `eval ${text.replaceAll(/[\\"' ]/g, '\\$&')}`;
    expect(parsed(text).problems.map((problem) => problem.message)).toEqual(['scripts are nested too deeply']);
  });

  test.each([
    ['conditions', 'if '.repeat(300)],
    ['groups', '{ '.repeat(300)],
    ['subshells', '( '.repeat(600)],
  ])('%s that nest deeper than the parser follows leave text unread', (_, text) => {
    const [first] = parsed(`${text}docker run x`).problems;
    expect(first?.unread).toBe(true);
    expect(first?.message).toContain('nesting depth exceeded');
  });

  test('no word of the script stands in what is said of it', () => {
    const problems = ['[[ a hunter2 b ]]', '[[ a -f hunter2 b ]]', 'for x hunter2; do', 'a ) hunter2'].map((text) =>
      parsed(text).problems.map(({ message }) => message),
    );
    expect(problems.flat().join()).not.toContain('hunter2');
    expect(problems[0]?.[0]).toBe('unexpected word');
    expect(problems[3]).toEqual(["unexpected token ')'"]);
  });

  test('substitutions in substitutions have a limit', () => {
    const messages = (depth: number) =>
      parsed(`${'a $('.repeat(depth)}b${')'.repeat(depth)}`).problems.map((problem) => problem.message);
    expect(messages(20)).toEqual([]);
    expect(messages(30)).toEqual(['substitutions are nested too deeply']);
  });

  test('too many here-documents are refused before they are read', () => {
    const many = (count: number): string => `cat ${'<<E '.repeat(count)}\n${'x\nE\n'.repeat(count)}`;
    expect(parsed(many(2_001))).toMatchObject({
      commands: [],
      problems: [{ message: 'the script has too many here-documents to be read' }],
    });
    expect(parsed(many(20)).problems).toEqual([]);
  });

  test('a very long script is read in part', () => {
    const script = parsed(`echo ${'a'.repeat(94)}\n`.repeat(12_000));
    expect(script.problems.map((problem) => problem.message)).toContain('the script is too long to be read as a whole');
    expect(script.commands.length).toBe(10_000);
  });

  test('of very many commands, or words, the first are read', () => {
    const tooMany = 'the script has too many commands to be read';
    const commands = parsed('a;'.repeat(20_001));
    expect(commands.commands).toHaveLength(20_000);
    expect(commands.problems).toMatchObject([{ unread: true, message: tooMany, at: { span: { start: 40_000, end: 40_001 } } }]);
    expect(parsed('a;'.repeat(20_000)).problems).toEqual([]);
    const words = parsed(`${'a '.repeat(99_999)};`.repeat(3));
    expect(words.commands).toHaveLength(3);
    const { commands: read, problems } = parsed(`${'a '.repeat(100_000)};`.repeat(3));
    expect(read).toHaveLength(2);
    expect(problems.map(({ unread, message }) => [unread, message])).toEqual([[true, tooMany]]);
  });

  test('carriage returns at line ends are no part of a word', () => {
    const script = parsed('docker run \\\r\n  -u root \\\r\n  alpine\r\necho a\r\n');
    expect(script.commands.map((command) => values(command).join(' '))).toEqual(['docker run -u root alpine', 'echo a']);
    expect(written(script.commands[0])).toEqual(['docker', 'run', '-u', 'root', 'alpine']);
  });

  test('a text that ends in the middle of an escape has its places within the file', () => {
    expect(slice(parsed('${`\\').commands[0]?.at)).toBe('${`\\');
  });

  test('no text makes it throw, and every place lies in the file', () => {
    const token = fc.constantFrom(
      'a',
      'sh',
      '-c',
      'eval',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '${',
      '}',
      '$X',
      '|',
      '&&',
      ';',
      '\n',
      ' ',
      '<<E',
      'E\n',
      '\\',
      '(',
      '{',
      'if',
      'fi',
      '\r\n',
      '[',
      '*',
      '#',
      '😀',
    );
    const text = fc.oneof(
      fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (source) => {
        const { commands, problems } = parseScript(scriptOfRange({ path: 'x', text: source }));
        const places = [
          ...problems.map(({ at }) => at),
          ...commands.flatMap((one) => [one.at, ...one.words.map((word) => word.at)]),
        ];
        for (const { span } of places) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});
