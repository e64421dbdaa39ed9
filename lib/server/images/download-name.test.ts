import { expect, test } from 'vitest'
import { downloadName } from './download-name.ts'

test.each([
  ['North poster', 8841, 'png', 'safelight-north-poster-8841.png'],
  ['A “quoted” sign, at night, in rain', 1, 'jpeg', 'safelight-a-quoted-sign-at-1.jpg'],
  ['../../etc/passwd', 0, 'webp', 'safelight-etc-passwd-0.webp'],
  ['北の海 grüße', 5, 'png', 'safelight-北の海-grüße-5.png'],
  ['{"scene": "x"}', 2, 'png', 'safelight-scene-x-2.png'],
  ['🦊🦊', 3, 'png', 'safelight-3.png'],
  ['x'.repeat(300), 4, 'png', 'safelight-4.png'],
  ['CON nul\u0000 :|?*<>"', 6, 'png', 'safelight-con-nul-6.png'],
] as const)('the picture of %j with seed %i is saved as a %s called %s', (prompt, seed, format, name) => {
  expect(downloadName({ prompt, seed }, format)).toBe(name)
})
