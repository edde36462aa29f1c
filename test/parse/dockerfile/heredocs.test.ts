import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import type { Heredoc } from '../../../src/parse/dockerfile/ast.ts';
import { body, only, parsed, raws, refusals } from './parsed.ts';

function first(text: string): Heredoc {
  const [heredoc] = only('RUN', text).heredocs;
  if (!heredoc) throw new Error(`no heredoc: ${text}`);
  return heredoc;
}

describe('heredocs', () => {
  test('hide what looks like an instruction', () => {
    expect(body('RUN <<EOF\nUSER root\nEOF\nUSER app').map(({ keyword }) => keyword)).toEqual(['RUN', 'USER']);
  });

  test('have their body, exactly as it is in the file', () => {
    const heredoc = first('RUN cat <<EOF > /x\r\n a \\\r\n# b\r\n\r\nEOF\r\n');
    expect(heredoc).toMatchObject({
      name: 'EOF',
      fileDescriptor: 0,
      expand: true,
      chomp: false,
      content: ' a \\\r\n# b\r\n\r\n',
    });
    expect(textOf(heredoc.at)).toBe(heredoc.content);
    expect(textOf(heredoc.marker.at)).toBe('<<EOF');
  });

  test.each([
    ['RUN 3<<EOF\nUSER root\nEOF', { name: 'EOF', fileDescriptor: 3 }],
    ['RUN << EOF\nUSER root\nEOF', { name: 'EOF' }],
    ['RUN <<-EOF\n\tUSER root\n\t\tEOF', { name: 'EOF', chomp: true }],
    ['RUN <<"EOF"\nUSER root\nEOF', { name: 'EOF', expand: false }],
    ["RUN <<'E O'\nUSER root\nE O", { name: 'E O', expand: false }],
    ['RUN <<E"O"F\nUSER root\nEOF', { name: 'EOF', expand: false }],
    ['RUN <<EOF>out\nUSER root\nEOF>out', { name: 'EOF>out' }],
  ])('are opened by %j', (text, expected) => {
    expect(first(text)).toMatchObject(expected);
    expect(first(text).content.trim()).toBe('USER root');
  });

  test('may be several on a line, their bodies in order', () => {
    const run = only('RUN', 'RUN <<A cat <<B\n1\nB\nA\n2\nA\nB');
    expect(run.heredocs.map(({ name, content }) => [name, content])).toEqual([
      ['A', '1\nB\n'],
      ['B', '2\nA\n'],
    ]);
    expect(textOf(run.at)).toMatch(/^RUN <<A[^]*\nB$/u);
  });

  test('need the terminator alone on its line', () => {
    expect(first('RUN <<EOF\n EOF\nEOF \n\tEOF\nEOF').content).toBe(' EOF\nEOF \n\tEOF\n');
  });

  test('open on a line that is continued', () => {
    expect(first('RUN a \\\n <<EOF \\\n && b\nbody\nEOF').content).toBe('body\n');
  });

  test.each(['RUN cat <<<EOF', 'RUN echo $((1<<2))', "RUN sh -c 'a <<EOF", 'CMD <<EOF', 'RUN ["a", "<<EOF"]', 'RUN \\<<EOF'])(
    'are not opened by %j',
    (text) => {
      const [instruction, next] = body(`${text}\nUSER b`);
      expect(instruction?.heredocs).toEqual([]);
      expect(next?.keyword).toBe('USER');
    },
  );

  test('inside single quotes are opened by nothing, between them they are', () => {
    expect(only('RUN', "RUN sh -c 'cat <<EOF'").heredocs).toEqual([]);
    expect(only('RUN', "RUN echo 'a' <<EOF 'b'\nx\nEOF").heredocs).toHaveLength(1);
  });

  test('are no sources of COPY and ADD', () => {
    const copy = only('COPY', 'COPY --chmod=755 a <<x.sh b /bin/\necho\nx.sh');
    expect(raws(copy.sources)).toEqual(['a', 'b']);
    expect(copy.destination.raw).toBe('/bin/');
    expect(copy.heredocs).toHaveLength(1);
    expect(only('ADD', 'ADD <<x /bin/\necho\nx').sources).toEqual([]);
  });

  test('of an ONBUILD belong to its trigger', () => {
    const onBuild = only('ONBUILD', 'ONBUILD RUN <<EOF\nUSER root\nEOF');
    expect(onBuild.heredocs).toEqual([]);
    expect(onBuild.trigger.heredocs).toHaveLength(1);
    expect(textOf(onBuild.trigger.at)).toBe('RUN <<EOF\nUSER root\nEOF');
  });

  test('that are never closed are refused and take the rest of the file', () => {
    expect(refusals('FROM a\nRUN <<EOF\nUSER root\n')).toEqual(['The heredoc EOF is never closed | <<EOF']);
    expect(parsed('FROM a\nRUN <<EOF\nUSER root\n').instructions).toHaveLength(2);
  });

  test('are refused as a destination', () => {
    expect(refusals('FROM a\nCOPY a <<EOF\nx\nEOF')).toEqual(['COPY has a heredoc as its destination | <<EOF']);
  });
});
