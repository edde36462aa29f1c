import { expect, test } from 'vitest';
import { secretInFile, secretInSetting } from '../../src/parse/secret/written.ts';

test.for([
  ['Authorization: Bearer 5f4dcc3b5aa765d61d83', 'a header with a login'],
  ['proxy-authorization: basic dXNlcjpodW50ZXIy', 'a header with a login'],
  ['//registry.example.com/:_authToken=5f4dcc3b5aa7', 'a login to a package registry'],
  ["CREATE USER app IDENTIFIED BY 'hunter2'", 'a password in SQL'],
  ["ALTER ROLE app WITH PASSWORD 'hunter2';", 'a password in SQL'],
  ['machine example.com login ci password hunter2', 'a login of a netrc file'],
  ['https://5f4dcc3b5aa765d61d8327deb882cf99@example.com/a.git', 'a URL with a token'],
  ['Server=db;User Id=sa;Password=hunter2;', 'a connection string with a password'],
] as const)('%j is known by its setting: %s', ([text, what]) => {
  expect(secretInSetting(`see ${text}`)?.what).toBe(what);
});

test.for([
  'Authorization: Bearer $TOKEN',
  'Authorization: Bearer short',
  '//registry.example.com/:_authToken=${NPM_TOKEN}',
  "WITH PASSWORD '$PASSWORD'",
  'https://some-organisation-name@example.com/a.git',
  'Server=db;Password=${DB_PASSWORD};',
])('%j gives nothing away', (text) => {
  expect(secretInSetting(text)).toBeUndefined();
});

test.for([
  ['user = app\npassword = hunter2\n', 'password = hunter2'],
  ['DB_PASSWORD=hunter2', 'DB_PASSWORD=hunter2'],
  ['{"api_key": "5f4dcc3b"}', 'api_key": "5f4dcc3b'],
  ['export API_TOKEN=5f4dcc3b', 'API_TOKEN=5f4dcc3b'],
] as const)('in %j the secret stands at %j', ([text, found]) => {
  const secret = secretInFile(text);
  expect(secret === undefined ? undefined : text.slice(secret.start, secret.end)).toBe(found);
});

test.for([
  'Password: set it before you start',
  'token: required',
  'SECRET_KEY = os.environ["SECRET_KEY"]',
  'password=$(cat /run/secrets/db)',
  'PasswordAuthentication=yes',
  'PASSWORD_FILE=/run/secrets/db',
  'password=\nnext=line5',
])('%j is no secret of a file', (text) => {
  expect(secretInFile(text)).toBeUndefined();
});
