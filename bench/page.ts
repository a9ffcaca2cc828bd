import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { draw, themes, type Chart } from './chart.ts'
import { action, shell } from './clients.ts'
import type { Told } from './parts.ts'
import { figure, isBehind, table, verdictOf, type Goal, type Section } from './section.ts'

const folder = import.meta.dirname
const charts = 'charts'

/** What `writePage` writes, beside the charts. */
export const pageFile = join(folder, 'README.md')

/** Writes README.md and the charts. */
export async function writePage(told: readonly Told[]): Promise<void> {
  await rm(join(folder, charts), { recursive: true, force: true })
  await mkdir(join(folder, charts))
  const drawn = told.flatMap(({ section: { blocks } }) =>
    blocks.filter((each) => typeof each !== 'string'),
  )
  await Promise.all(
    drawn.flatMap((chart) =>
      themes.map(async (theme) =>
        writeFile(join(folder, fileOf(chart, theme)), draw(chart, theme)),
      ),
    ),
  )
  await writeFile(pageFile, pageText(told))
}

/** Goals, and where the script is better, as Markdown. */
export function verdicts(sections: readonly Section[]): string {
  const goals = sections.flatMap(({ goals }) => goals)
  const missed = goals.filter((goal) => verdictOf(goal) === 'missed')
  const behind = sections.flatMap(({ duels }) => duels).filter(isBehind)
  return [
    table(
      ['measure', 'goal', 'measured', ''],
      goals.map((goal) => {
        const verdict = verdictOf(goal)
        return [goal.what, wanted(goal), got(goal), verdict === 'missed' ? '**missed**' : verdict]
      }),
    ),
    ...missed.map(
      ({ what, reason = 'The reason is not known.' }) => `**Missed:** ${what}. ${reason}`,
    ),
    behind.length === 0
      ? `The shell script is nowhere better.`
      : `**The shell script is better in:** ${behind.map(({ what, ours, theirs }) => `${what} (${figure(theirs)}, ${action} ${figure(ours)})`).join('; ')}. It does less: it starts without a runtime, checks neither params nor files, and looks every five seconds whatever is made, which is few requests for an image and a late picture.`,
  ].join('\n\n')
}

function wanted({ limit, is = 'at most', unit = '' }: Goal): string {
  return `${is} ${figure(limit)} ${unit}`.trim()
}

function got({ got: value, unit = '' }: Goal): string {
  return value === undefined ? '' : `${figure(value)} ${unit}`.trim()
}

/** The text of README.md. */
export function pageText(told: readonly Told[]): string {
  const parts = [
    '# Benchmark',
    `The action beside the shell script that people write instead ([${shell}](generate.sh): curl, jq, a look every five seconds) and beside bare Node. The committed bundle runs as the runner runs it, against the [simulator](../simulator/README.md) on the loopback interface. Nothing is spent. Less is better, but for MB/s. A look is a request that asks how tasks are getting on.`,
    '`npm run bench` measures all that needs no other command, in about nine minutes, and writes this page; it needs bash, curl and jq, and a machine that does nothing else. `npm run bench -- start many` measures parts again and leaves the others as they were; `-- page` only writes this page from [figures](figures); `-- --trial start` shows in a short time that a part works, and keeps nothing. The exit code is 1 when a goal is missed.',
    '## Goals',
    verdicts(told.map(({ section }) => section)),
    ...told.flatMap(({ section: { heading, blocks }, commands, source }) => [
      `## ${heading}`,
      source === undefined ? `Not measured yet: ${named(commands)}.` : origin(source, commands),
      ...blocks.map((block) => (typeof block === 'string' ? block : picture(block))),
    ]),
    '## What these figures leave out',
    [
      '- The network. The simulator is on the same machine. Before the create, the action reads the balance and the schema; over the internet that is up to two round trips more than the script, which checks nothing.',
      '- The memory of the script, which was not measured.',
      '- The time of real models. Nobody called the live API for this page.',
    ].join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

function named(commands: readonly string[]): string {
  return commands.map((command) => `\`${command}\``).join(', ')
}

function origin(
  { date, machine }: NonNullable<Told['source']>,
  commands: readonly string[],
): string {
  const { cores, memory, system, node, load, tools } = machine
  return `<sub>${named(commands)}, ${date}: cores ${cores}, ${memory}, ${system}, Node ${node}, ${tools.join(', ')}; load before it ${load}</sub>`
}

function picture(chart: Chart): string {
  return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${fileOf(chart, 'dark')}">
  <img alt="Chart: ${chart.title}. The table below has its figures." src="${fileOf(chart, 'light')}">
</picture>`
}

function fileOf({ name }: Chart, theme: string): string {
  return `${charts}/${name}-${theme}.svg`
}
