import { hubJob, tag, attach } from '../support/hub.ts'
import { tinyPng } from '../support/reading.ts'

test('an upload that takes longer than any other request keeps nothing from what follows', async () => {
  await using at = await hubJob(
    { releases: [{ tag, assets: [{ name: 'nano-banana-2-2.png' }] }] },
    {
      scripts: [{ assets: [tinyPng, tinyPng] }],
    },
  )
  at.hub.fault({ route: 'upload', delayMs: 33_000 })
  const transcript = await attach(at, { comment: 'true' })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments).toHaveLength(1)
  expect(at.hub.releases[0]?.assets.map(({ name, content_type: type }) => [name, type])).toEqual([
    ['nano-banana-2-1.png', 'image/png'],
    ['nano-banana-2-2.png', 'image/png'],
  ])
})
