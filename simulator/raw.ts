import { Faults, type Fault } from './faults.ts'
import type { Answer, RecordedRequest } from './messages.ts'
import { listen } from './server.ts'

/** The files of one repository at one commit, as raw.githubusercontent.com shows them to anybody. */
export interface RawFiles {
  readonly origin: string
  /** A private repository answers 404 to a request without a token, and tokens are not looked at. */
  private: boolean
  readonly requests: readonly RecordedRequest<'raw'>[]
  /** The next requests, as `fault` of the API. */
  fault(...faults: Fault<'raw'>[]): void
  stop(): Promise<void>
}

/** Whose files are shown. */
export interface RawOptions {
  readonly repository?: string
  readonly commit: string
  /** By their path in the repository, with `/`. */
  readonly files: Readonly<Record<string, string | Buffer>>
  readonly private?: boolean
}

/**
 * Listens on the loopback interface until `stop` is called. Both forms of a path are served: that of
 * raw.githubusercontent.com, `/OWNER/REPO/COMMIT/PATH`, and that of GitHub Enterprise Server, `/OWNER/REPO/raw/COMMIT/PATH`.
 */
export async function startRawFiles(options: RawOptions): Promise<RawFiles> {
  const { repository = 'octo-org/octo-repo', commit, files } = options
  const requests: RecordedRequest<'raw'>[] = []
  const faults = new Faults<'raw'>()
  const roots = [`/${repository}/${commit}/`, `/${repository}/raw/${commit}/`]

  function answer({ method, path }: RecordedRequest<'raw'>): Answer {
    const pathname = decodeURIComponent(new URL(path, 'http://raw').pathname)
    const root = roots.find((each) => pathname.startsWith(each))
    const file = root === undefined ? undefined : files[pathname.slice(root.length)]
    if (service.private || file === undefined || !['GET', 'HEAD'].includes(method))
      return { status: 404, headers: plain, body: Buffer.from('404: Not Found') }
    return { status: 200, headers: bytesOnly, body: Buffer.from(file) }
  }

  const server = await listen<'raw'>({
    name: 'raw',
    port: 0,
    tls: undefined,
    faults,
    clockSkewMs: 0,
    requests,
    routeOf: () => 'raw',
    work: answer,
    onEnd: () => undefined,
  })
  const service: RawFiles = {
    origin: `http://127.0.0.1:${server.port}`,
    private: options.private ?? false,
    requests,
    fault(...added) {
      faults.add(...added)
    },
    stop: async () => server.close(),
  }
  return service
}

const plain = { 'content-type': 'text/plain; charset=utf-8' }
const bytesOnly = {
  'content-type': 'application/octet-stream',
  'cache-control': 'max-age=300',
  'x-content-type-options': 'nosniff',
}
