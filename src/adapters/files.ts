import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { normalize } from 'node:path/posix';
import ignore, { type Ignore } from 'ignore';
import { messageOf } from '../errors.ts';
import type { Files, ReadResult } from '../ports.ts';

/** The largest file that is read, in bytes. Container files are a few kilobytes. */
export const maxFileBytes = 5 * 1024 * 1024;

/** Folders of other people's code and of version control, left out whatever .gitignore says. */
const leftOut = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'vendor',
  'third_party',
  '.venv',
  '.terraform',
  '.yarn',
  '.tox',
]);

interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** The files below a folder. Nothing outside it is read: links that leave it are refused. */
export function filesIn(root: string, exclude: readonly string[] = []): Files {
  const top = resolve(root);
  const excluded = ignore().add([...exclude]);
  const readable = new Map<string, Promise<ReadResult>>();

  const ignored = (path: string, isFolder: boolean, rules: readonly Rules[]): boolean => {
    const name = isFolder ? `${path}/` : path;
    if (excluded.ignores(name)) return true;
    let verdict = false;
    for (const { folder, matcher } of rules) {
      const inner = folder === '' ? name : name.slice(folder.length + 1);
      const result = matcher.test(inner);
      if (result.ignored) verdict = true;
      if (result.unignored) verdict = false;
    }
    return verdict;
  };

  const walk = async (folder: string, rules: readonly Rules[], found: string[]): Promise<void> => {
    const entries = await readdir(join(top, folder), { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) {
      found.push(`${folder === '' ? '.' : folder}/`);
      return;
    }
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? await readText(join(top, folder, '.gitignore'))
      : undefined;
    const all = own?.ok === true ? [...rules, { folder, matcher: ignore({ allowRelativePaths: true }).add(own.text) }] : rules;
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (isFolder && leftOut.has(entry.name)) continue;
      if (ignored(path, isFolder, all)) continue;
      if (isFolder) await walk(path, all, found);
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
    }
  };

  /** The rules that count in a folder before its own: those of the repository alone, then those of the folders above. */
  const rulesAbove = async (folder: string): Promise<readonly Rules[]> => {
    const rules: Rules[] = [];
    const add = async (of: string, path: string): Promise<void> => {
      const read = await readText(join(top, path));
      if (read.ok) rules.push({ folder: of, matcher: ignore({ allowRelativePaths: true }).add(read.text) });
    };
    await add('', '.git/info/exclude');
    const parts = folder === '' ? [] : folder.split('/');
    for (let depth = 0; depth < parts.length; depth += 1) {
      const above = parts.slice(0, depth).join('/');
      await add(above, above === '' ? '.gitignore' : `${above}/.gitignore`);
    }
    return rules;
  };

  return {
    async list(folder) {
      const found: string[] = [];
      const from = normalize(folder).replace(/\/$/, '');
      const start = from === '.' ? '' : from;
      await walk(start, await rulesAbove(start), found);
      return found;
    },
    read(path) {
      const known = readable.get(path);
      if (known !== undefined) return known;
      const result = readInside(top, path);
      readable.set(path, result);
      return result;
    },
    async exists(path) {
      return stat(join(top, path)).then(
        (found) => found.isFile(),
        () => false,
      );
    },
  };
}

async function readInside(top: string, path: string): Promise<ReadResult> {
  const file = resolve(top, path);
  const lexical = relative(top, file);
  if (lexical === '..' || lexical.startsWith(`..${sep}`))
    return { ok: false, reason: 'outside', detail: 'lies outside the scanned folder' };
  try {
    const [realTop, real] = await Promise.all([realpath(top), realpath(file)]);
    if (real !== realTop && !real.startsWith(realTop + sep))
      return { ok: false, reason: 'outside', detail: 'is a link that leaves the scanned folder' };
  } catch (error) {
    return unreadable(error);
  }
  return readText(file);
}

async function readText(file: string): Promise<ReadResult> {
  try {
    const facts = await lstat(file).then((found) => (found.isSymbolicLink() ? stat(file) : found));
    if (!facts.isFile()) return { ok: false, reason: 'not-a-file', detail: 'is not a regular file' };
    if (facts.size > maxFileBytes)
      return { ok: false, reason: 'too-large', detail: `is larger than ${maxFileBytes / 1024 / 1024} MB` };
    const handle = await open(file, 'r');
    try {
      return decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return unreadable(error);
  }
}

function decode(bytes: Buffer): ReadResult {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  if (utf16 !== undefined)
    return { ok: false, reason: 'not-text', detail: `is ${utf16.toUpperCase()}, which Docker does not read; save it as UTF-8` };
  if (bytes.subarray(0, 8000).includes(0)) return { ok: false, reason: 'not-text', detail: 'is a binary file' };
  return { ok: true, text: bytes.toString('utf8') };
}

function unreadable(error: unknown): ReadResult {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: false, reason: 'missing', detail: 'does not exist' };
  if (code === 'EACCES' || code === 'EPERM')
    return { ok: false, reason: 'denied', detail: 'may not be read (permission denied)' };
  if (code === 'ELOOP') return { ok: false, reason: 'not-a-file', detail: 'is a link that leads in a circle' };
  return { ok: false, reason: 'denied', detail: messageOf(error) };
}
