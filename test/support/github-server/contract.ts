import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

/** One operation of GitHub's REST description, ready to check what is sent to it and what it answers. */
export interface Operation {
  /** `POST /repos/{owner}/{repo}/code-scanning/sarifs` */
  readonly name: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What is wrong with a request; nothing where it conforms. */
  requestFaults(query: URLSearchParams, body: unknown): readonly string[];
  /** What is wrong with an answer. */
  responseFaults(status: number, body: unknown): readonly string[];
}

/** The parts of the description that the server speaks. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  '/user': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/code-scanning/sarifs': ['post'],
  '/repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}': ['get'],
};

let loaded: Contract | undefined;

/** GitHub's own description of its REST API, cut to what is spoken here. Read once for a process. */
export function githubContract(): Contract {
  loaded ??= new Contract();
  return loaded;
}

class Contract {
  readonly #document: Json;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor() {
    addFormats.default(this.#ajv);
    const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
    this.#document = prune(asObject(JSON.parse(readFileSync(path, 'utf8'))));
    this.#ajv.addSchema({ $id: 'github', components: this.#document['components'] });
  }

  /** The operation behind a request; undefined for what the description, as far as it is spoken, does not know. */
  operation(method: string, path: string): Operation | undefined {
    for (const [template, item] of Object.entries(asObject(this.#document['paths']))) {
      const parameters = matchPath(template, path);
      const description = asObject(item)[method.toLowerCase()];
      if (parameters === undefined || description === undefined) continue;
      const name = `${method} ${template}`;
      return {
        name,
        pathParameters: parameters,
        requestFaults: (query, body) => this.#requestFaults(name, asObject(description), parameters, query, body),
        responseFaults: (status, body) => this.#responseFaults(name, asObject(description), status, body),
      };
    }
    return undefined;
  }

  #requestFaults(
    name: string,
    description: Json,
    path: Readonly<Record<string, string>>,
    query: URLSearchParams,
    body: unknown,
  ): readonly string[] {
    const declared = asList(description['parameters']).map((parameter) => this.#resolved(parameter));
    const faults: string[] = [];
    for (const [place, given] of [
      ['path', Object.entries(path)],
      ['query', [...query.entries()]],
    ] as const) {
      for (const [key, text] of given) {
        const parameter = declared.find((candidate) => candidate['in'] === place && candidate['name'] === key);
        if (parameter === undefined) faults.push(`${name}: there is no ${place} parameter ${key}`);
        else faults.push(...this.#check(`${name} ${place} ${key}`, parameter['schema'], fromText(text)));
      }
    }
    const schema = jsonSchemaOf(description['requestBody']);
    if (schema === undefined) return body === undefined ? faults : [...faults, `${name}: takes no body`];
    return [...faults, ...this.#check(`${name} body`, closed(asObject(schema)), body)];
  }

  #responseFaults(name: string, description: Json, status: number, body: unknown): readonly string[] {
    const response = asObject(description['responses'])[String(status)];
    if (response === undefined) return [`${name}: status ${status} is not described`];
    const schema = jsonSchemaOf(this.#resolved(response));
    return schema === undefined ? [] : this.#check(`${name} ${status}`, schema, body);
  }

  #check(label: string, schema: unknown, value: unknown): readonly string[] {
    let validate = this.#compiled.get(label);
    if (validate === undefined) {
      validate = this.#ajv.compile(rebased(schema));
      this.#compiled.set(label, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${label}${error.instancePath} ${error.message ?? 'is wrong'}`);
  }

  #resolved(value: unknown): Json {
    const object = asObject(value);
    const reference = object['$ref'];
    return typeof reference === 'string' ? asObject(pointed(this.#document, reference)) : object;
  }
}

/** The spoken operations with the components they reach, without `nullable` where JSON Schema has no place for it. */
function prune(document: Json): Json {
  const paths = Object.fromEntries(
    Object.entries(spoken).map(([path, methods]) => {
      const item = asObject(asObject(document['paths'])[path]);
      return [path, Object.fromEntries(methods.map((method) => [method, withoutProse(asObject(item[method]))]))];
    }),
  );
  const components: Record<string, Record<string, unknown>> = {};
  const waiting: unknown[] = [paths];
  while (waiting.length > 0) {
    for (const reference of referencesIn(waiting.pop())) {
      const [, , kind = '', name = ''] = reference.split('/');
      const group = (components[kind] ??= {});
      if (name in group) continue;
      group[name] = withoutProse(pointed(document, reference));
      waiting.push(group[name]);
    }
  }
  return { paths, components };
}

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) =>
      !(key === 'description' && typeof inner === 'string') &&
      !(key === 'example' || key === 'examples' || key === 'externalDocs' || key.startsWith('x-')) &&
      !(key === 'nullable' && !('type' in value)),
  );
  const rest = Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner)]));
  return value['nullable'] === true && !('type' in value) ? { anyOf: [rest, { type: 'null' }] } : rest;
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

/** References of a schema that stands alone point into the components. */
function rebased(value: unknown): Json {
  const walk = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(walk);
    if (!isObject(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, item]) => [
        key,
        key === '$ref' && typeof item === 'string' ? item.replace('#/', 'github#/') : walk(item),
      ]),
    );
  };
  return asObject(walk(value));
}

/** What the description does not name is a mistake of ours, also where GitHub would put up with it. */
function closed(schema: Json): Json {
  return 'properties' in schema ? { ...schema, additionalProperties: false } : schema;
}

function jsonSchemaOf(content: unknown): unknown {
  if (!isObject(content)) return undefined;
  const types = asObject(content['content']);
  return isObject(types['application/json']) ? types['application/json']['schema'] : undefined;
}

function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const expected = template.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name !== undefined) parameters[name] = value;
    else if (segment !== value) return undefined;
  }
  return parameters;
}

function pointed(document: Json, reference: string): unknown {
  let value: unknown = document;
  for (const key of reference.split('/').slice(1)) value = asObject(value)[key];
  return value;
}

function fromText(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
