import { expect, test } from 'vitest';
import { isSecretName } from '../../../src/parse/secret/name.ts';

test.each([
  'DB_PASSWORD',
  'EMAIL_HOST_PASSWORD',
  'SEARCH_BACKEND_PASSWORD',
  'KAFKA_MANAGER_PASSWORD',
  'sessionSecret',
  'CLIENT_ID_SECRET',
  'GPG_PASSPHRASE',
  'API_COST_TOKEN',
  'PASSWORD_RESET_TOKEN',
  'API_KEY_V2',
  'PASSWORD_2',
  'HASH_SALT',
  'ENCRYPTION_KEY',
  'GPG_PRIVATE_KEY',
  'MINIO_SECRETKEY',
])('%s is meant to hold a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  'PASSWORD_FILE',
  'TOKEN_URL',
  'SECRET_NAME',
  'PASSWORD_HASH',
  'TOKEN_TTL',
  'PASSWORD_RESET_TOKEN_TTL',
  'MIN_PASSWORD_LENGTH',
  'ALLOW_EMPTY_PASSWORD',
  'USE_SECRET',
  'PUBLIC_TOKEN',
  'GPG_KEY',
  'CACHE_KEY',
  'PASSTHROUGH',
  'TOKENIZER',
  'SERVER_AUTH',
  'AWS_ACCESS_KEY_ID',
  'initial-cluster-token',
])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});
