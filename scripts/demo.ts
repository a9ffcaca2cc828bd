import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { startDemo, type Demo } from './demo/run.ts'
import { root } from './project.ts'
import { shipAction } from './shipped.ts'

// Runs the first step of a workflow that uses the action, against services on this machine.

const usage = `usage: npm run demo [-- examples/FILE.yml] [--env NAME=VALUE]… [--input NAME=VALUE]… [--again]

Runs the first step of a workflow that uses the action, against a simulated Creatify and GitHub on this machine. The
folder examples/ stands for your repository. Nothing is spent.

  --env NAME=VALUE    a variable of the step, in place of what \`env:\` or an earlier step gives
  --input NAME=VALUE  an input of the workflow, which a person would give
  --again             asks for another run when one has ended: account, cache, comments and releases stay as they are
  --help              prints this`

/** Tests put theirs elsewhere, since they run at the same time. */
const folder = process.env['DEMO_FOLDER'] ?? join(root, '.demo')

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      env: { type: 'string', multiple: true, default: [] },
      input: { type: 'string', multiple: true, default: [] },
      again: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) console.log(usage)
  else {
    const [path = 'examples/image.yml', ...others] = positionals
    if (others.length > 0) throw new Error(`One workflow at a time, not also ${others.join(' ')}.`)
    const wanted = { path, env: pairs('--env', values.env), inputs: pairs('--input', values.input) }
    await shipAction()
    await using demo = await startDemo(wanted, folder)
    process.exitCode = (await demo.run('new')) ?? 1
    if (values.again) process.exitCode = (await runOn(demo, path)) ?? process.exitCode
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('`npm run demo -- --help` prints the usage.')
  process.exitCode = 1
}

function pairs(option: string, texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const end = text.indexOf('=')
      if (end < 1) throw new Error(`${option} needs NAME=VALUE, not "${text}".`)
      return [text.slice(0, end), text.slice(end + 1)]
    }),
  )
}

/** Runs the step for each line of the standard input, until it ends. Resolves with the last exit code; undefined: no line came. */
async function runOn(demo: Demo, path: string): Promise<number | null | undefined> {
  const question = `\nChange ${path} or its files if you like. Enter: a new run. r and Enter: re-run the last one. Ctrl-D: end.`
  let code: number | null | undefined
  console.log(question)
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      code = await demo.run(line.trim().toLowerCase() === 'r' ? 're-run' : 'new')
    } catch (error) {
      // A mistake in a file that is being changed is no end.
      console.error(error instanceof Error ? error.message : error)
      code = 1
    }
    console.log(question)
  }
  return code
}
