import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { normalize } from 'node:path/posix';
import ignore, { type Ignore } from 'ignore';
import { messageOf } from '../errors.ts';
import type { Files, FolderName, FolderNames, ReadResult } from '../ports.ts';
import { leftOut } from './left-out.ts';

/** The largest file that is read, in bytes. Container files are a few kilobytes. */
export const maxFileBytes = 5 * 1024 * 1024;

/** How many names of a folder are listed for the builds that take it. */
export const maxFolderNames = 20_000;

interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

/**
 * The files below a folder. Nothing outside it is read: links that leave it are refused. The disk is asked synchronously:
 * small files by the thousand come several times as fast as through the thread pool.
 */
export function filesIn(root: string, exclude: readonly string[] = []): Files {
  const top = resolve(root);
  const excluded = ignore().add([...exclude]);
  const known = new Map<string, Promise<ReadResult>>();
  const inside = new Inside(top);
  const listings = new Map<string, readonly Dirent[]>();
  let room = maxFolderNames;

  /** What lies directly in a folder, sorted; kept for whoever asks next, as long as it is not too much. */
  const entriesIn = (folder: string): readonly Dirent[] | undefined => {
    const kept = listings.get(folder);
    if (kept !== undefined) return kept;
    const entries = entriesOf(join(top, folder))?.sort((a, b) => (a.name < b.name ? -1 : 1));
    if (entries !== undefined && entries.length <= room) {
      room -= entries.length;
      listings.set(folder, entries);
    }
    return entries;
  };

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

  const withOwn = (folder: string, entries: readonly Dirent[], rules: readonly Rules[]): readonly Rules[] => {
    if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return rules;
    const own = readText(join(top, folder, '.gitignore'));
    return own.ok ? [...rules, { folder, matcher: ignore({ allowRelativePaths: true }).add(own.text) }] : rules;
  };

  const walk = (folder: string, rules: readonly Rules[], found: string[]): void => {
    const entries = entriesIn(folder);
    if (entries === undefined) {
      found.push(`${folder === '' ? '.' : folder}/`);
      return;
    }
    const all = withOwn(folder, entries, rules);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (isFolder && leftOut.has(entry.name)) continue;
      if (ignored(path, isFolder, all)) continue;
      if (isFolder) {
        inside.noteFolder(path);
        walk(path, all, found);
      }
      // A device or pipe that is named like a file to be read is told of where it is read.
      else found.push(path);
    }
  };

  /** The rules that count in a folder before its own: those of the repository alone, then those of the folders above. */
  const rulesAbove = (folder: string): readonly Rules[] => {
    const rules: Rules[] = [];
    const add = (of: string, path: string): void => {
      const read = readText(join(top, path));
      if (read.ok) rules.push({ folder: of, matcher: ignore({ allowRelativePaths: true }).add(read.text) });
    };
    add('', '.git/info/exclude');
    const parts = folder === '' ? [] : folder.split('/');
    for (let depth = 0; depth < parts.length; depth += 1) {
      const above = parts.slice(0, depth).join('/');
      add(above, above === '' ? '.gitignore' : `${above}/.gitignore`);
    }
    return rules;
  };

  /** Breadth first, so that a limit takes the deepest. */
  const namesBelow = (start: string): FolderNames => {
    const found: FolderName[] = [];
    const queue = [{ folder: start, rules: rulesAbove(start), under: false }];
    for (const { folder, rules, under } of queue) {
      const entries = entriesIn(folder) ?? [];
      const all = withOwn(folder, entries, rules);
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        const isFolder = entry.isDirectory();
        if (excluded.ignores(isFolder ? `${path}/` : path)) continue;
        if (found.length >= maxFolderNames) return { entries: found, complete: false };
        const left = under || ignored(path, isFolder, all);
        const name = start === '' ? path : path.slice(start.length + 1);
        if (isFolder && !leftOut.has(entry.name)) queue.push({ folder: path, rules: all, under: left });
        else found.push({ path: isFolder ? `${name}/` : name, ignored: left });
      }
    }
    return { entries: found, complete: true };
  };
  const named = new Map<string, FolderNames>();

  return {
    async names(folder) {
      const start = normalised(folder);
      if (named.size === 0) {
        const whole = namesBelow('');
        if (whole.complete) for (const [path, entries] of byFolder(whole.entries)) named.set(path, { entries, complete: true });
        named.set('', whole);
      }
      const own = named.get(start) ?? (named.get('')?.complete === true ? { entries: [], complete: true } : namesBelow(start));
      named.set(start, own);
      return own;
    },
    async list(folder) {
      const found: string[] = [];
      const start = normalised(folder);
      walk(start, rulesAbove(start), found);
      return found;
    },
    read(path) {
      const before = known.get(path);
      if (before !== undefined) return before;
      const result = Promise.resolve(inside.read(path));
      known.set(path, result);
      return result;
    },
    async exists(path) {
      try {
        return statSync(join(top, path), { throwIfNoEntry: false })?.isFile() ?? false;
      } catch {
        return false;
      }
    },
  };
}

/** A folder relative to the top, which is empty. */
function normalised(folder: string): string {
  const from = normalize(folder).replace(/\/$/, '');
  return from === '.' ? '' : from;
}

/** What lies below each folder that is looked into, at any depth, in the order of all. */
function byFolder(entries: readonly FolderName[]): ReadonlyMap<string, readonly FolderName[]> {
  const below = new Map<string, FolderName[]>();
  for (const { path, ignored } of entries) {
    for (let at = path.indexOf('/'); at >= 0 && at < path.length - 1; at = path.indexOf('/', at + 1)) {
      const own = { path: path.slice(at + 1), ignored };
      const known = below.get(path.slice(0, at));
      if (known === undefined) below.set(path.slice(0, at), [own]);
      else known.push(own);
    }
  }
  return below;
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** Reads what lies in a folder in truth, links followed. */
class Inside {
  readonly #top: string;
  readonly #before: string;
  /** Where folders lie in truth. */
  readonly #real = new Map<string, string>();
  /** The top, and folders below it with no link on the way to them. */
  readonly #straight = new Set(['']);

  constructor(top: string) {
    this.#top = top;
    this.#before = top.endsWith(sep) ? top : top + sep;
  }

  /** Notes a folder that the one above it lists as such, not as a link. */
  noteFolder(folder: string): void {
    if (this.#straight.has(folderOf(folder))) this.#straight.add(folder);
  }

  read(path: string): ReadResult {
    try {
      return this.#readStraight(path) ?? this.#readWherever(path);
    } catch (error) {
      return unreadable(error);
    }
  }

  /** What needs no look at the way to it; undefined where it may. */
  #readStraight(path: string): ReadResult | undefined {
    const folder = folderOf(path);
    const name = folder === '' ? path : path.slice(folder.length + 1);
    if (!this.#straight.has(folder) || /^\.{0,2}$|[\\/:]/.test(name)) return undefined;
    const file = this.#before + path;
    const facts = lstatSync(file, { throwIfNoEntry: false });
    return facts === undefined || facts.isSymbolicLink() ? undefined : textOf(file, facts);
  }

  #readWherever(path: string): ReadResult {
    const file = resolve(this.#top, path);
    const lexical = relative(this.#top, file);
    if (lexical === '..' || lexical.startsWith(`..${sep}`))
      return { ok: false, reason: 'outside', detail: 'lies outside the scanned folder' };
    const facts = lstatSync(file, { throwIfNoEntry: false });
    if (facts === undefined) return missing;
    const isLink = facts.isSymbolicLink();
    const realTop = this.#realFolder(this.#top);
    const real = isLink ? realpathSync.native(file) : join(this.#realFolder(dirname(file)), basename(file));
    if (file !== this.#top && real !== realTop && !real.startsWith(realTop + sep))
      return { ok: false, reason: 'outside', detail: 'is a link that leaves the scanned folder' };
    return textOf(file, isLink ? statSync(file) : facts);
  }

  #realFolder(folder: string): string {
    const real = this.#real.get(folder) ?? realpathSync.native(folder);
    this.#real.set(folder, real);
    return real;
  }
}

/** What stands before the last `/`. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function readText(file: string): ReadResult {
  try {
    return textOf(file, statSync(file));
  } catch (error) {
    return unreadable(error);
  }
}

function textOf(file: string, facts: Stats): ReadResult {
  if (!facts.isFile()) return { ok: false, reason: 'not-a-file', detail: 'is not a regular file' };
  if (facts.size > maxFileBytes)
    return { ok: false, reason: 'too-large', detail: `is larger than ${maxFileBytes / 1024 / 1024} MB` };
  return decode(readFileSync(file));
}

function decode(bytes: Buffer): ReadResult {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  if (utf16 !== undefined)
    return { ok: false, reason: 'not-text', detail: `is ${utf16.toUpperCase()}, which Docker does not read; save it as UTF-8` };
  if (bytes.subarray(0, 8000).includes(0)) return { ok: false, reason: 'not-text', detail: 'is a binary file' };
  return { ok: true, text: bytes.toString('utf8'), ...(isUtf8(bytes) ? {} : { malformed: true }) };
}

const missing: ReadResult = { ok: false, reason: 'missing', detail: 'does not exist' };

function unreadable(error: unknown): ReadResult {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing;
  if (code === 'EACCES' || code === 'EPERM')
    return { ok: false, reason: 'denied', detail: 'may not be read (permission denied)' };
  if (code === 'ELOOP') return { ok: false, reason: 'not-a-file', detail: 'is a link that leads in a circle' };
  return { ok: false, reason: 'denied', detail: messageOf(error) };
}
