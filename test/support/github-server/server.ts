import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { githubContract, isObject, type Operation } from './contract.ts';
import { readOnly, type Failure, type FailureAnswer } from './failures.ts';
import {
  commentAnswer,
  commentLimit,
  fileAnswer,
  privateUserAnswer,
  pullAnswer,
  sarifFault,
  unpacked,
  type ChangedFile,
  type Comment,
  type Upload,
} from './state.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
}

/** Its answer has some hundred fields, of which few are made here, so that it is not held against the description. */
const pullName = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Identity {
  readonly login: string;
  /** The token of an app, also that of a workflow run: `GET /user` is closed to it. */
  readonly installation: boolean;
}

/**
 * GitHub's REST API for one repository, on a port of 127.0.0.1, with its state in memory. Every request is held against
 * GitHub's own description; what does not conform is in `faults`, and `close` throws it.
 */
export class GitHubServer {
  readonly repository: string;
  readonly token = 'ghs_a.token_for_tests';
  readonly comments: Comment[] = [];
  readonly uploads: Upload[] = [];
  readonly requests: SeenRequest[] = [];
  readonly faults: string[] = [];
  readonly failures: Failure[] = [];
  readonly changedFiles: ChangedFile[] = [];
  /** What the token may write. */
  readonly grants = new Set(['pull-requests: write', 'security-events: write']);
  identity: Identity = { login: 'github-actions[bot]', installation: true };
  /** What the next questions about an upload hear; the last one stays. */
  processing: readonly { readonly state: 'pending' | 'complete' | 'failed'; readonly errors?: readonly string[] }[] = [
    { state: 'complete' },
  ];
  /** Comments on a page are at most this many, whatever is asked for. */
  largestPage = 100;
  /** The newest commit of every pull request. */
  headSha = 'b'.repeat(40);
  #nextId = 1000;
  #questions = 0;
  readonly #spoiled = new Map<Failure, number>();
  readonly #server = createServer((request, response) => {
    void this.#serve(request, response);
  });

  private constructor(repository: string) {
    this.repository = repository;
  }

  static async start(repository = 'octo/app'): Promise<GitHubServer> {
    const server = new GitHubServer(repository);
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the server is not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Ends it. @throws where a request did not conform to GitHub's description. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
    if (this.faults.length > 0) throw new Error(`requests that GitHub does not describe:\n${this.faults.join('\n')}`);
  }

  addComment(issue: number, author: string, body: string): Comment {
    this.#nextId += 1;
    const comment: Comment = { id: this.#nextId, issue, author, body, revision: 1 };
    this.comments.push(comment);
    return comment;
  }

  /** Requests so far, as `POST /repos/…`. */
  seen(method?: string): readonly string[] {
    return this.requests
      .filter((request) => method === undefined || request.method === method)
      .map((request) => `${request.method} ${request.path}`);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    let answer: Answer;
    try {
      const body = await bodyOf(request);
      this.requests.push({ method, path: url.pathname, query: url.search, body });
      answer = await this.#answer(method, url, body, request.headers.authorization);
    } catch (error) {
      this.faults.push(`${method} ${url.pathname}: ${error instanceof Error ? error.message : String(error)}`);
      answer = refusal(500, 'The test server broke');
    }
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=utf-8',
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '999',
      'x-ratelimit-reset': '4102444800',
      'x-ratelimit-resource': 'core',
      ...answer.headers,
    });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  async #answer(method: string, url: URL, body: unknown, authorization: string | undefined): Promise<Answer> {
    if (authorization !== `token ${this.token}` && authorization !== `bearer ${this.token}`)
      return refusal(401, 'Bad credentials');
    const failure = this.#failureFor(method, url.pathname);
    if (failure?.delayMilliseconds !== undefined) await sleep(failure.delayMilliseconds);
    if (failure !== undefined && failure.afterwards !== true) return refusal(failure.status, failure.message, failure.headers);
    const answer = url.pathname === '/graphql' ? this.#viewer(method, body) : this.#rest(method, url, body);
    return failure === undefined ? answer : refusal(failure.status, failure.message, failure.headers);
  }

  #failureFor(method: string, path: string): FailureAnswer | undefined {
    for (const failure of this.failures) {
      const spoiled = this.#spoiled.get(failure) ?? 0;
      if (failure.method !== undefined && failure.method !== method) continue;
      if (failure.path?.test(path) === false || spoiled >= (failure.times ?? Infinity)) continue;
      this.#spoiled.set(failure, spoiled + 1);
      return failure.answer;
    }
    return undefined;
  }

  /** The one GraphQL question that is asked: who am I. */
  #viewer(method: string, body: unknown): Answer {
    const query = isObject(body) ? body['query'] : undefined;
    if (method !== 'POST' || typeof query !== 'string' || query.replaceAll(/\s+/g, ' ').trim() !== 'query { viewer { login } }') {
      this.faults.push(`${method} /graphql: unexpected ${JSON.stringify(body)}`);
      return refusal(400, 'Problems parsing JSON');
    }
    return { status: 200, body: { data: { viewer: { login: this.identity.login } } } };
  }

  #rest(method: string, url: URL, body: unknown): Answer {
    const operation = githubContract().operation(method, url.pathname);
    if (operation === undefined) {
      this.faults.push(`${method} ${url.pathname}: not an operation of the description that is spoken here`);
      return refusal(404, 'Not Found');
    }
    const faults = operation.requestFaults(url.searchParams, body);
    if (faults.length > 0) {
      this.faults.push(...faults);
      return refusal(422, `Validation Failed: ${faults.join('; ')}`);
    }
    const { owner, repo } = operation.pathParameters;
    if (owner !== undefined && `${owner}/${repo ?? ''}` !== this.repository) return refusal(404, 'Not Found');
    const answer = this.#perform(operation, url, isObject(body) ? body : {});
    if (answer.status < 300 && answer.body !== undefined && operation.name !== pullName) {
      this.faults.push(...operation.responseFaults(answer.status, answer.body));
    }
    return answer;
  }

  #perform(operation: Operation, url: URL, body: Readonly<Record<string, unknown>>): Answer {
    const parameters = operation.pathParameters;
    const id = Number(parameters['comment_id']);
    switch (operation.name) {
      case 'GET /user':
        return this.identity.installation
          ? refusal(readOnly.status, readOnly.message)
          : { status: 200, body: privateUserAnswer(this.url, this.identity.login) };
      case 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments':
        return this.#page(
          url,
          this.comments
            .filter((comment) => comment.issue === Number(parameters['issue_number']))
            .map((comment) => this.#shown(comment)),
        );
      case pullName:
        return { status: 200, body: pullAnswer(this.url, this.repository, Number(parameters['pull_number']), this.headSha) };
      case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files':
        return this.#page(
          url,
          this.changedFiles.map((file) => fileAnswer(this.url, this.repository, file)),
        );
      case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments':
        return this.#writing('pull-requests: write', body, (text) => ({
          status: 201,
          body: this.#shown(this.addComment(Number(parameters['issue_number']), this.identity.login, text)),
        }));
      case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}':
        return this.#writing('pull-requests: write', body, (text) => this.#update(id, text));
      case 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}':
        return this.#delete(id);
      case 'POST /repos/{owner}/{repo}/code-scanning/sarifs':
        return this.#upload(body);
      case 'GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}':
        return this.#outcome(parameters['sarif_id'] ?? '');
      default:
        return refusal(501, `${operation.name} is not spoken`);
    }
  }

  #shown(comment: Comment): object {
    return commentAnswer(this.url, this.repository, comment);
  }

  #page(url: URL, items: readonly object[]): Answer {
    const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), this.largestPage);
    const page = Number(url.searchParams.get('page') ?? 1);
    const last = Math.max(Math.ceil(items.length / size), 1);
    const link = (number: number, rel: string): string => {
      const target = new URL(url);
      target.searchParams.set('page', String(number));
      return `<${target.href}>; rel="${rel}"`;
    };
    const links = [
      ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
      ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ];
    return {
      status: 200,
      body: items.slice((page - 1) * size, page * size),
      ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}),
    };
  }

  #writing(permission: string, body: Readonly<Record<string, unknown>>, write: (text: string) => Answer): Answer {
    if (!this.grants.has(permission)) return refusal(readOnly.status, readOnly.message);
    const text = body['body'];
    if (typeof text !== 'string' || text === '') return refusal(422, "Validation Failed: body can't be blank");
    if (text.length <= commentLimit) return write(text);
    const message = `body is too long (maximum is ${commentLimit} characters)`;
    return {
      status: 422,
      body: { message: 'Validation Failed', errors: [{ resource: 'IssueComment', code: 'custom', field: 'body', message }] },
    };
  }

  #update(id: number, text: string): Answer {
    const comment = this.comments.find((candidate) => candidate.id === id);
    if (comment === undefined) return refusal(404, 'Not Found');
    if (comment.author !== this.identity.login) return refusal(readOnly.status, readOnly.message);
    comment.body = text;
    comment.revision += 1;
    return { status: 200, body: this.#shown(comment) };
  }

  #delete(id: number): Answer {
    const index = this.comments.findIndex((candidate) => candidate.id === id);
    if (index < 0) return refusal(404, 'Not Found');
    if (!this.grants.has('pull-requests: write')) return refusal(readOnly.status, readOnly.message);
    this.comments.splice(index, 1);
    return { status: 204 };
  }

  #upload(body: Readonly<Record<string, unknown>>): Answer {
    if (!this.grants.has('security-events: write')) return refusal(readOnly.status, readOnly.message);
    const packed = String(body['sarif']);
    const fault = sarifFault(packed);
    if (fault !== undefined) return refusal(fault.status, fault.message);
    const id = `sarif-${this.uploads.length + 1}`;
    const checkoutUri = body['checkout_uri'];
    this.uploads.push({
      id,
      commit: String(body['commit_sha']),
      ref: String(body['ref']),
      checkoutUri: typeof checkoutUri === 'string' ? checkoutUri : undefined,
      compressedBytes: Buffer.from(packed, 'base64').length,
      sarif: unpacked(packed) ?? '',
    });
    return { status: 202, body: { id, url: `${this.url}/repos/${this.repository}/code-scanning/sarifs/${id}` } };
  }

  #outcome(id: string): Answer {
    if (!this.uploads.some((upload) => upload.id === id)) return refusal(404, 'Not Found');
    const now = this.processing[Math.min(this.#questions, this.processing.length - 1)] ?? { state: 'complete' };
    this.#questions += 1;
    return {
      status: 200,
      body: {
        processing_status: now.state,
        analyses_url: `${this.url}/repos/${this.repository}/code-scanning/analyses?sarif_id=${id}`,
        ...(now.state === 'failed' ? { errors: now.errors ?? [] } : {}),
      },
    };
  }
}

function refusal(status: number, message: string, headers?: Readonly<Record<string, string>>): Answer {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    ...(headers === undefined ? {} : { headers }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
