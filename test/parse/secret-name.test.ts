import { expect, test } from 'vitest';
import { isHalfOfLogin, isSecretName, isSuspectName } from '../../src/parse/secret/name.ts';

test.each(['DB_PASSWORD', 'apikey', 'NPM_TOKEN', 'git_key', 'ARTIFACTORY_PSW'])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(['auth', 'SIGN_KEY', 'TOKEN_FOR_CI', 'MY_CREDS'])('%s is a suspect only', (name) => {
  expect([isSecretName(name), isSuspectName(name)]).toEqual([false, true]);
});

test.each(['PUBLIC_KEY', 'GPG_KEY', 'KEYCLOAK_VERSION', 'TOKEN_FILE', 'AUTHOR', 'MONKEY'])('%s is neither', (name) => {
  expect([isSecretName(name), isSuspectName(name)]).toEqual([false, false]);
});

test('a key id and the user beside a password are half of a login', () => {
  expect(['AWS_ACCESS_KEY_ID', 'ARTIFACTORY_USR', 'USR', 'AWS_REGION'].map(isHalfOfLogin)).toEqual([true, true, false, false]);
});
