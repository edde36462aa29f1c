/** A command as the runner would obey it. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands that runner 2.336 knows; other text between colons is just text to it. */
const known: ReadonlySet<string> = new Set([
  'set-env',
  'set-output',
  'save-state',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'debug',
  'error',
  'warning',
  'notice',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
  'internal-set-repo-path',
]);

/**
 * What the runner finds in the lines of a step, as its ActionCommand and ActionCommandManager read them: `::name k=v::data`
 * at the start of a line, and the older `##[name k=v]data` anywhere in it, with `::stop-commands::` honoured.
 */
export function workflowCommands(lines: readonly string[]): readonly WorkflowCommand[] {
  const found: WorkflowCommand[] = [];
  let stopToken: string | undefined;
  for (const line of lines) {
    const command = modern(line, stopToken) ?? older(line, stopToken);
    if (command === undefined) continue;
    if (stopToken !== undefined) {
      if (command.name === stopToken) stopToken = undefined;
      continue;
    }
    if (command.name === 'stop-commands') stopToken = command.message;
    found.push(command);
  }
  return found;
}

function modern(line: string, stopToken: string | undefined): WorkflowCommand | undefined {
  const text = line.trimStart();
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  return end < 0 ? undefined : commandOf(text.slice(2, end), text.slice(end + 2), ',', stopToken, decode);
}

function older(line: string, stopToken: string | undefined): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start + 1);
  return start < 0 || end < 0
    ? undefined
    : commandOf(line.slice(start + 3, end), line.slice(end + 1), ';', stopToken, decodeOlder);
}

function commandOf(
  head: string,
  data: string,
  separator: string,
  stopToken: string | undefined,
  decoded: (text: string) => string,
): WorkflowCommand | undefined {
  const space = head.indexOf(' ');
  const name = space < 0 ? head : head.slice(0, space);
  if (name !== stopToken && !known.has(name.toLowerCase())) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of space < 0 ? [] : head.slice(space + 1).split(separator)) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key !== '' && value.length > 0) properties[key] = decoded(value.join('='));
  }
  return { name: name === stopToken ? name : name.toLowerCase(), properties, message: decoded(data) };
}

function decode(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

function decodeOlder(text: string): string {
  return text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%25', '%');
}

/**
 * Reads a file command (GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE): `name=value` lines and `name<<delimiter` blocks.
 * @throws for what the runner would refuse.
 */
export function fileCommands(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const block = /^([^=]*?)<<(.+)$/.exec(line);
    if (block === null) {
      const equals = line.indexOf('=');
      if (equals < 1) throw new Error(`Invalid format '${line}'`);
      values[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const [, name = '', delimiter = ''] = block;
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}
