import { isSecretName } from './name.ts';
import { isLiteralSecret } from './value.ts';

/** Whether a variable of this name with this value holds a secret that somebody could use. */
export function isSecretPair(name: string, value: string): boolean {
  return isSecretName(name) && isLiteralSecret(value) && !namesScheme(name, value);
}

/** `REGISTRY_AUTH=htpasswd` names a way to log in, `NEO4J_AUTH=neo4j/secret` is a login. */
export function namesScheme(name: string, value: string): boolean {
  if (!/auth$/i.test(name)) return false;
  return /^(?:anonymous|basic|bearer|cookie|digest|external|form|gssapi|htpasswd|internal|jwt|kerberos|ldap|local|login|md5|mtls|native|oauth2?|oidc|openid|optional|pam|peer|plain|required|saml2?|scram-sha-(?:1|256)|session|silly|token|trust|x509)$/i.test(
    value.trim(),
  );
}
