// A server of a story's own, and the programs that it plays with.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { preview } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
/** Where cargo puts programs. */
const PROGRAMS = process.env.NTS_PROGRAMS ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug');

/** A server, as long as the story lasts. */
export class Server {
  private readonly children: ChildProcess[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** `http://127.0.0.1:12345`. */
    readonly rooms: string,
    /** The port of the plugins. */
    readonly plugins: number,
  ) {}

  /** Starts one on free ports; resolves when it listens. */
  static async start(more: string[] = []): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'nts-story-'));
    const listen = ['--plugins', '127.0.0.1:0', '--rooms', '127.0.0.1:0', '--data', join(folder, 'data')];
    const child = spawn(join(PROGRAMS, 'nts'), ['serve', ...listen, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    const log: string[] = [];
    child.stderr.on('data', (data: Buffer) => log.push(String(data)));
    const said = new Map<string, string>();
    for await (const line of createInterface({ input: child.stdout })) {
      const [name = '', value = ''] = line.split(/: (.*)/s);
      said.set(name, value.split(' ')[0] ?? '');
      if (name === 'certificate') break;
    }
    const [rooms, plugins] = [said.get('rooms'), said.get('plugins')];
    if (!rooms || !plugins) throw new Error(`the server did not start:\n${log.join('')}`);
    child.stdout.resume();
    const address = process.env.STORY_FRESH_PAGES ? await freshPages(rooms) : rooms;
    return new Server(child, folder, address.replace(/\/$/, ''), Number(plugins.split(':').at(-1)));
  }

  /** Starts the docking plugin. */
  docking(): ChildProcess {
    const trust = ['--ca', join(this.folder, 'data/ca.pem')];
    const child = spawn(join(PROGRAMS, 'docking'), ['-a', '127.0.0.1', '-p', String(this.plugins), ...trust], { stdio: 'ignore' });
    this.children.push(child);
    return child;
  }

  /** Starts a plugin of conformance/plugins, on the Python library. */
  python(name: string): ChildProcess {
    const program = join(ROOT, 'conformance/plugins', `${name}.py`);
    // The library writes a log into the folder where it is started.
    const options = { stdio: 'ignore', cwd: this.folder } as const;
    const child = spawn(process.env.NANOME_0_42_PYTHON ?? 'python3', [program, '-a', '127.0.0.1', '-p', String(this.plugins)], options);
    this.children.push(child);
    return child;
  }

  /** Ends it, and all that it played with. */
  async stop(): Promise<void> {
    for (const child of [...this.children, this.child]) await ended(child);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The pages as they were built last, for a server in which older ones are embedded: while somebody works on them. */
async function freshPages(rooms: string): Promise<string> {
  const target = rooms.replace(/\/$/, '');
  const pages = await preview({
    root: join(ROOT, 'web'),
    logLevel: 'error',
    preview: {
      port: 0,
      host: '127.0.0.1',
      headers: { 'Content-Security-Policy': (await fetch(target)).headers.get('content-security-policy') ?? '' },
      proxy: {
        '/api': {
          target, ws: true, changeOrigin: true,
          configure: (proxy) => proxy.on('proxyReqWs', (request) => request.setHeader('Origin', target)),
        },
      },
    },
  });
  return pages.resolvedUrls?.local[0] ?? target;
}

/** Asks a process to end, and waits for that. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}
