import type { VariableUse } from './project.ts';

/** Values of variables by name; `null` for one that is set to what nobody knows. */
export type Variables = ReadonlyMap<string, string | null>;

/** Gives the value of a variable; `undefined` where it has none, `null` where it is set to what nobody knows. */
export type Lookup = (name: string) => string | null | undefined;

export interface Interpolation {
  /** What Compose would put: variables without a value and without a default are empty. */
  readonly value: string;
  /** In the order they stand in, those of a default that took effect right behind the variable it belongs to. */
  readonly variables: readonly VariableUse[];
  /** Why `value` is a guess: some variable has neither value nor default. */
  readonly unknown?: string;
  /** Whether Compose refuses the text; `value` is then the text itself. */
  readonly invalid: boolean;
}

/** How deep defaults may hold variables with defaults. */
const nestingLimit = 50;
/** How long a text may grow, in UTF-16 units: values of values double with every line. */
const lengthLimit = 1 << 20;

const name = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const operator = /:?[-+?]/y;

/**
 * Substitutes `$NAME`, `${NAME}` and `${NAME` with `:-`, `-`, `:?`, `?`, `:+` or `+` and a text `}` as Compose does; `$$` is a
 * dollar sign. A required variable without a value is unknown, not invalid: who starts the project knows it.
 */
export function interpolate(template: string, lookup: Lookup): Interpolation {
  if (!template.includes('$')) return { value: template, variables: [], invalid: false };
  const found: Found = { variables: [], missing: [], invalid: false };
  const value = substitute(template, lookup, found, 0);
  if (found.invalid) return { value: template, variables: found.variables, invalid: true };
  if (found.missing.length === 0) return { value, variables: found.variables, invalid: false };
  const names = [...new Set(found.missing)];
  const unknown =
    names.length === 1 ? `the variable ${names[0]} has no value here` : `the variables ${names.join(', ')} have no value here`;
  return { value, variables: found.variables, unknown, invalid: false };
}

interface Found {
  readonly variables: VariableUse[];
  readonly missing: string[];
  invalid: boolean;
}

function substitute(template: string, lookup: Lookup, found: Found, depth: number): string {
  if (depth > nestingLimit) found.invalid = true;
  const line = lineScanner(template);
  let value = '';
  let done = 0;
  let at = template.indexOf('$');
  while (at !== -1 && !found.invalid) {
    value += template.slice(done, at);
    if (value.length > lengthLimit) found.invalid = true;
    const next = template[at + 1];
    let end = at + 1;
    if (next === '$') {
      value += '$';
      end = at + 2;
    } else if (next === '{') {
      const braced = readBraced(template, at, line(at));
      if (braced === undefined) {
        found.invalid = true;
        return '';
      }
      value += expand(braced, lookup, found, depth);
      end = braced.end;
    } else {
      const variable = match(name, template, at + 1);
      value += variable === undefined ? '$' : expand({ name: variable }, lookup, found, depth);
      end += variable?.length ?? 0;
    }
    done = end;
    at = template.indexOf('$', end);
  }
  return value + template.slice(done);
}

interface Reference {
  readonly name: string;
  readonly operator?: string;
  readonly text?: string;
}

/**
 * Reads `${…}` at `at`. The text behind an operator runs to the brace that balances the first one, else to the last brace of
 * its line; a `{` hides the character after it from the count, as in Compose.
 */
function readBraced(template: string, at: number, lastBrace: number): (Reference & { readonly end: number }) | undefined {
  const variable = match(name, template, at + 2);
  if (variable === undefined) return undefined;
  const after = at + 2 + variable.length;
  const sign = match(operator, template, after);
  if (sign === undefined || lastBrace < after + sign.length) {
    return template[after] === '}' ? { name: variable, end: after + 1 } : undefined;
  }
  const from = after + sign.length;
  const close = balancingBrace(template, at, lastBrace);
  return { name: variable, operator: sign, text: template.slice(from, close), end: close + 1 };
}

function balancingBrace(template: string, from: number, last: number): number {
  let open = 0;
  for (let at = from; at <= last; at += 1) {
    const unit = template.charCodeAt(at);
    if (unit === 125) {
      open -= 1;
      if (open === 0) return at;
    } else if (unit === 123) {
      open += 1;
      at += 1;
    }
  }
  return last;
}

function expand(reference: Reference, lookup: Lookup, found: Found, depth: number): string {
  const value = lookup(reference.name);
  const use = { name: reference.name, resolved: typeof value === 'string' };
  const sign = reference.operator;
  if (value === null) {
    found.variables.push(sign === undefined ? use : { ...use, operator: sign });
    found.missing.push(reference.name);
    return '';
  }
  if (sign === undefined) {
    found.variables.push(use);
    if (value === undefined) found.missing.push(reference.name);
    return value ?? '';
  }
  const present = value !== undefined && (value !== '' || !sign.startsWith(':'));
  const nested: Found = { variables: [], missing: [], invalid: false };
  const fallback = substitute(reference.text ?? '', lookup, nested, depth + 1);
  const taken = sign.endsWith('+') ? present : sign.endsWith('-') && !present;
  found.variables.push({ ...use, operator: sign, fallback });
  if (taken) {
    found.variables.push(...nested.variables);
    found.missing.push(...nested.missing);
    found.invalid ||= nested.invalid;
    return fallback;
  }
  if (sign.endsWith('?') && !present) {
    found.missing.push(reference.name);
    found.invalid ||= nested.invalid;
  }
  return value ?? '';
}

/** Gives the last `}` of the line a position is on; positions must not go backwards. */
function lineScanner(template: string): (at: number) => number {
  let end = -1;
  let brace = -1;
  return (at) => {
    if (at > end) {
      const newline = template.indexOf('\n', at);
      end = newline === -1 ? template.length : newline;
      const last = template.slice(at, end).lastIndexOf('}');
      brace = last === -1 ? -1 : at + last;
    }
    return brace;
  };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
