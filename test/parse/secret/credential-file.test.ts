import { expect, test } from 'vitest';
import { credentialsIn } from '../../../src/parse/secret/credential-file.ts';

test.for([
  '.env',
  'app/.env.production',
  './id_rsa',
  '/root/.ssh/',
  '.npmrc',
  '/root/.netrc',
  '.aws/credentials',
  '.aws',
  'gcp-key.json',
  'application_default_credentials.json',
  '.docker/config.json',
  'certs/private.pem',
  'tls/key.pem',
  'server-key.pem',
  'client_secret_42.apps.json',
  'release.jks',
  '.kube/config',
  '$GOOGLE_APPLICATION_CREDENTIALS',
  '${KUBECONFIG}',
])('%s holds credentials', (path) => {
  expect(credentialsIn(path)).toBeDefined();
});

test.for([
  '.env.example',
  '.env.sample',
  'environment',
  'id_rsa.pub',
  'config.json',
  'cert.pem',
  'pubkey.pem',
  'public-key.pem',
  'monkey.pem',
  'package.json',
  'src/credentials.ts',
  '$APP_HOME',
  '.envrc.md',
])('%s says nothing by its name', (path) => {
  expect(credentialsIn(path)).toBeUndefined();
});
