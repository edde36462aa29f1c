import type { Mount, Port } from '../model/container.ts';

/**
 * A port as `-p` and the short form of Compose spell it: `80`, `8080-8090:80/udp`, `127.0.0.1::80`, `[::1]:80:80`.
 * Undefined where it is none.
 */
export function portFromText(text: string, published = true): Port | undefined {
  const slash = text.indexOf('/');
  const protocol = slash < 0 ? 'tcp' : text.slice(slash + 1).toLowerCase();
  const [containerText = '', hostText = '', ...ip] = (slash < 0 ? text : text.slice(0, slash)).split(':').reverse();
  const hostIp = ip
    .reverse()
    .join(':')
    .replace(/^\[(.*)\]$/, '$1');
  const container = rangeFromText(containerText);
  const host = rangeFromText(hostText);
  if (container === undefined || (hostText !== '' && host === undefined)) return undefined;
  if (!/^\w+$/.test(protocol) || !/^[\w.:%-]*$/.test(hostIp)) return undefined;
  return {
    container,
    ...(host === undefined ? {} : { host }),
    ...(hostIp === '' ? {} : { hostIp }),
    protocol,
    published,
  };
}

/** `80` or `8000-8010`, both ends within 0 and 65535; undefined for anything else. */
export function rangeFromText(text: string): readonly [first: number, last: number] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65_535 ? [first, last] : undefined;
}

/** Whether the source of a volume is a path of the host rather than the name of a volume. */
export function isHostPath(source: string): boolean {
  return /^(?:[/.~\\]|[A-Za-z]:[\\/])/.test(source);
}

const propagations: ReadonlySet<string> = new Set(['shared', 'rshared', 'slave', 'rslave', 'private', 'rprivate']);

/** A volume as `-v` and the short form of Compose spell it: `SOURCE:TARGET:OPTIONS`, `SOURCE:TARGET`, or `TARGET` alone. */
export function volumeFromText(text: string): Mount | undefined {
  const parts = splitVolume(text);
  const [first, second, third] = parts;
  if (first === undefined || first === '' || parts.length > 3) return undefined;
  if (second === undefined) return { type: 'volume', target: first, readOnly: false, options: [] };
  if (second === '') return undefined;
  const options = third === undefined || third === '' ? [] : third.split(',');
  const propagation = options.find((option) => propagations.has(option));
  return {
    type: isHostPath(first) ? 'bind' : 'volume',
    source: first,
    target: second,
    readOnly: options.includes('ro') || options.includes('readonly'),
    ...(propagation === undefined ? {} : { propagation }),
    options,
  };
}

/** The parts between colons; the colon of a drive letter is none of them. */
function splitVolume(text: string): readonly string[] {
  return text.match(/(?:^|(?<=:))(?:[A-Za-z]:(?=[\\/]))?[^:]*/g) ?? [];
}

/** A mount as `--mount` spells it: `type=bind,source=/a,target=/b,readonly`. Undefined where it names no target. */
export function mountFromText(text: string): Mount | undefined {
  const options: string[] = [];
  let type = 'volume';
  let source: string | undefined;
  let target: string | undefined;
  let propagation: string | undefined;
  let readOnly = false;
  for (const field of csvFields(text)) {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? undefined : field.slice(equals + 1);
    if (key === 'type') type = value ?? '';
    else if (key === 'source' || key === 'src') source = value;
    else if (key === 'target' || key === 'dst' || key === 'destination') target = value;
    else if (key === 'readonly' || key === 'ro') readOnly = value === undefined || booleanFromText(value) === true;
    else if (key === 'rw') readOnly = value !== undefined && booleanFromText(value) === false;
    else {
      if (key === 'bind-propagation') propagation = value;
      options.push(field);
    }
  }
  if (target === undefined || target === '') return undefined;
  return {
    type: type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'other',
    ...(source === undefined || source === '' ? {} : { source }),
    target,
    readOnly,
    ...(propagation === undefined ? {} : { propagation }),
    options,
  };
}

/** The fields of a line of comma-separated values; a field in double quotes may hold commas. */
export function csvFields(text: string): readonly string[] {
  const fields = text.match(/(?:^|(?<=,))(?:"(?:[^"]|"")*"|[^,]*)/g) ?? [];
  return fields.map((field) => (/^".*"$/s.test(field) ? field.slice(1, -1).replaceAll('""', '"') : field));
}

/** A boolean as Go's flags read it; undefined for any other text. */
export function booleanFromText(text: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? false : undefined;
}
