import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startSimulator, type RecordedRequest } from './simulator.ts'

const root = join(import.meta.dirname, '..')
/** Node 24, as the runner has it. */
const node = join(root, 'node_modules', '.bin', 'node')
const bundle = join(root, 'dist', 'index.js')
const usage = 'usage: npm run simulator -- [--port 8787] [--seconds N] [--credits N]'

try {
  await serve()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exitCode = 1
}

async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      seconds: { type: 'string' },
      credits: { type: 'string' },
    },
  })
  const { seconds, credits } = values
  const simulator = await startSimulator({
    port: numberOf('port', values.port),
    ...(seconds === undefined ? undefined : { seconds: numberOf('seconds', seconds) }),
    ...(credits === undefined ? undefined : { credits: numberOf('credits', credits) }),
    onEnd: (request) => {
      console.log(lineFor(request))
    },
  })
  const { apiUrl, apiId, apiKey, assetUrl } = simulator
  console.log(`Creatify's Asset Generator API, simulated at ${apiUrl} (files at ${assetUrl})

In a workflow, in the same job:

      with:
        api-url: ${apiUrl}
        api-id: ${apiId}
        api-key: ${apiKey}

For the action started by hand, in a folder of your own (outputs are then in out.txt, the summary in summary.md):

  touch out.txt summary.md && env 'INPUT_API-URL=${apiUrl}' 'INPUT_API-ID=${apiId}' \\
    'INPUT_API-KEY=${apiKey}' INPUT_MODEL=nano-banana-2 'INPUT_PARAMS=prompt: A red kite' \\
    GITHUB_OUTPUT="$PWD/out.txt" GITHUB_STEP_SUMMARY="$PWD/summary.md" \\
    ${node} ${bundle}

Ctrl-C ends it.
`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.stop())
  }
}

function numberOf(option: string, text: string): number {
  const number = Number(text)
  if (text === '' || !(number >= 0)) throw new Error(`--${option} needs a number, not "${text}"`)
  return number
}

function lineFor({ at, origin, method, path, status, body }: RecordedRequest): string {
  const took = `${Math.round(performance.now() - at)} ms`
  const model =
    typeof body === 'object' && body !== null && 'model_name' in body
      ? ` ${JSON.stringify(body.model_name)}`
      : ''
  const time = new Date().toISOString().slice(11, 19)
  return `${time} ${origin.padEnd(6)} ${String(status ?? '---')} ${method} ${path}${model} ${took}`
}
