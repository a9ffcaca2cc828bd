import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem, type } from 'node:os'

/** What the figures were measured on. Names no host and no folder. */
export interface Machine {
  readonly cores: string
  readonly memory: string
  readonly system: string
  readonly node: string
  /** How many processes ran or waited to run in the minute before: the figures of a busy machine are worth less. */
  readonly load: string
  /** bash, curl and jq. */
  readonly tools: readonly string[]
}

/** This machine. */
export function thisMachine(): Machine {
  const model = cpus()[0]?.model.trim().replace(/\s+/g, ' ')
  const cores = availableParallelism()
  return {
    cores: model === undefined || model === '' ? String(cores) : `${cores} (${model})`,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    system: distribution() ?? type(),
    node: process.versions.node,
    load: (loadavg()[0] ?? 0).toFixed(1),
    tools: ['bash', 'curl', 'jq'].map(versionOf),
  }
}

function distribution(): string | undefined {
  const file = '/etc/os-release'
  if (!existsSync(file)) return undefined
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, 'utf8'))?.[1]
}

function versionOf(tool: string): string {
  const { stdout, error } = spawnSync(tool, ['--version'], { encoding: 'utf8' })
  if (error) return `no ${tool}`
  return `${tool} ${/\d+(\.\d+)+/.exec(stdout)?.[0] ?? ''}`.trim()
}
