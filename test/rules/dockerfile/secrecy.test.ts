import { expect, test } from 'vitest';
import { judged } from '../judged.ts';

test('no message, key or fingerprint of a finding shows a secret', async () => {
  const { findings } = await judged({
    Dockerfile: [
      'FROM debian:12',
      'ENV DB_PASSWORD=s3cr3t-a API_TOKEN=s3cr3t-b',
      'ARG NPM_TOKEN=s3cr3t-c',
      'RUN curl -u admin:s3cr3t-d https://example.com/a',
      'RUN pip install git+https://ci:s3cr3t-e@example.com/app.git',
      'RUN git clone http://ci:s3cr3t-f@example.com/app.git',
      'ADD https://ci:s3cr3t-g@example.com/a.bin /a',
      'RUN mysqladmin -ps3cr3t-h ping && DB_PASSWORD=s3cr3t-i ./run',
      "RUN echo 'root:s3cr3t-j' | chpasswd",
      'HEALTHCHECK CMD redis-cli -a s3cr3t-k ping',
      "RUN echo 'API_TOKEN=s3cr3t-l' > /a && app --db-password s3cr3t-m1",
      'RUN curl -H "Authorization: Bearer s3cr3t-0123456789" https://example.com/a',
      'COPY <<EOF /a.conf',
      'password = s3cr3t-n',
      'EOF',
      'RUN psql -c "CREATE USER a PASSWORD \'s3cr3t-o\'"',
      'ENV CONNECTION="Server=db;User Id=sa;Password=s3cr3t-p;"',
      '',
    ].join('\n'),
  });
  expect(findings.length).toBeGreaterThan(8);
  for (const { location: _, ...told } of findings) expect(JSON.stringify(told)).not.toContain('s3cr3t');
});
