import { lightJob } from '../support/attempts.ts'
import { kite, resultOf } from '../support/reading.ts'

test.concurrent('`github` in a file has what it has in a workflow', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  await job.write('event.json', JSON.stringify({ number: 7 }))
  const expressions = {
    protected: "${{ github.ref_protected && 'protected' || 'open' }}",
    type: '${{ toJSON(github.ref_protected) }}',
    days: '${{ github.retention_days }}',
    url: '${{ github.repositoryUrl }}',
    event: '${{ github.event.number }}',
    path: '${{ github.event_path }}',
    action: '${{ github.action_ref }}',
  }
  const prompt = Object.entries(expressions)
    .map(([name, expression]) => `${name}=${expression}`)
    .join(';')
  await job.write('params.json', JSON.stringify({ prompt }))
  const env = {
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_EVENT_PATH: `${job.workspace}/event.json`,
    GITHUB_ACTION_REF: 'v1',
  }
  const transcript = await job.run({
    with: { ...kite, params: '', 'params-file': 'params.json' },
    env,
  })
  expect(transcript.errors).toEqual([])
  expect(resultOf(transcript).input_params['prompt']).toBe(
    `protected=open;type=false;days=90;url=git://github.com/octo-org/octo-repo.git;event=7;path=${env.GITHUB_EVENT_PATH};action=v1`,
  )
})
