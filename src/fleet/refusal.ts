import { GuardError } from '../errors.ts';
import { oneLine } from '../report/escape.ts';

/** Why a registry did not tell a digest. */
export type Refusal =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'unreached'; readonly code: string }
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'nonsense'; readonly what: string };

/** Puts a refusal in words: which image, why, and what to do. No answer of the registry is quoted, nor any login. */
export function registryError(reference: string, registry: string, refusal: Refusal): GuardError {
  const [why, advice] = explained(refusal, registry);
  return new GuardError('REGISTRY', `${oneLine(reference)} could not be resolved to a digest: ${why}. ${advice}`);
}

/** Why a registry refused, and what to do about it, without the final full stop of the first. */
export function explained(refusal: Refusal, registry: string): readonly [why: string, advice: string] {
  switch (refusal.kind) {
    case 'status':
      return explainedStatus(refusal.status, refusal.retryAfter, registry);
    case 'unreached':
      return explainedConnection(refusal.code, registry);
    case 'late':
      return [`${registry} did not answer within ${refusal.seconds} seconds`, 'Run the job again later, or check the network.'];
    case 'nonsense':
      return [`${registry} ${refusal.what}`, 'Check that a registry answers at this address, and nothing in front of it.'];
  }
}

function explainedStatus(status: number, retryAfter: string | undefined, registry: string): readonly [string, string] {
  const server = registry === 'docker.io' ? '' : ` ${registry}`;
  switch (status) {
    case 401:
      return [
        `${registry} wants a login (401)`,
        `Log in first: \`docker login${server}\`, or docker/login-action in a workflow. Where the login is right there is no such image, or it may not be pulled.`,
      ];
    case 403:
      return [
        `${registry} does not allow it (403)`,
        `Give the login the right to pull this image, or log in with another: \`docker login${server}\`.`,
      ];
    case 404:
      return [
        `there is no such image at ${registry} (404)`,
        'Correct its name or tag, or take it off the list. Some registries hide private images in this way: log in first where it is one.',
      ];
    case 429: {
      const asked = retryAfter === undefined ? '' : `, until ${oneLine(retryAfter).slice(0, 40)} (Retry-After)`;
      return [
        `${registry} holds requests back (429${asked})`,
        `Run the job again later, or log in for a higher limit: \`docker login${server}\`.`,
      ];
    }
    default:
      return status >= 500
        ? [`${registry} failed (${status}), more than once`, 'Run the job again later.']
        : [`${registry} answered with status ${status}`, 'Check that a registry answers at this address.'];
  }
}

const unknownName: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA']);

function explainedConnection(code: string, registry: string): readonly [string, string] {
  if (unknownName.has(code))
    return [`no address is known for ${registry} (${code})`, 'Correct its name, or check DNS and the proxy.'];
  if (code === 'ECONNREFUSED') {
    return [`nothing answers at ${registry} (${code})`, 'Check the port and that the registry runs.'];
  }
  if (/CERT|SELF_SIGNED|VERIFY|ERR_TLS/.test(code)) {
    return [
      `the certificate of ${registry} is not trusted (${code})`,
      'Name the authority that signed it in NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.',
    ];
  }
  if (/^(?:EPROTO|ERR_SSL_.*)$/.test(code)) {
    return [`${registry} does not speak TLS (${code})`, 'Without TLS only registries on this machine are asked.'];
  }
  return [`${registry} could not be reached (${code})`, 'Run the job again later, or check network and proxy.'];
}
