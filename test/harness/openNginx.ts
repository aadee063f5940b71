import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.js';
import { waitFor } from './waitFor.js';

/** The configuration that deploy/ gives, seen from where npm runs every command. */
const SHIPPED = join(process.cwd(), 'deploy/nginx/pentimento.conf');
/** The edges as the shipped file names them. */
const EDGES = ['10.0.0.11:3000', '10.0.0.12:3000'];

export interface Nginx {
  url: string;
  end(): Promise<void>;
}

/** A real nginx with the shipped configuration, before two edges on this machine. */
export async function openNginx(ports: readonly [number, number]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-nginx-'));
  const port = await freePort();
  const server = EDGES.reduce(
    (text, edge, i) => text.replace(edge, `127.0.0.1:${ports[i]}`),
    readFileSync(SHIPPED, 'utf8')
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
      .replace('/var/cache/nginx/pentimento', join(folder, 'cache')),
  );
  writeFileSync(join(folder, 'pentimento.conf'), server);
  writeFileSync(join(folder, 'nginx.conf'), mainConfiguration(folder));
  const nginx: ChildProcess = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const ended = once(nginx, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await waitFor('nginx to answer', async () => {
    if (nginx.exitCode !== null) throw new Error(`nginx ended:\n${readFileSync(join(folder, 'error.log'), 'utf8')}`);
    return fetch(`${url}/health`).catch(() => null);
  });
  return {
    url,
    async end() {
      nginx.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What Debian's own nginx.conf has around the shipped file, in a folder of its own. */
function mainConfiguration(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    worker_processes 2;
    worker_rlimit_nofile 65536;
    pid ${join(folder, 'nginx.pid')};
    error_log ${join(folder, 'error.log')};
    events { worker_connections 32768; }
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n      ')}
      include ${join(folder, 'pentimento.conf')};
    }
  `;
}
