import { kite, outsideCode, resultOf, tinyPng } from './support/reading.ts'
import { startJob, type Transcript } from './support/scenario.ts'

const hostile = [
  'x',
  '::error::pwned',
  '##[add-mask]x',
  '::set-output name=status::done\r\n::stop-commands::abc',
  '\u2028::warning::pwned',
  '`tick` ``two`` ```three',
  '<img src=x onerror=alert(1)> | cell | @octocat [link](https://evil.example) <!-- -->',
  '</details></td>',
].join('\n')

const commands = new Set(['add-mask', 'group', 'endgroup', 'debug', 'error', 'warning', 'notice'])

/** What the runner would obey, and what GitHub would render. */
function isHarmless({ log, summary }: Transcript): void {
  for (const line of log.split(/\r?\n|\r/)) {
    const command = /^\s*::([a-z-]+)/.exec(line)?.[1]
    if (command !== undefined) expect(commands).toContain(command)
    expect(line).not.toMatch(/^\s*::(error|warning|notice)[^:]*::pwned/)
    expect(line).not.toContain('##[')
  }
  expect(log).not.toMatch(/[\u2028\u2029\u202e]/)
  // Nothing is looked for in the value of an attribute.
  const rendered = outsideCode(summary).replaceAll(/ (alt|title)="[^"<>\n]*"/g, '')
  expect(rendered).not.toContain('@octocat')
  expect(rendered).not.toContain('<img src=x')
  expect(rendered).not.toMatch(/^\s*::|\]\(https?:|:\/\/evil|<\/details><\/td>|<!--/m)
  expect(rendered.match(/<details>/g)?.length).toBe(rendered.match(/<\/details>/g)?.length)
  const cellsOf = (row: string) => row.replaceAll('\\|', '').match(/\|/g)?.length
  for (const [table] of summary.matchAll(/^\|.*(?:\n\|.*)*/gm)) {
    expect(new Set(table.split('\n').map(cellsOf)).size).toBe(1)
  }
}

test.concurrent('a hostile failed_reason', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ end: 'failed', failedReason: hostile })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('pwned')
  expect(transcript.errors[0]).not.toMatch(/[\r\n]/)
  isHarmless(transcript)
  expect(transcript.outputs['status']).toBe('failed')
  expect(resultOf(transcript).failed_reason).toBe(hostile)
})

test.concurrent('a hostile error body', async () => {
  await using job = await startJob()
  job.simulator.fault({ route: 'create', status: 400, body: { [hostile]: [hostile] } })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('pwned')
  isHarmless(transcript)
})

test.concurrent('a hostile status, on the way', async () => {
  await using job = await startJob({ seconds: 1 })
  job.simulator.script({ statuses: [hostile], assets: [tinyPng] })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings).toHaveLength(1)
  isHarmless(transcript)
})

test.concurrent('a hostile name, prompt and key of a param', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const params = JSON.stringify({ prompt: hostile, [hostile]: hostile })
  const transcript = await job.run({
    with: { ...kite, params, name: hostile, 'unknown-params': 'allow' },
  })
  expect(transcript.exitCode).toBe(0)
  isHarmless(transcript)
  expect(transcript.files).toHaveLength(1)
  expect(transcript.files[0]).toMatch(/^creatify-assets\/[A-Za-z0-9._-]+\.png$/)
  expect(transcript.outputs['tasks']?.split('\n')).toHaveLength(1)
})

test.concurrent('a hostile catalog', async () => {
  const catalog = [
    {
      model_name: hostile,
      generation_type: hostile,
      credits: 1,
      input_params_schema: { properties: { [hostile]: { default: hostile } } },
    },
  ]
  await using job = await startJob({ catalog })
  const transcript = await job.run({ with: { 'list-models': 'true' } })
  expect(transcript.exitCode).toBe(0)
  isHarmless(transcript)
})

test.concurrent('a hostile asset URL in log and summary', async () => {
  await using job = await startJob({ seconds: 0.1 })
  const url = 'https://evil.invalid/"><img src=x onerror=alert(1)>\n::error::pwned'
  job.simulator.script({ assets: [{ url: `ftp:${url}` }] })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(1)
  isHarmless(transcript)
})

test.concurrent(
  'a hostile file: its name, its keys, and what the schema says of them',
  async () => {
    const model = {
      model_name: 'm',
      generation_type: 'text_to_image',
      credits: 1,
      input_params_schema: {
        required: [hostile],
        properties: { [hostile]: { enum: [hostile] }, prompt: { type: 'string' } },
      },
    }
    await using job = await startJob({ catalog: [model] })
    // Of what commands are made of, Windows takes no colon in a name.
    const file = 'a ##[error]pwned,line=9 %0A %3A%3A `b` @octocat.yml'
    await job.write(
      file,
      JSON.stringify({
        generations: [
          { name: hostile, model: 'm', params: { [hostile]: hostile.slice(1), prompt: 5 } },
          { name: 'b', model: hostile, params: { [`${hostile}2`]: 1 } },
          {
            name: 'c',
            model: 'm',
            params: { prompt: `\${{ github.${hostile} }}`, [`${hostile}3`]: 1 },
          },
        ],
      }),
    )
    const transcript = await job.run({ with: { manifest: file } })
    expect(transcript.exitCode).toBe(1)
    expect(job.simulator.counts('create')).toBe(0)
    const told = transcript.errors.filter((each) => each.startsWith('a # #[error]pwned'))
    expect(told.length).toBeGreaterThan(3)
    expect(transcript.annotations.filter((each) => each.file !== undefined)).toEqual([])
    isHarmless(transcript)
  },
)
